#include "letters/store.hpp"

#include "letters/text_json.hpp"

namespace gongkai {

namespace letters::store {
namespace {
/// As it lies in the table.
struct LetterRow : Letter {
  db::Bytes sealed_facts{};
  std::optional<db::Bytes> sealed_remark{};
  std::optional<db::Bytes> sealed_text{};
};
}  // namespace
}  // namespace letters::store

using letters::store::LetterRow;

template <>
struct db::Columns<LetterRow> {
  static constexpr auto list = std::tuple{db::column("id", &LetterRow::id),
                                          db::column("case_id", &LetterRow::case_id),
                                          db::column("unit", &LetterRow::unit),
                                          db::column("unit_path", &LetterRow::unit_path),
                                          db::column("kind", &LetterRow::kind),
                                          db::column("form", &LetterRow::form),
                                          db::column("facts", &LetterRow::sealed_facts),
                                          db::column("state", &LetterRow::state),
                                          db::column("written_by_name", &LetterRow::written_by_name),
                                          db::column("approved_by", &LetterRow::approved_by),
                                          db::column("approved_by_name", &LetterRow::approved_by_name),
                                          db::column("approved_digest", &LetterRow::approved_digest),
                                          db::column("remark", &LetterRow::sealed_remark),
                                          db::column("provisional_days", &LetterRow::provisional_days),
                                          db::column("provisional_by_name", &LetterRow::provisional_by_name),
                                          db::column("corrects", &LetterRow::corrects),
                                          db::column("number", &LetterRow::number),
                                          db::column("sent_on", &LetterRow::sent_on),
                                          db::column("sent_at", &LetterRow::sent_at),
                                          db::column("sent_by_name", &LetterRow::sent_by_name),
                                          db::column("text", &LetterRow::sealed_text),
                                          db::column("digest", &LetterRow::digest),
                                          db::column("pdf", &LetterRow::pdf),
                                          db::column("docx", &LetterRow::docx),
                                          db::column("created_at", &LetterRow::created_at),
                                          db::column("version", &LetterRow::version)};
};

}  // namespace gongkai

namespace gongkai::letters::store {
namespace {
constexpr std::string_view facts_column = "letter.facts", remark_column = "letter.remark", text_column = "letter.text";

#define LETTERS                                                                                                 \
  "SELECT l.id, l.case_id, l.unit, u.path AS unit_path, l.kind, l.form, l.facts, l.state, l.written_by_name, "  \
  "l.approved_by, l.approved_by_name, l.approved_digest, l.remark, l.provisional_days, l.provisional_by_name, " \
  "l.corrects, l.number, l.sent_on, l.sent_at, l.sent_by_name, l.text, l.digest, l.pdf, l.docx, l.created_at, " \
  "l.version "                                                                                                  \
  "FROM letter l JOIN unit u ON u.id = l.unit WHERE "

const db::Query insert_letter{"letters.insert",
                              "INSERT INTO letter (id, case_id, unit, kind, form, facts, state, written_by_name, "
                              "approved_by_name, approved_digest, "
                              "provisional_days, provisional_by_name, corrects, number, sent_by_name, digest, "
                              "created_at, version) VALUES ($1, $2, "
                              "$3, $4, $5, $6, $7, $8, '', '', '', '', $9, '', '', '', $10, 1)"};
const db::Query update_letter{"letters.update",
                              "UPDATE letter SET facts = $3, state = $4, approved_by = $5, approved_by_name = $6, "
                              "approved_digest = $7, remark = $8, "
                              "provisional_days = $9, provisional_by_name = $10, version = version + 1 WHERE id = $1 "
                              "AND version = $2 AND sent_at IS "
                              "NULL"};
const db::Query send_letter{
    "letters.send",
    "UPDATE letter SET state = $3, number = $4, series = $5, year = $6, serial = $7, sent_on = $8, sent_at = $9, "
    "sent_by_name = $10, text = $11, digest = $12, pdf = $13, docx = $14, version = version + 1 WHERE id = $1 AND "
    "version = $2 AND "
    "sent_at IS NULL"};
const db::Query letter_by_id{"letters.letter", LETTERS "l.id = $1"};
const db::Query letters_of_case{"letters.of_case", LETTERS "l.case_id = $1 ORDER BY l.id"};
const db::Query submitted_letters{"letters.submitted",
                                  LETTERS "l.unit IN {{in $1}} AND l.state = 2 ORDER BY l.id LIMIT $2"};
const db::Query corrections{"letters.corrections", LETTERS "l.corrects = $1 ORDER BY l.id"};
const db::Query highest_serial{
    "letters.last_serial", "SELECT COALESCE(MAX(serial), 0) FROM letter WHERE unit = $1 AND series = $2 AND year = $3"};

const db::Query insert_writer{
    "letters.insert_writer",
    "INSERT INTO letter_writer (letter, person) VALUES ($1, $2) ON CONFLICT (letter, person) DO NOTHING"};
const db::Query all_writers{"letters.writers", "SELECT person FROM letter_writer WHERE letter = $1 ORDER BY person"};

Letter opened(const auth::Vault& vault, LetterRow&& row) {
  Letter letter = row;
  if (const auto facts = json::parse(vault.open(facts_column, row.id.value, row.sealed_facts)))
    letter.facts = facts_of(*facts);
  if (row.sealed_remark) letter.remark = vault.open(remark_column, row.id.value, *row.sealed_remark);
  if (row.sealed_text) letter.text = vault.open(text_column, row.id.value, *row.sealed_text);
  return letter;
}

std::vector<Letter> opened(const auth::Vault& vault, std::vector<LetterRow>&& rows) {
  std::vector<Letter> letters;
  for (auto& row : rows) letters.push_back(opened(vault, std::move(row)));
  return letters;
}

db::Bytes sealed_facts(const auth::Vault& vault, const Letter& letter) {
  return vault.seal(facts_column, letter.id.value, json::to_string(to_json(letter.facts)));
}
}  // namespace

void insert(db::Session& session, const auth::Vault& vault, const Letter& l) {
  session.put(insert_letter, l.id, l.case_id, l.unit, l.kind, l.form, sealed_facts(vault, l), l.state,
              l.written_by_name, l.corrects, l.created_at);
}

bool update(db::Session& session, const auth::Vault& vault, const Letter& l) {
  std::optional<db::Bytes> remark;
  if (!l.remark.empty()) remark = vault.seal(remark_column, l.id.value, l.remark);
  return session.exec(update_letter, l.id, l.version, sealed_facts(vault, l), l.state, l.approved_by,
                      l.approved_by_name, l.approved_digest, remark, l.provisional_days, l.provisional_by_name) == 1;
}

bool send(db::Session& session, const auth::Vault& vault, const Letter& l, const Sending& sending) {
  std::optional<std::string> series;
  std::optional<std::int64_t> year, serial;
  if (sending.serial > 0) series = sending.series, year = sending.year, serial = sending.serial;
  return session.exec(send_letter, l.id, l.version, State::sent, l.number, series, year, serial, l.sent_on, l.sent_at,
                      l.sent_by_name, vault.seal(text_column, l.id.value, l.text), l.digest, l.pdf, l.docx) == 1;
}

std::optional<Letter> find(db::Session& session, const auth::Vault& vault, LetterId id) {
  auto row = session.one<LetterRow>(letter_by_id, id);
  if (!row) return std::nullopt;
  return opened(vault, std::move(*row));
}
std::vector<Letter> letters_of(db::Session& session, const auth::Vault& vault, CaseId id) {
  return opened(vault, session.all<LetterRow>(letters_of_case, id));
}
std::vector<Letter> submitted(db::Session& session, const auth::Vault& vault, const db::List& units,
                              std::int64_t limit) {
  return opened(vault, session.all<LetterRow>(submitted_letters, units, limit));
}
std::vector<Letter> corrections_of(db::Session& session, const auth::Vault& vault, LetterId id) {
  return opened(vault, session.all<LetterRow>(corrections, id));
}
std::int64_t last_serial(db::Session& session, UnitId unit, std::string_view series, int year) {
  return session.one<std::int64_t>(highest_serial, unit, series, year).value_or(0);
}

void add_writer(db::Session& session, LetterId id, PersonId person) {
  session.put(insert_writer, id, person);
}
std::vector<PersonId> writers(db::Session& session, LetterId id) {
  return session.all<PersonId>(all_writers, id);
}

}  // namespace gongkai::letters::store
