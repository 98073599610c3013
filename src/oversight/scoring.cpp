// Who scores what, and the filled sheets.
#include "oversight/loading.hpp"
#include "oversight/store.hpp"
#include "oversight/use_cases.hpp"

namespace gongkai::oversight {

namespace {

std::string numbers_of(const std::vector<Sample>& samples, const std::vector<PersonId>& chosen) {
  std::string numbers;
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (!chosen[i]) numbers += (numbers.empty() ? "" : "、") + samples[i].number;
  return numbers;
}

Result<std::vector<Scorer>> checked_scorers(db::Session& session, const Inspection& inspection,
                                            const std::vector<PersonId>& people) {
  const auto all = scorers_of(session, inspection.unit_path);
  std::vector<Scorer> scorers;
  for (const auto person : people) {
    const auto found = std::ranges::find(all, person, &ScorerChoice::person);
    if (found == all.end()) return refuse(FaultKind::invalid, "oversight.scorer_unfit", "scorers");
    scorers.push_back({person, found->unit});
  }
  if (scorers.empty()) return refuse(FaultKind::invalid, "oversight.scorers_missing", "scorers");
  return scorers;
}

}  // namespace

Result<void> assign_all(Context& context, InspectionId id, const std::vector<PersonId>& people, std::int64_t version) {
  return in_transaction(context, "oversight.assign", [&](Transaction& tx) -> Result<void> {
    auto inspection = TRY(open_inspection(tx, id, version, permission::draw));
    if (auto fault = why_not_change_scores(inspection)) return std::unexpected(*std::move(fault));
    const auto& vault = *context.services.vault;
    auto samples = store::samples_of(tx.db(), vault, id);
    std::erase_if(samples, [](const Sample& sample) { return bool(sample.scorer); });
    Hands hands;
    for (const auto& sample : samples) hands[sample.case_id] = store::hands_in(tx.db(), sample.case_id);
    const auto chosen = distribute(samples, TRY(checked_scorers(tx.db(), inspection, people)), hands);
    if (const auto left = numbers_of(samples, chosen); !left.empty())
      return refuse(FaultKind::conflict, "oversight.nobody_may_score", "scorers", {{"numbers", left}});
    for (std::size_t i = 0; i < samples.size(); ++i) {
      samples[i].scorer = chosen[i];
      CHECK_OK(save(tx, samples[i]));
    }
    return save(tx, inspection);
  });
}

Result<void> assign(Context& context, SampleId id, PersonId person, std::int64_t version) {
  return in_transaction(context, "oversight.assign", [&](Transaction& tx) -> Result<void> {
    auto opened = TRY(open_sample(tx, id, version));
    CHECK_OK(tx.require(permission::draw, opened.inspection.unit_path));
    if (auto fault = why_not_change_scores(opened.inspection)) return std::unexpected(*std::move(fault));
    if (opened.sample.scored_at) return refuse(FaultKind::conflict, "oversight.scored_already");
    const auto scorers = TRY(checked_scorers(tx.db(), opened.inspection, {person}));
    if (auto fault = why_not_score(scorers.front(), opened.sample, store::hands_in(tx.db(), opened.sample.case_id))) {
      fault->field = "scorer";
      return std::unexpected(*std::move(fault));
    }
    tx.before("scorer", json::value(to_text(opened.sample.scorer)));
    tx.after("scorer", json::value(to_text(person)));
    opened.sample.scorer = person;
    return save(tx, opened.sample);
  });
}

Result<void> score(Context& context, SampleId id, const std::vector<Entry>& entries, std::int64_t version) {
  return in_transaction(context, "oversight.score", [&](Transaction& tx) -> Result<void> {
    auto opened = TRY(open_sample(tx, id, version));
    CHECK_OK(tx.require(permission::score, opened.inspection.unit_path));
    if (opened.sample.scorer != context.actor.person) return refuse(FaultKind::forbidden, "oversight.not_your_sample");
    if (auto fault = why_not_change_scores(opened.inspection)) return std::unexpected(*std::move(fault));
    const Scorer scorer{context.actor.person, context.actor.unit};
    if (auto fault = why_not_score(scorer, opened.sample, store::hands_in(tx.db(), opened.sample.case_id)))
      return std::unexpected(*std::move(fault));
    const auto sheet = parse_sheet(opened.inspection.sheet);
    const Examined examined(tx.db(), context, opened.sample.case_id);
    const auto scores = TRY(checked(sheet, examined.propose(sheet), entries, settings().longest_words));
    for (const auto& one : scores) store::put(tx.db(), *context.services.vault, id, one);
    opened.sample.scored_at = tx.now();
    tx.after("mark", json::value(mark_of(sheet, scores).tenths()));
    return save(tx, opened.sample);
  });
}

}  // namespace gongkai::oversight
