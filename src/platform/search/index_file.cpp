#include "platform/search/index_file.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "base/text.hpp"

namespace gongkai::search {
namespace {
constexpr int application = 0x67'6B'73'31;  // "gks1"
constexpr int version = layout_version * 1000 + analysis_version;
constexpr std::int64_t small_file = 64 << 20;

constexpr const char* tables = R"sql(
CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, feed_transaction INTEGER NOT NULL, feed_sequence INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES (1, 0, 0, 0);
CREATE TABLE documents (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, site INTEGER NOT NULL, unit INTEGER NOT NULL, column_id INTEGER NOT NULL,
  kind TEXT NOT NULL, category TEXT NOT NULL, theme TEXT NOT NULL, area TEXT NOT NULL, unit_name TEXT NOT NULL,
  validity INTEGER NOT NULL, day INTEGER NOT NULL, number TEXT NOT NULL, number_key TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL,
  also_on TEXT NOT NULL, audiences TEXT NOT NULL) STRICT;
CREATE INDEX documents_by_number ON documents (number_key) WHERE number_key <> '';
CREATE TABLE texts (row INTEGER PRIMARY KEY, body TEXT NOT NULL, sections TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE pairs USING fts5 (title, body, attached, names, content='', columnsize=0, tokenize='gongkai pairs');
CREATE VIRTUAL TABLE titles USING fts5 (title, content='', columnsize=0, prefix='1', tokenize='gongkai pairs');
CREATE VIRTUAL TABLE singles USING fts5 (text, content='', columnsize=0, detail=none, tokenize='gongkai singles');
CREATE VIRTUAL TABLE readings USING fts5 (syllables, initials, content='', columnsize=0, tokenize='ascii');
)sql";

void probe(const Connection& connection) {
  load_checkpoint(connection);
  connection.number("SELECT row FROM texts ORDER BY row DESC LIMIT 1");
  connection.number("SELECT rowid FROM pairs WHERE pairs MATCH '\"通知\"' ORDER BY rowid DESC LIMIT 1");
  connection.number("SELECT rowid FROM titles WHERE titles MATCH '\"通知\"' ORDER BY rowid DESC LIMIT 1");
  connection.number("SELECT rowid FROM singles WHERE singles MATCH '\"的\"' ORDER BY rowid DESC LIMIT 1");
  connection.number("SELECT rowid FROM readings WHERE readings MATCH 'de' LIMIT 1");
}
}  // namespace

void create_tables(const Connection& connection) {
  // Outside a transaction: the journal mode. A kill between the statements leaves a file without a stamp, which the
  // next start sets aside.
  connection.run("PRAGMA journal_mode = WAL");
  Unit unit(connection, "BEGIN IMMEDIATE");
  connection.run(tables);
  connection.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application, version).c_str());
  unit.commit();
}

Soundness soundness_of(const std::filesystem::path& file) try {
  const Connection connection(file, Access::read);
  if (connection.number("PRAGMA application_id") != application) return Soundness::unusable;
  const auto found = connection.number("PRAGMA user_version");
  if (found / 1000 != layout_version) return Soundness::unusable;
  if (size_of(file) < small_file && connection.word("PRAGMA quick_check(1)") != "ok") return Soundness::unusable;
  probe(connection);
  return found == version ? Soundness::sound : Soundness::outdated;
} catch (const Error&) {
  return Soundness::unusable;
}

bool is_intact(const Connection& connection) try {
  if (connection.word("PRAGMA quick_check(1)") != "ok") return false;
  for (const char* table : {"pairs", "titles", "singles", "readings"})
    connection.run(fmt::format("INSERT INTO {0} ({0}) VALUES ('integrity-check')", table).c_str());
  return connection.number("SELECT count(*) FROM documents") == connection.number("SELECT count(*) FROM texts");
} catch (const Error&) {
  return false;
}

Columns load_columns(const Connection& connection) {
  Columns columns;
  Statement all(
      connection.get(),
      "SELECT row, id, site, unit, column_id, kind, category, theme, area, validity, title, also_on, audiences FROM "
      "documents ORDER BY row");
  while (all.step()) {
    Document document{.id = all.integer(1), .site = all.integer(2), .unit = all.integer(3), .column = all.integer(4)};
    document.kind = all.text(5);
    document.category = all.text(6);
    document.theme = all.text(7);
    document.area = all.text(8);
    document.validity = static_cast<Validity>(all.integer(9));
    document.title = all.text(10);
    document.also_on = parted_numbers(all.text(11));
    document.audiences = parted(all.text(12));
    columns.put(all.integer(0), document);
  }
  columns.sequence = connection.number("SELECT sequence FROM state");
  return columns;
}

Checkpoint load_checkpoint(const Connection& connection) {
  Statement state(connection.get(), "SELECT feed_transaction, feed_sequence FROM state");
  if (!state.step()) throw Damaged("search index: the state row is gone");
  return {state.integer(0), state.integer(1)};
}

std::string attached_text(const std::vector<Section>& sections) {
  std::string text;
  std::string_view last;  // the name of a file stands before its first page alone
  for (const Section& section : sections) {
    if (section.label != last) text += section.label + "\n\n";
    text += section.text + "\n\n";
    last = section.label;
  }
  return text;
}

std::string names_text(const Document& document) {
  return document.unit_name + "\n\n" + document.area + "\n\n" + document.number;
}

std::string joined(const std::vector<std::string>& texts) {
  return join(texts, "\n");
}

std::string joined(const std::vector<std::int64_t>& numbers) {
  std::vector<std::string> texts;
  for (const auto number : numbers) texts.push_back(std::to_string(number));
  return joined(texts);
}

std::vector<std::string> parted(std::string_view cell) {
  std::vector<std::string> texts;
  for (const auto text : split(cell, '\n'))
    if (!text.empty()) texts.emplace_back(text);
  return texts;
}

std::vector<std::int64_t> parted_numbers(std::string_view cell) {
  std::vector<std::int64_t> numbers;
  for (const auto& text : parted(cell)) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    numbers.push_back(number);
  }
  return numbers;
}

std::string sections_to_json(const std::vector<Section>& sections) {
  boost::json::array list;
  for (const Section& section : sections) list.push_back({section.label, section.page, section.text, section.address});
  return boost::json::serialize(list);
}

std::vector<Section> sections_from_json(std::string_view json) {
  std::vector<Section> sections;
  if (json.size() <= 2) return sections;
  const auto list = boost::json::parse(json);
  for (const auto& entry : list.as_array()) {
    const auto& parts = entry.as_array();
    sections.push_back({std::string(parts.at(0).as_string()), static_cast<int>(parts.at(1).as_int64()),
                        std::string(parts.at(2).as_string()), std::string(parts.at(3).as_string())});
  }
  return sections;
}

std::filesystem::path beside(const std::filesystem::path& file, std::string_view suffix) {
  auto path = file;
  path += suffix;
  return path;
}

std::int64_t size_of(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

void remove_database(const std::filesystem::path& file) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(beside(file, suffix), ignored);
  }
}

}  // namespace gongkai::search
