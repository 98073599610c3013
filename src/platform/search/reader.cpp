#include "platform/search/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "platform/search/index_file.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
const std::string& name_of(Table table) {
  static const std::string names[] = {"pairs", "titles", "singles", "readings"};
  return names[static_cast<std::size_t>(table)];
}
}  // namespace

Reader::Reader(const std::filesystem::path& file, RowCache* cache) : m_connection(file, Access::read), m_cache(cache) {
  m_connection.run("PRAGMA query_only = ON; PRAGMA mmap_size = 4294967296; PRAGMA cache_size = -8000");
  sqlite3_create_function_v2(
      m_connection.get(), "collect", 1, SQLITE_UTF8, this, nullptr, step_collect, [](sqlite3_context*) {}, nullptr);
  sqlite3_create_function_v2(m_connection.get(), "admits", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, this, call_admits,
                             nullptr, nullptr, nullptr);
}

void Reader::step_collect(sqlite3_context* context, int, sqlite3_value** values) {
  static_cast<Reader*>(sqlite3_user_data(context))->m_collected.push_back(sqlite3_value_int64(values[0]));
}

void Reader::call_admits(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* self = static_cast<Reader*>(sqlite3_user_data(context));
  const auto row = sqlite3_value_int64(values[0]);
  const bool among = self->m_rows == nullptr || std::binary_search(self->m_rows->begin(), self->m_rows->end(), row);
  sqlite3_result_int(context, among && self->m_filter->admits(row));
}

Reader::Snapshot::Snapshot(Reader& reader, const Writer& writer) {
  constexpr int patience = 10'000;
  for (int attempt = 0; attempt < patience; ++attempt) {
    m_columns = writer.columns();
    m_unit = std::make_unique<Unit>(reader.m_connection, "BEGIN");
    auto& sequence = reader.statement("SELECT sequence FROM state");
    const Rewind rewind(sequence);
    if (sequence.step() && sequence.integer(0) == m_columns->sequence) {
      reader.m_sequence = m_columns->sequence;
      return;
    }
    // The writer has committed and not yet published the columns: microseconds.
    sequence.reset();
    m_unit.reset();
    std::this_thread::yield();
  }
  throw Error("search index: columns and tables do not meet");
}

void Reader::admit(const Filter& filter, const std::vector<std::int64_t>* rows) {
  m_filter = &filter;
  m_rows = rows;
}

Statement& Reader::statement(const std::string& sql) {
  auto found = m_statements.find(sql);
  if (found == m_statements.end()) found = m_statements.emplace(sql, Statement(m_connection.get(), sql)).first;
  return found->second;
}

Statement& Reader::search(const std::string& what, Table table, const std::string& behind, const std::string& match,
                          std::int64_t limit) {
  const auto& name = name_of(table);
  const bool choosy = m_rows != nullptr || !m_filter->admits_everything();
  auto& found = statement("SELECT " + what + " FROM " + name + " WHERE " + name +
                          " MATCH ?1 AND rowid BETWEEN ?2 AND ?3" + (choosy ? " AND admits(rowid)" : "") + behind);
  found.bind(1, std::string_view(match)).bind(2, m_filter->range().first).bind(3, m_filter->range().last);
  if (limit >= 0) found.bind(4, limit);
  return found;
}

std::vector<std::int64_t> Reader::all(Table table, const std::string& match, RowRange range) {
  const auto& name = name_of(table);
  const auto key = fmt::format("{} {} {} {}", name, range.first, range.last, match);
  RowCache::Rows kept;
  if (m_cache != nullptr && m_cache->get(m_sequence, key, kept)) return kept;
  m_collected.clear();
  auto& found =
      statement("SELECT collect(rowid) FROM " + name + " WHERE " + name + " MATCH ?1 AND rowid BETWEEN ?2 AND ?3");
  found.bind(1, std::string_view(match)).bind(2, range.first).bind(3, range.last).run();
  if (m_cache != nullptr) m_cache->put(m_sequence, key, m_collected);
  return std::exchange(m_collected, {});
}

std::vector<std::int64_t> Reader::newest(Table table, const std::string& match, std::int64_t limit) {
  std::vector<std::int64_t> rows;
  auto& found = search("rowid", table, " ORDER BY rowid DESC LIMIT ?4", match, limit);
  while (found.step()) rows.push_back(found.integer(0));
  return rows;
}

std::vector<Weighed> Reader::weighed(const std::string& match, std::int64_t limit) {
  std::vector<Weighed> rows;
  auto& found = search("rowid, weigh(pairs)", Table::pairs, " ORDER BY rowid DESC LIMIT ?4", match, limit);
  while (found.step()) rows.push_back({found.integer(0), found.real(1)});
  return rows;
}

std::int64_t Reader::count(Table table, const std::string& match, std::int64_t limit) {
  const auto& name = name_of(table);
  const bool choosy = m_rows != nullptr || !m_filter->admits_everything();
  auto& found =
      statement("SELECT count(*) FROM (SELECT 1 FROM " + name + " WHERE " + name +
                " MATCH ?1 AND rowid BETWEEN ?2 AND ?3" + (choosy ? " AND admits(rowid)" : "") + " LIMIT ?4)");
  found.bind(1, std::string_view(match))
      .bind(2, m_filter->range().first)
      .bind(3, m_filter->range().last)
      .bind(4, limit);
  const Rewind rewind(found);
  return found.step() ? found.integer(0) : 0;
}

std::vector<std::int64_t> Reader::with_number(const std::string& key) {
  std::vector<std::int64_t> rows;
  auto& found =
      statement("SELECT row FROM documents WHERE number_key = ?1 AND number_key <> '' ORDER BY row DESC LIMIT 20");
  found.bind(1, std::string_view(key));
  while (found.step()) rows.push_back(found.integer(0));
  return rows;
}

bool Reader::load(std::int64_t row, Hit& hit) {
  auto& found = statement(
      "SELECT id, site, unit, column_id, kind, category, theme, area, validity, day, number, address, title FROM "
      "documents WHERE row = ?1");
  found.bind(1, row);
  const Rewind rewind(found);
  if (!found.step()) return false;
  hit.id = found.integer(0);
  hit.site = found.integer(1);
  hit.unit = found.integer(2);
  hit.column = found.integer(3);
  hit.kind = found.text(4);
  hit.category = found.text(5);
  hit.theme = found.text(6);
  hit.area = found.text(7);
  hit.validity = static_cast<Validity>(found.integer(8));
  hit.day = Day{static_cast<std::int32_t>(found.integer(9))};
  hit.number = found.text(10);
  hit.address = found.text(11);
  hit.title.text = found.text(12);
  return true;
}

Reader::Texts Reader::texts(std::int64_t row) {
  auto& found = statement("SELECT body, sections FROM texts WHERE row = ?1");
  found.bind(1, row);
  const Rewind rewind(found);
  if (!found.step()) return {};
  return {std::string(found.text(0)), sections_from_json(found.text(1))};
}

std::vector<std::u32string> Reader::forms(std::int64_t row) {
  auto& found = statement(
      "SELECT d.title, t.body, t.sections, d.unit_name, d.area, d.number FROM documents d JOIN texts t ON t.row = "
      "d.row WHERE d.row = ?1");
  found.bind(1, row);
  const Rewind rewind(found);
  if (!found.step()) return {};
  Document document{.area = std::string(found.text(4)),
                    .unit_name = std::string(found.text(3)),
                    .number = std::string(found.text(5))};
  return {form_of(found.text(0)), form_of(found.text(1)), form_of(attached_text(sections_from_json(found.text(2)))),
          form_of(names_text(document))};
}

std::int64_t Reader::row_of(std::int64_t id) {
  auto& found = statement("SELECT row FROM documents WHERE id = ?1");
  found.bind(1, id);
  const Rewind rewind(found);
  return found.step() ? found.integer(0) : 0;
}

}  // namespace gongkai::search
