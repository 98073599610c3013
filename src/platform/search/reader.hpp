// One reader: a connection, its prepared statements, and the elementary questions to the tables. Used by one thread
// at a time. The answer is put together in answer.cpp.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "platform/search/filter.hpp"
#include "platform/search/row_cache.hpp"
#include "platform/search/sqlite.hpp"
#include "platform/search/writer.hpp"

namespace gongkai::search {

enum class Table { pairs, titles, singles, readings };

struct Weighed {
  std::int64_t row = 0;
  double weight = 0;
};

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file, RowCache* cache = nullptr);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The tables and the columns of one commit, as long as it lives.
  class Snapshot {
   public:
    Snapshot(Reader& reader, const Writer& writer);
    const Columns& columns() const { return *m_columns; }

   private:
    std::unique_ptr<Unit> m_unit;
    std::shared_ptr<const Columns> m_columns;
  };

  /// From here on only rows that the filter admits and that are among `rows` (ordered; null: all) are found by
  /// newest(), weighed() and count().
  void admit(const Filter& filter, const std::vector<std::int64_t>* rows);

  /// All rows that match, in order, whatever the filter says.
  std::vector<std::int64_t> all(Table table, const std::string& match, RowRange range = {});
  std::vector<std::int64_t> newest(Table table, const std::string& match, std::int64_t limit);
  std::vector<Weighed> weighed(const std::string& match, std::int64_t limit);
  std::int64_t count(Table table, const std::string& match, std::int64_t limit);
  std::vector<std::int64_t> with_number(const std::string& key);
  /// 0 when the document is not in the index.
  std::int64_t row_of(std::int64_t id);

  /// Without title marks and snippet; false when the row is gone.
  bool load(std::int64_t row, Hit& hit);
  struct Texts {
    std::string body{};
    std::vector<Section> sections{};
  };
  Texts texts(std::int64_t row);
  /// The forms of title, body, attachments and names: what the pairs were made of.
  std::vector<std::u32string> forms(std::int64_t row);
  const Connection& connection() const { return m_connection; }

 private:
  Statement& statement(const std::string& sql);
  Statement& search(const std::string& what, Table table, const std::string& behind, const std::string& match,
                    std::int64_t limit);
  static void step_collect(sqlite3_context* context, int count, sqlite3_value** values);
  static void call_admits(sqlite3_context* context, int count, sqlite3_value** values);

  Connection m_connection;
  RowCache* m_cache;
  std::int64_t m_sequence = -1;  // of the snapshot
  std::map<std::string, Statement> m_statements{};
  const Filter* m_filter = nullptr;
  const std::vector<std::int64_t>* m_rows = nullptr;
  std::vector<std::int64_t> m_collected{};
};

}  // namespace gongkai::search
