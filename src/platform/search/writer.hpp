// The one writer of a file: puts documents into all tables, the feed's checkpoint beside them in the same
// transaction, and keeps the columns in step.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "base/snapshot.hpp"
#include "platform/search/columns.hpp"
#include "platform/search/sqlite.hpp"

namespace gongkai::search {

enum class Durability {
  committed,  // survives a kill
  scratch,    // a file that is thrown away unless it is finished
};

class Writer {
 public:
  Writer(const std::filesystem::path& file, Durability durability);

  void apply(std::span<const Change> changes, Checkpoint checkpoint);
  /// The state of the last commit; any thread.
  std::shared_ptr<const Columns> columns() const { return m_published.load(); }
  Checkpoint checkpoint() const { return m_checkpoint; }

  /// Moves the log into the file and cuts it; nobody may be reading.
  void empty_log();
  /// One small step towards one segment; false when there is nothing left to merge.
  bool merge_step();
  void merge_all();
  bool is_intact();

 private:
  void take_out(Columns& columns, std::int64_t row);
  void put_in(Columns& columns, const Document& document, std::optional<std::int64_t> old);
  void index(std::int64_t row, const Document& document, bool remove);
  Document stored(std::int64_t row);

  Connection m_connection;
  Statement m_find, m_stored, m_insert_document, m_insert_text, m_delete_document, m_delete_text;
  Statement m_insert_pairs, m_insert_title, m_insert_singles, m_insert_readings;
  Statement m_delete_pairs, m_delete_title, m_delete_singles, m_delete_readings;
  Statement m_state;
  Snapshot<Columns> m_published;
  Checkpoint m_checkpoint{};
};

}  // namespace gongkai::search
