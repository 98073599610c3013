#include "oversight/store.hpp"

#include "base/text.hpp"
#include "oversight/stored_frame.hpp"

namespace gongkai {

namespace oversight::store {
namespace {
struct InspectionRow : Inspection {
  std::string outcome_list{};
  std::string frame_json{};
  bool is_share = false;
  std::int64_t amount_value = 0;
};
struct SampleRow : Sample {
  std::optional<db::Bytes> sealed_appeal{};
  std::optional<db::Bytes> sealed_answer{};
};
}  // namespace
}  // namespace oversight::store

using oversight::store::Candidate;
using oversight::store::InspectionRow;
using oversight::store::SampleRow;

template <>
struct db::Columns<Candidate> {
  static constexpr auto list =
      std::tuple{column("id", &Candidate::id), column("number", &Candidate::number), column("unit", &Candidate::unit),
                 column("unit_name", &Candidate::unit_name), column("outcome", &Candidate::outcome)};
};
template <>
struct db::Columns<InspectionRow> {
  using Row = InspectionRow;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("name", &Row::name),
                                          column("unit", &Row::unit),
                                          column("unit_path", &Row::unit_path),
                                          column("first_day", &Row::first_day),
                                          column("last_day", &Row::last_day),
                                          column("outcomes", &Row::outcome_list),
                                          column("strata", &Row::strata),
                                          column("is_share", &Row::is_share),
                                          column("amount", &Row::amount_value),
                                          column("seed", &Row::seed),
                                          column("frame_size", &Row::frame_size),
                                          column("frame_digest", &Row::frame_digest),
                                          column("frame", &Row::frame_json),
                                          column("sheet", &Row::sheet),
                                          column("drawn_by", &Row::drawn_by),
                                          column("drawn_by_name", &Row::drawn_by_name),
                                          column("drawn_at", &Row::drawn_at),
                                          column("told_at", &Row::told_at),
                                          column("appeal_until", &Row::appeal_until),
                                          column("closed_at", &Row::closed_at),
                                          column("version", &Row::version)};
};
template <>
struct db::Columns<SampleRow> {
  using Row = SampleRow;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("inspection", &Row::inspection),
                                          column("case_id", &Row::case_id),
                                          column("number", &Row::number),
                                          column("position", &Row::position),
                                          column("unit", &Row::unit),
                                          column("unit_path", &Row::unit_path),
                                          column("unit_name", &Row::unit_name),
                                          column("outcome", &Row::outcome),
                                          column("scorer", &Row::scorer),
                                          column("scored_at", &Row::scored_at),
                                          column("appeal", &Row::sealed_appeal),
                                          column("appealed_by_name", &Row::appealed_by_name),
                                          column("appealed_at", &Row::appealed_at),
                                          column("answer", &Row::sealed_answer),
                                          column("answered_by_name", &Row::answered_by_name),
                                          column("answered_at", &Row::answered_at),
                                          column("version", &Row::version)};
};

}  // namespace gongkai

namespace gongkai::oversight::store {

namespace {

constexpr std::string_view appeal_column = "inspection_sample.appeal", answer_column = "inspection_sample.answer";

const db::Query closed_between{
    "oversight.closed_requests",
    "SELECT c.id, c.number, c.unit, u.name AS unit_name, r.outcome FROM request r JOIN work_case c ON c.id = r.case_id "
    "JOIN unit u ON u.id = c.unit WHERE c.kind = 'request' AND c.closed_on BETWEEN $2 AND $3 AND "
    "substr(u.path, 1, length($1)) = $1 ORDER BY c.number, c.id"};

#define INSPECTIONS                                                                                               \
  "SELECT i.id, i.name, i.unit, u.path AS unit_path, i.first_day, i.last_day, i.outcomes, i.strata, i.is_share, " \
  "i.amount, i.seed, i.frame_size, i.frame_digest, i.frame, i.sheet, i.drawn_by, i.drawn_by_name, i.drawn_at, "   \
  "i.told_at, i.appeal_until, i.closed_at, i.version FROM inspection i JOIN unit u ON u.id = i.unit "
const db::Query inspection_by_id{"oversight.inspection", INSPECTIONS "WHERE i.id = $1"};
const db::Query all_inspections{"oversight.inspections", INSPECTIONS "ORDER BY i.drawn_at DESC, i.id DESC"};
const db::Query insert_inspection{
    "oversight.insert_inspection",
    "INSERT INTO inspection (id, name, unit, first_day, last_day, outcomes, strata, is_share, amount, seed, "
    "frame_size, "
    "frame_digest, frame, sheet, drawn_by, drawn_by_name, drawn_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
    "$9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
const db::Query update_inspection{"oversight.update_inspection",
                                  "UPDATE inspection SET told_at = $3, appeal_until = $4, closed_at = $5, version = "
                                  "version + 1 WHERE id = $1 AND version = $2"};

#define SAMPLES                                                                                                    \
  "SELECT s.id, s.inspection, s.case_id, c.number, s.position, s.unit, u.path AS unit_path, u.name AS unit_name, " \
  "s.outcome, s.scorer, s.scored_at, s.appeal, s.appealed_by_name, s.appealed_at, s.answer, s.answered_by_name, "  \
  "s.answered_at, s.version FROM inspection_sample s JOIN work_case c ON c.id = s.case_id JOIN unit u ON u.id = "  \
  "s.unit "
const db::Query sample_by_id{"oversight.sample", SAMPLES "WHERE s.id = $1"};
const db::Query samples_by_inspection{"oversight.samples", SAMPLES "WHERE s.inspection = $1 ORDER BY s.position, s.id"};
const db::Query insert_sample{
    "oversight.insert_sample",
    "INSERT INTO inspection_sample (id, inspection, case_id, position, unit, outcome, appealed_by_name, "
    "answered_by_name, version) VALUES ($1, $2, $3, $4, $5, $6, '', '', 1)"};
const db::Query update_sample{
    "oversight.update_sample",
    "UPDATE inspection_sample SET scorer = $3, scored_at = $4, appeal = $5, appealed_by_name = $6, appealed_at = $7, "
    "answer = $8, answered_by_name = $9, answered_at = $10, version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query hands{"oversight.hands",
                      "SELECT DISTINCT person FROM case_event WHERE case_id = $1 AND person IS NOT NULL AND act NOT IN "
                      "('reminded', 'escalated') ORDER BY person"};

Inspection whole(InspectionRow row) {
  for (const auto part : split(row.outcome_list, ' '))
    if (!part.empty()) row.outcomes.emplace_back(part);
  row.frame = frame_of(row.frame_json);
  row.amount = {row.is_share, row.amount_value};
  return row;
}

Sample opened(const auth::Vault& vault, SampleRow row) {
  if (row.sealed_appeal) row.appeal = vault.open(appeal_column, row.id.value, *row.sealed_appeal);
  if (row.sealed_answer) row.answer = vault.open(answer_column, row.id.value, *row.sealed_answer);
  return row;
}

std::optional<db::Bytes> sealed(const auth::Vault& vault, std::string_view column, SampleId id,
                                const std::string& words) {
  if (words.empty()) return std::nullopt;
  return vault.seal(column, id.value, words);
}

}  // namespace

std::vector<Candidate> closed_requests(db::Session& session, std::string_view unit_path, Day first, Day last) {
  return session.all<Candidate>(closed_between, unit_path, first, last);
}

void insert(db::Session& session, const Inspection& i) {
  session.exec(insert_inspection, i.id, i.name, i.unit, i.first_day, i.last_day, join(i.outcomes, " "), i.strata,
               i.amount.is_share, i.amount.value, i.seed, i.frame_size, i.frame_digest, frame_text(i.frame), i.sheet,
               i.drawn_by, i.drawn_by_name, i.drawn_at, i.version);
}
bool update(db::Session& session, const Inspection& i) {
  return session.exec(update_inspection, i.id, i.version, i.told_at, i.appeal_until, i.closed_at) == 1;
}
std::optional<Inspection> find(db::Session& session, InspectionId id) {
  return session.one<InspectionRow>(inspection_by_id, id).transform(whole);
}
std::vector<Inspection> all(db::Session& session) {
  std::vector<Inspection> found;
  session.each<InspectionRow>([&](InspectionRow&& row) { found.push_back(whole(std::move(row))); }, all_inspections);
  return found;
}

void insert(db::Session& session, const Sample& s) {
  session.put(insert_sample, s.id, s.inspection, s.case_id, s.position, s.unit, s.outcome);
}
bool update(db::Session& session, const auth::Vault& vault, const Sample& s) {
  return session.exec(update_sample, s.id, s.version, s.scorer, s.scored_at,
                      sealed(vault, appeal_column, s.id, s.appeal), s.appealed_by_name, s.appealed_at,
                      sealed(vault, answer_column, s.id, s.answer), s.answered_by_name, s.answered_at) == 1;
}
std::optional<Sample> find(db::Session& session, const auth::Vault& vault, SampleId id) {
  return session.one<SampleRow>(sample_by_id, id).transform([&](SampleRow row) {
    return opened(vault, std::move(row));
  });
}
std::vector<Sample> samples_of(db::Session& session, const auth::Vault& vault, InspectionId id) {
  std::vector<Sample> found;
  session.each<SampleRow>([&](SampleRow&& row) { found.push_back(opened(vault, std::move(row))); },
                          samples_by_inspection, id);
  return found;
}
std::vector<PersonId> hands_in(db::Session& session, CaseId id) {
  return session.all<PersonId>(hands, id);
}

}  // namespace gongkai::oversight::store
