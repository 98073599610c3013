#include "case_library/store.hpp"

#include <limits>

#include "platform/json/json.hpp"

namespace gongkai {

namespace case_library::store {
namespace {
struct Row {
  CaseStudyId id{};
  CaseId case_id{};
  UnitId unit{};
  std::string outcome{};
  db::Bytes words{};
  std::int64_t version = 1;
  PersonId changed_by{};
  std::string changed_by_name{};
  Instant changed_at{};
  std::string confirmed_digest{};
  std::string confirmed_by_name{};
  std::optional<Instant> confirmed_at{};
  DocumentId document{};
};
struct ProofRow {
  std::string digest{};
  std::string counts{};
  std::int64_t passed_over = 0;
  EditionId edition{};
  std::string made_by{};
  Instant made_at{};
};
}  // namespace
}  // namespace case_library::store

template <>
struct db::Columns<case_library::store::Row> {
  using Row = case_library::store::Row;
  static constexpr auto list = std::tuple{
      column("id", &Row::id),
      column("case_id", &Row::case_id),
      column("unit", &Row::unit),
      column("outcome", &Row::outcome),
      column("words", &Row::words),
      column("version", &Row::version),
      column("changed_by", &Row::changed_by),
      column("changed_by_name", &Row::changed_by_name),
      column("changed_at", &Row::changed_at),
      column("confirmed_digest", &Row::confirmed_digest),
      column("confirmed_by_name", &Row::confirmed_by_name),
      column("confirmed_at", &Row::confirmed_at),
      column("document", &Row::document),
  };
};
template <>
struct db::Columns<case_library::store::ProofRow> {
  using Row = case_library::store::ProofRow;
  static constexpr auto list = std::tuple{column("digest", &Row::digest),           column("counts", &Row::counts),
                                          column("passed_over", &Row::passed_over), column("edition", &Row::edition),
                                          column("made_by", &Row::made_by),         column("made_at", &Row::made_at)};
};

}  // namespace gongkai

namespace gongkai::case_library::store {

namespace {

constexpr std::string_view words_column = "case_study.words";

#define STUDY_FIELDS                                                                                        \
  "s.id, s.case_id, s.unit, s.outcome, s.words, s.version, s.changed_by, s.changed_by_name, s.changed_at, " \
  "s.confirmed_digest, s.confirmed_by_name, s.confirmed_at, s.document FROM case_study s "

const db::Query insert_study{
    "case_library.insert",
    "INSERT INTO case_study (id, case_id, unit, outcome, words, version, changed_by, "
    "changed_by_name, changed_at, confirmed_digest, confirmed_by_name) VALUES ($1, $2, $3, $4, "
    "$5, 1, $6, $7, $8, '', '') ON CONFLICT DO NOTHING"};
const db::Query update_study{
    "case_library.update",
    "UPDATE case_study SET words = $3, changed_by = $4, changed_by_name = $5, changed_at = $6, "
    "confirmed_digest = $7, confirmed_by_name = $8, confirmed_at = $9, document = $10, "
    "version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query remove_hands{"case_library.remove_hands", "DELETE FROM case_study_hand WHERE study = $1"};
const db::Query remove_proofs{"case_library.remove_proofs", "DELETE FROM case_study_proof WHERE study = $1"};
const db::Query remove_study{"case_library.remove",
                             "DELETE FROM case_study WHERE id = $1 AND version = $2 AND document IS NULL"};
const db::Query find_study{"case_library.find", "SELECT " STUDY_FIELDS "WHERE s.id = $1"};
const db::Query find_of_case{"case_library.of_case", "SELECT " STUDY_FIELDS "WHERE s.case_id = $1"};
const db::Query find_of_document{"case_library.of_document", "SELECT " STUDY_FIELDS "WHERE s.document = $1"};
const db::Query list_studies{"case_library.list",
                             "SELECT " STUDY_FIELDS
                             "JOIN unit u ON u.id = s.unit WHERE (u.path = $1 OR ($2 AND substr(u.path, 1, length($1)) "
                             "= $1)) AND s.id < $3 ORDER BY s.id DESC LIMIT $4"};

const db::Query insert_hand{"case_library.add_hand",
                            "INSERT INTO case_study_hand (study, person) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const db::Query list_hands{"case_library.hands", "SELECT person FROM case_study_hand WHERE study = $1 ORDER BY person"};

const db::Query insert_proof{"case_library.insert_proof",
                             "INSERT INTO case_study_proof (id, study, digest, counts, passed_over, edition, made_by, "
                             "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query list_proofs{"case_library.proofs",
                            "SELECT digest, counts, passed_over, edition, made_by, made_at FROM case_study_proof WHERE "
                            "study = $1 ORDER BY id DESC LIMIT $2"};

db::Bytes sealed(const auth::Vault& vault, const Study& study) {
  const auto& text = study.text;
  const json::object words{{"title", text.title},
                           {"question", text.question},
                           {"course", text.course},
                           {"answer", text.answer},
                           {"lesson", text.lesson}};
  return vault.seal(words_column, study.id.value, json::to_string(words));
}

Text opened(const auth::Vault& vault, const Row& row) {
  const auto words = json::parse(vault.open(words_column, row.id.value, row.words));
  if (!words) throw std::runtime_error("the words of a case study are no JSON");
  json::Reader reader(*words);
  return {.title = reader.text_or("title", ""),
          .question = reader.text_or("question", ""),
          .course = reader.text_or("course", ""),
          .answer = reader.text_or("answer", ""),
          .lesson = reader.text_or("lesson", "")};
}

Study study_of(const auth::Vault& vault, Row row) {
  auto text = opened(vault, row);
  return {.id = row.id,
          .case_id = row.case_id,
          .unit = row.unit,
          .outcome = std::move(row.outcome),
          .text = std::move(text),
          .version = row.version,
          .changed_by = row.changed_by,
          .changed_by_name = std::move(row.changed_by_name),
          .changed_at = row.changed_at,
          .confirmed_digest = std::move(row.confirmed_digest),
          .confirmed_by_name = std::move(row.confirmed_by_name),
          .confirmed_at = row.confirmed_at,
          .document = row.document};
}

std::optional<Study> study_of(const auth::Vault& vault, std::optional<Row> row) {
  if (!row) return std::nullopt;
  return study_of(vault, *std::move(row));
}

std::string counts_text(const Proof& proof) {
  json::array counts;
  for (const auto& count : proof.counts)
    counts.push_back(json::object{
        {"kind", count.kind}, {"searched", count.searched}, {"fragments", count.fragments}, {"left", count.left}});
  return json::to_string(counts);
}

std::vector<Count> counts_of(const std::string& text) {
  std::vector<Count> counts;
  const auto parsed = json::parse(text);
  if (!parsed || !parsed->is_array()) throw std::runtime_error("the counts of a proof are no list");
  for (const auto& entry : parsed->get_array()) {
    json::Reader reader(entry);
    counts.push_back({.kind = reader.text("kind"),
                      .searched = reader.integer("searched"),
                      .fragments = reader.integer("fragments"),
                      .left = reader.integer("left")});
  }
  return counts;
}

}  // namespace

bool insert(db::Session& session, const auth::Vault& vault, const Study& study) {
  return session.exec(insert_study, study.id, study.case_id, study.unit, study.outcome, sealed(vault, study),
                      study.changed_by, study.changed_by_name, study.changed_at) == 1;
}

bool update(db::Session& session, const auth::Vault& vault, const Study& study) {
  return session.exec(update_study, study.id, study.version, sealed(vault, study), study.changed_by,
                      study.changed_by_name, study.changed_at, study.confirmed_digest, study.confirmed_by_name,
                      study.confirmed_at, study.document) == 1;
}

bool remove(db::Session& session, CaseStudyId id, std::int64_t version) {
  session.exec(remove_hands, id);
  session.exec(remove_proofs, id);
  return session.exec(remove_study, id, version) == 1;
}

std::optional<Study> find(db::Session& session, const auth::Vault& vault, CaseStudyId id) {
  return study_of(vault, session.one<Row>(find_study, id));
}
std::optional<Study> of_case(db::Session& session, const auth::Vault& vault, CaseId id) {
  return study_of(vault, session.one<Row>(find_of_case, id));
}
std::optional<Study> of_document(db::Session& session, const auth::Vault& vault, DocumentId id) {
  return study_of(vault, session.one<Row>(find_of_document, id));
}

std::vector<Study> list(db::Session& session, const auth::Vault& vault, std::string_view unit_path, bool with_subtree,
                        CaseStudyId before, int limit) {
  std::vector<Study> all;
  const auto below = before ? before.value : std::numeric_limits<std::int64_t>::max();
  for (auto& row : session.all<Row>(list_studies, unit_path, with_subtree, below, limit))
    all.push_back(study_of(vault, std::move(row)));
  return all;
}

void add_hand(db::Session& session, CaseStudyId id, PersonId person) {
  if (person) session.exec(insert_hand, id, person);
}
std::vector<PersonId> hands(db::Session& session, CaseStudyId id) {
  return session.all<PersonId>(list_hands, id);
}

void insert(db::Session& session, std::int64_t id, CaseStudyId study, const StoredProof& stored) {
  session.exec(insert_proof, id, study, stored.proof.digest, counts_text(stored.proof), stored.proof.passed_over,
               stored.edition, stored.made_by, stored.made_at);
}

std::vector<StoredProof> proofs_of(db::Session& session, CaseStudyId study, int limit) {
  std::vector<StoredProof> all;
  for (const auto& row : session.all<ProofRow>(list_proofs, study, limit))
    all.push_back({.proof = {.digest = row.digest, .counts = counts_of(row.counts), .passed_over = row.passed_over},
                   .made_at = row.made_at,
                   .made_by = row.made_by,
                   .edition = row.edition});
  return all;
}

}  // namespace gongkai::case_library::store
