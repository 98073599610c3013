#include "platform/search/writer.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "platform/search/document_number.hpp"
#include "platform/search/index_file.hpp"
#include "platform/search/pinyin.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
Connection open_for_writing(const std::filesystem::path& file, Durability durability) {
  const bool fresh = size_of(file) == 0;
  Connection connection(file, Access::write);
  if (fresh) create_tables(connection);
  connection.run("PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY");
  connection.run(durability == Durability::committed ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = OFF");
  return connection;
}

struct SpelledTitle {
  std::string syllables;
  std::string initials;
};

SpelledTitle spell(std::string_view title) {
  SpelledTitle spelled;
  for (const auto& reading : readings_of(form_of(title))) {
    if (reading == " ") continue;
    const bool latin = reading[0] >= 'a' && reading[0] <= 'z';
    spelled.syllables += reading + " ";
    spelled.initials += (latin ? reading.substr(0, 1) : reading) + " ";
  }
  return spelled;
}

std::int64_t id_of(const Change& change) {
  if (const auto* document = std::get_if<Document>(&change)) return document->id;
  return std::get<Removal>(change).id;
}

/// The last change of each document, removals first, then by day: FTS5 writes a segment whenever row numbers go back.
std::vector<const Change*> in_row_order(std::span<const Change> changes) {
  std::unordered_map<std::int64_t, const Change*> last;
  for (const Change& change : changes) last[id_of(change)] = &change;
  std::vector<const Change*> order;
  for (const auto& [id, change] : last) order.push_back(change);
  std::sort(order.begin(), order.end(), [](const Change* a, const Change* b) {
    const auto key = [](const Change* change) {
      const auto* document = std::get_if<Document>(change);
      return std::tuple(document ? first_row_of(document->day) : 0, id_of(*change));
    };
    return key(a) < key(b);
  });
  return order;
}
}  // namespace

Writer::Writer(const std::filesystem::path& file, Durability durability)
    : m_connection(open_for_writing(file, durability)),
      m_find(m_connection.get(), "SELECT row FROM documents WHERE id = ?1"),
      m_stored(m_connection.get(),
               "SELECT d.title, t.body, t.sections, d.unit_name, d.area, d.number FROM documents d JOIN texts t ON "
               "t.row = d.row WHERE d.row = ?1"),
      m_insert_document(m_connection.get(),
                        "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                        "?15, ?16, ?17, ?18)"),
      m_insert_text(m_connection.get(), "INSERT INTO texts VALUES (?1, ?2, ?3)"),
      m_delete_document(m_connection.get(), "DELETE FROM documents WHERE row = ?1"),
      m_delete_text(m_connection.get(), "DELETE FROM texts WHERE row = ?1"),
      m_insert_pairs(m_connection.get(),
                     "INSERT INTO pairs (rowid, title, body, attached, names) VALUES (?1, ?2, ?3, ?4, ?5)"),
      m_insert_title(m_connection.get(), "INSERT INTO titles (rowid, title) VALUES (?1, ?2)"),
      m_insert_singles(m_connection.get(), "INSERT INTO singles (rowid, text) VALUES (?1, ?2)"),
      m_insert_readings(m_connection.get(), "INSERT INTO readings (rowid, syllables, initials) VALUES (?1, ?2, ?3)"),
      // Without stored content, FTS5 forgets a row only if it is told exactly what it was given.
      m_delete_pairs(
          m_connection.get(),
          "INSERT INTO pairs (pairs, rowid, title, body, attached, names) VALUES ('delete', ?1, ?2, ?3, ?4, ?5)"),
      m_delete_title(m_connection.get(), "INSERT INTO titles (titles, rowid, title) VALUES ('delete', ?1, ?2)"),
      m_delete_singles(m_connection.get(), "INSERT INTO singles (singles, rowid, text) VALUES ('delete', ?1, ?2)"),
      m_delete_readings(m_connection.get(),
                        "INSERT INTO readings (readings, rowid, syllables, initials) VALUES ('delete', ?1, ?2, ?3)"),
      m_state(m_connection.get(), "UPDATE state SET sequence = ?1, feed_transaction = ?2, feed_sequence = ?3"),
      m_published(std::make_shared<const Columns>(load_columns(m_connection))),
      m_checkpoint(load_checkpoint(m_connection)) {
  if (durability == Durability::scratch)
    for (const char* table : {"pairs", "titles", "singles", "readings"})
      m_connection.run(fmt::format("INSERT INTO {0} ({0}, rank) VALUES ('hashsize', 33554432)", table).c_str());
}

void Writer::apply(std::span<const Change> changes, Checkpoint checkpoint) {
  auto columns = std::make_shared<Columns>(*m_published.load());
  Unit unit(m_connection, "BEGIN IMMEDIATE");
  for (const Change* change : in_row_order(changes)) {
    m_find.bind(1, id_of(*change));
    const auto old = m_find.step() ? std::optional(m_find.integer(0)) : std::nullopt;
    m_find.reset();
    if (old) take_out(*columns, *old);
    if (const auto* document = std::get_if<Document>(change)) put_in(*columns, *document, old);
  }
  ++columns->sequence;
  m_state.bind(1, columns->sequence).bind(2, checkpoint.transaction).bind(3, checkpoint.sequence).run();
  unit.commit();
  m_checkpoint = checkpoint;
  m_published.store(std::move(columns));
}

void Writer::take_out(Columns& columns, std::int64_t row) {
  index(row, stored(row), true);
  m_delete_document.bind(1, row).run();
  m_delete_text.bind(1, row).run();
  columns.erase(row);
}

void Writer::put_in(Columns& columns, const Document& given, std::optional<std::int64_t> old) {
  const auto first = first_row_of(given.day);
  const bool same_day = old && first_row_of(day_of(*old)) == first;
  const auto row = same_day ? *old : columns.next_row(given.day);
  Document document = given;
  document.title = clean_utf8(given.title);
  document.body = clean_utf8(given.body);
  for (Section& section : document.sections)
    section = {clean_utf8(section.label), section.page, clean_utf8(section.text), section.address};
  const auto key = number_key(document.number);
  m_insert_document.bind(1, row)
      .bind(2, document.id)
      .bind(3, document.site)
      .bind(4, document.unit)
      .bind(5, document.column);
  m_insert_document.bind(6, document.kind).bind(7, document.category).bind(8, document.theme).bind(9, document.area);
  m_insert_document.bind(10, document.unit_name).bind(11, static_cast<std::int64_t>(document.validity));
  m_insert_document.bind(12, std::int64_t{document.day.number}).bind(13, document.number).bind(14, key);
  const auto also_on = joined(document.also_on), audiences = joined(document.audiences);
  m_insert_document.bind(15, document.title).bind(16, document.address);
  m_insert_document.bind(17, also_on).bind(18, audiences).run();
  const auto sections = sections_to_json(document.sections);
  m_insert_text.bind(1, row).bind(2, document.body).bind(3, sections).run();
  index(row, document, false);
  columns.put(row, document);
}

void Writer::index(std::int64_t row, const Document& document, bool remove) {
  const auto attached = attached_text(document.sections);
  const auto names = names_text(document);
  const auto all = document.title + "\n\n" + document.body + "\n\n" + attached + "\n\n" + names;
  const auto spelled = spell(document.title);
  auto& pairs = remove ? m_delete_pairs : m_insert_pairs;
  auto& titles = remove ? m_delete_title : m_insert_title;
  auto& singles = remove ? m_delete_singles : m_insert_singles;
  auto& readings = remove ? m_delete_readings : m_insert_readings;
  pairs.bind(1, row).bind(2, document.title).bind(3, document.body).bind(4, attached).bind(5, names).run();
  titles.bind(1, row).bind(2, document.title).run();
  singles.bind(1, row).bind(2, all).run();
  readings.bind(1, row).bind(2, spelled.syllables).bind(3, spelled.initials).run();
}

Document Writer::stored(std::int64_t row) {
  const Rewind rewind(m_stored);
  m_stored.bind(1, row);
  if (!m_stored.step()) throw Damaged("search index: a document has no text");
  Document document;
  document.title = m_stored.text(0);
  document.body = m_stored.text(1);
  document.sections = sections_from_json(m_stored.text(2));
  document.unit_name = m_stored.text(3);
  document.area = m_stored.text(4);
  document.number = m_stored.text(5);
  return document;
}

void Writer::empty_log() {
  m_connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

bool Writer::merge_step() {
  bool more = false;
  for (const char* table : {"pairs", "titles", "singles", "readings"}) {
    const auto before = sqlite3_total_changes(m_connection.get());
    m_connection.run(fmt::format("INSERT INTO {0} ({0}, rank) VALUES ('merge', 200)", table).c_str());
    // FTS5 reports a merge that found work as two changes or more.
    more = more || sqlite3_total_changes(m_connection.get()) - before >= 2;
  }
  return more;
}

void Writer::merge_all() {
  for (const char* table : {"pairs", "titles", "singles", "readings"})
    m_connection.run(fmt::format("INSERT INTO {0} ({0}) VALUES ('optimize')", table).c_str());
  for (const char* table : {"pairs", "titles", "singles", "readings"})
    m_connection.run(fmt::format("INSERT INTO {0} ({0}, rank) VALUES ('hashsize', 1048576)", table).c_str());
}

bool Writer::is_intact() {
  return search::is_intact(m_connection);
}

}  // namespace gongkai::search
