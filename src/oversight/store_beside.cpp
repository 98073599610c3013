// Scores, and the list of the archive.
#include "oversight/store.hpp"

namespace gongkai {

namespace oversight::store {
namespace {
struct ScoreRow {
  SampleId sample{};
  std::string criterion{};
  Verdict verdict = Verdict::met;
  std::int64_t lost = 0;
  db::Bytes reason{};
  std::optional<Verdict> proposed{};
  std::string evidence{};
  std::optional<std::int64_t> lost_after_appeal{};
};
}  // namespace
}  // namespace oversight::store

using oversight::store::Filed;
using oversight::store::ScoreRow;

template <>
struct db::Columns<ScoreRow> {
  using Row = ScoreRow;
  static constexpr auto list =
      std::tuple{column("sample", &Row::sample),     column("criterion", &Row::criterion),
                 column("verdict", &Row::verdict),   column("lost", &Row::lost),
                 column("reason", &Row::reason),     column("proposed", &Row::proposed),
                 column("evidence", &Row::evidence), column("lost_after_appeal", &Row::lost_after_appeal)};
};
template <>
struct db::Columns<Filed> {
  static constexpr auto list = std::tuple{column("id", &Filed::id),
                                          column("number", &Filed::number),
                                          column("unit_name", &Filed::unit_name),
                                          column("outcome", &Filed::outcome),
                                          column("received_on", &Filed::received_on),
                                          column("closed_on", &Filed::closed_on)};
};

}  // namespace gongkai

namespace gongkai::oversight::store {

namespace {

const db::Query put_score{
    "oversight.put_score",
    "INSERT INTO inspection_score (sample, criterion, verdict, lost, reason, proposed, evidence, lost_after_appeal) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (sample, criterion) DO UPDATE SET verdict = excluded.verdict, "
    "lost = excluded.lost, reason = excluded.reason, proposed = excluded.proposed, evidence = excluded.evidence, "
    "lost_after_appeal = excluded.lost_after_appeal"};
#define SCORES                                                                                                    \
  "SELECT sample, criterion, verdict, lost, reason, proposed, evidence, lost_after_appeal FROM inspection_score " \
  "WHERE "
const db::Query scores_by_sample{"oversight.scores", SCORES "sample = $1 ORDER BY criterion"};
const db::Query scores_by_inspection{
    "oversight.all_scores",
    SCORES "sample IN (SELECT id FROM inspection_sample WHERE inspection = $1) ORDER BY sample, criterion"};

// What was archived and taken up again later is not in the archive.
const db::Query filed_requests{
    "oversight.filed",
    "SELECT c.id, c.number, u.name AS unit_name, r.outcome, r.received_on, c.closed_on FROM request r JOIN work_case c "
    "ON c.id = r.case_id JOIN unit u ON u.id = c.unit WHERE c.closed_on BETWEEN $2 AND $3 AND "
    "substr(u.path, 1, length($1)) = $1 AND c.id > $5 AND $4 = EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = "
    "c.id AND e.act = 'archived' AND NOT EXISTS (SELECT 1 FROM case_event o WHERE o.case_id = c.id AND o.act = "
    "'reopened' AND o.position > e.position)) ORDER BY c.id LIMIT $6"};

std::string reason_column(std::string_view criterion) {
  return "inspection_score.reason " + std::string(criterion);
}

Score opened(const auth::Vault& vault, const ScoreRow& row) {
  return {.criterion = row.criterion,
          .verdict = row.verdict,
          .lost = row.lost,
          .reason = vault.open(reason_column(row.criterion), row.sample.value, row.reason),
          .found = {row.proposed, row.evidence},
          .lost_after_appeal = row.lost_after_appeal};
}

}  // namespace

void put(db::Session& session, const auth::Vault& vault, SampleId sample, const Score& s) {
  session.exec(put_score, sample, s.criterion, s.verdict, s.lost,
               vault.seal(reason_column(s.criterion), sample.value, s.reason), s.found.verdict, s.found.evidence,
               s.lost_after_appeal);
}

std::vector<Score> scores_of(db::Session& session, const auth::Vault& vault, SampleId sample) {
  std::vector<Score> scores;
  session.each<ScoreRow>([&](ScoreRow&& row) { scores.push_back(opened(vault, row)); }, scores_by_sample, sample);
  return scores;
}

std::map<SampleId, std::vector<Score>> scores_of(db::Session& session, const auth::Vault& vault, InspectionId id) {
  std::map<SampleId, std::vector<Score>> scores;
  session.each<ScoreRow>([&](ScoreRow&& row) { scores[row.sample].push_back(opened(vault, row)); },
                         scores_by_inspection, id);
  return scores;
}

std::vector<Filed> filed(db::Session& session, std::string_view unit_path, Day first, Day last, bool archived,
                         CaseId after, std::int64_t limit) {
  return session.all<Filed>(filed_requests, unit_path, first, last, archived, after.value, limit);
}

}  // namespace gongkai::oversight::store
