#include "oversight/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::oversight {

namespace {

Fault conflict(std::string code, std::vector<std::pair<std::string, std::string>> details = {}) {
  return {FaultKind::conflict, std::move(code), "", std::move(details), {}};
}
Fault invalid(std::string code, std::string field, std::vector<std::pair<std::string, std::string>> details = {}) {
  return {FaultKind::invalid, std::move(code), std::move(field), std::move(details), {}};
}

bool fits(Verdict verdict, std::int64_t lost, std::int64_t points) {
  switch (verdict) {
    case Verdict::met:
    case Verdict::not_applicable: return lost == 0;
    case Verdict::partly: return lost > 0 && lost < points;
    case Verdict::failed: return lost == points;
  }
  return false;
}

bool needs_reason(const Entry& entry, const Proposal& found) {
  return entry.lost > 0 || (found.verdict && *found.verdict != entry.verdict);
}

Result<Score> checked(const Criterion& criterion, const Proposal& found, const Entry& entry, std::size_t longest) {
  const auto reason = std::string(trim(clean_utf8(entry.reason)));
  if (!fits(entry.verdict, entry.lost, criterion.points))
    return std::unexpected(invalid("oversight.points_wrong", criterion.id,
                                   {{"name", criterion.name}, {"points", std::to_string(criterion.points)}}));
  if (reason.empty() && needs_reason(entry, found))
    return std::unexpected(invalid("oversight.reason_missing", criterion.id, {{"name", criterion.name}}));
  if (count_characters(reason) > longest)
    return std::unexpected(invalid("oversight.too_long", criterion.id, {{"most", std::to_string(longest)}}));
  return Score{criterion.id, entry.verdict, entry.lost, reason, found, std::nullopt};
}

}  // namespace

std::optional<Fault> why_not_score(const Scorer& scorer, const Sample& sample, const std::vector<PersonId>& hands) {
  if (scorer.unit == sample.unit) return conflict("oversight.own_unit", {{"number", sample.number}});
  if (std::ranges::find(hands, scorer.person) != hands.end())
    return conflict("oversight.own_case", {{"number", sample.number}});
  return std::nullopt;
}

std::vector<PersonId> distribute(const std::vector<Sample>& samples, const std::vector<Scorer>& scorers,
                                 const Hands& hands) {
  std::vector<std::int64_t> load(scorers.size());
  std::vector<PersonId> chosen;
  static const std::vector<PersonId> nobody;
  for (const auto& sample : samples) {
    const auto of = hands.find(sample.case_id);
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < scorers.size(); ++i)
      if (!why_not_score(scorers[i], sample, of == hands.end() ? nobody : of->second) &&
          (!best || load[i] < load[*best]))
        best = i;
    chosen.push_back(best ? scorers[*best].person : PersonId{});
    if (best) ++load[*best];
  }
  return chosen;
}

Result<std::vector<Score>> checked(const Sheet& sheet, const std::vector<Proposal>& found,
                                   const std::vector<Entry>& entries, std::size_t longest) {
  std::vector<Score> scores;
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < sheet.criteria.size(); ++i) {
    const auto& criterion = sheet.criteria[i];
    if (std::ranges::count(entries, criterion.id, &Entry::criterion) != 1) {
      faults.push_back(invalid("oversight.verdict_missing", criterion.id, {{"name", criterion.name}}));
      continue;
    }
    auto score = checked(criterion, found.at(i), *std::ranges::find(entries, criterion.id, &Entry::criterion), longest);
    if (score) scores.push_back(*std::move(score));
    else faults.push_back(std::move(score.error()));
  }
  for (const auto& entry : entries)
    if (!sheet.find(entry.criterion)) faults.push_back(invalid("oversight.criterion_unknown", entry.criterion));
  CHECK_OK(all_of(std::move(faults)));
  return scores;
}

std::int64_t Mark::tenths() const {
  return applicable == 0 ? 1000 : (1000 * (applicable - lost) + applicable / 2) / applicable;
}

Mark mark_of(const Sheet& sheet, const std::vector<Score>& scores) {
  Mark mark;
  for (const auto& score : scores) {
    const auto* criterion = sheet.find(score.criterion);
    if (!criterion || score.verdict == Verdict::not_applicable) continue;
    mark.applicable += criterion->points;
    mark.lost += score.final_loss();
  }
  return mark;
}

Result<std::vector<Score>> given_back(std::vector<Score> scores, const std::map<std::string, std::int64_t>& lost) {
  std::vector<Fault> faults;
  for (const auto& [criterion, left] : lost) {
    const auto score = std::ranges::find(scores, criterion, &Score::criterion);
    if (score == scores.end()) faults.push_back(invalid("oversight.criterion_unknown", criterion));
    else if (left < 0 || left >= score->lost)
      faults.push_back(invalid("oversight.given_back_wrong", criterion, {{"lost", std::to_string(score->lost)}}));
    else score->lost_after_appeal = left;
  }
  CHECK_OK(all_of(std::move(faults)));
  return scores;
}

std::vector<Deduction> deductions_of(const Sheet& sheet, const std::vector<ScoredSample>& samples) {
  std::vector<Deduction> all;
  for (const auto& criterion : sheet.criteria) {
    Deduction sum{.criterion = criterion.id};
    for (const auto& one : samples)
      for (const auto& score : one.scores)
        if (score.criterion == criterion.id && score.final_loss() > 0) {
          ++sum.cases;
          sum.points += score.final_loss();
        }
    if (sum.cases > 0) all.push_back(std::move(sum));
  }
  return all;
}

std::vector<UnitResult> results_of(const Sheet& sheet, const std::vector<ScoredSample>& samples, std::int64_t minimum) {
  std::map<UnitId, std::vector<ScoredSample>> by_unit;
  for (const auto& one : samples)
    if (one.sample.scored_at) by_unit[one.sample.unit].push_back(one);
  std::vector<UnitResult> results;
  for (const auto& [unit, own] : by_unit) {
    UnitResult result{.unit = unit,
                      .name = own.front().sample.unit_name,
                      .cases = static_cast<std::int64_t>(own.size()),
                      .deductions = deductions_of(sheet, own)};
    std::int64_t sum = 0;
    for (const auto& one : own) sum += mark_of(sheet, one.scores).tenths();
    result.tenths = (sum + result.cases / 2) / result.cases;
    results.push_back(std::move(result));
  }
  std::ranges::sort(results, [&](const UnitResult& a, const UnitResult& b) {
    const bool few_a = a.cases < minimum, few_b = b.cases < minimum;
    if (few_a != few_b) return few_b;
    if (!few_a && a.tenths != b.tenths) return a.tenths > b.tenths;
    return std::pair(a.name, a.unit) < std::pair(b.name, b.unit);
  });
  for (std::size_t i = 0; i < results.size() && results[i].cases >= minimum; ++i)
    results[i].rank =
        i > 0 && results[i].tenths == results[i - 1].tenths ? *results[i - 1].rank : static_cast<std::int64_t>(i) + 1;
  return results;
}

std::string_view id_of(SampleStage stage) {
  switch (stage) {
    case SampleStage::waiting: return "waiting";
    case SampleStage::scored: return "scored";
    case SampleStage::appealed: return "appealed";
    case SampleStage::answered: return "answered";
  }
  return {};
}

SampleStage stage_of(const Sample& sample) {
  if (sample.answered_at) return SampleStage::answered;
  if (sample.appealed_at) return SampleStage::appealed;
  return sample.scored_at ? SampleStage::scored : SampleStage::waiting;
}

std::optional<Fault> why_not_change_scores(const Inspection& inspection) {
  if (inspection.told_at) return conflict("oversight.told_already");
  return std::nullopt;
}

std::optional<Fault> why_not_tell(const Inspection& inspection, const std::vector<Sample>& samples) {
  if (inspection.told_at) return conflict("oversight.told_already");
  const auto waiting = std::ranges::count(samples, SampleStage::waiting, stage_of);
  if (waiting > 0) return conflict("oversight.not_all_scored", {{"count", std::to_string(waiting)}});
  return std::nullopt;
}

std::optional<Fault> why_not_appeal(const Inspection& inspection, const Sample& sample, Day today) {
  if (!inspection.told_at) return conflict("oversight.not_told");
  if (sample.appealed_at) return conflict("oversight.appealed_already");
  if (inspection.closed_at) return conflict("oversight.closed_already");
  if (today > *inspection.appeal_until)
    return conflict("oversight.appeal_too_late", {{"day", to_chinese(*inspection.appeal_until)}});
  return std::nullopt;
}

std::optional<Fault> why_not_answer(const Inspection& inspection, const Sample& sample, PersonId by) {
  if (!sample.appealed_at) return conflict("oversight.no_appeal");
  if (sample.answered_at || inspection.closed_at) return conflict("oversight.answered_already");
  if (sample.scorer == by) return conflict("oversight.own_scores");
  return std::nullopt;
}

std::optional<Fault> why_not_close(const Inspection& inspection, const std::vector<Sample>& samples, Day today) {
  if (inspection.closed_at) return conflict("oversight.closed_already");
  if (!inspection.told_at) return conflict("oversight.not_told");
  if (std::ranges::find(samples, SampleStage::appealed, stage_of) != samples.end())
    return conflict("oversight.appeals_open");
  if (today <= *inspection.appeal_until)
    return conflict("oversight.appeal_time_left", {{"day", to_chinese(*inspection.appeal_until)}});
  return std::nullopt;
}

}  // namespace gongkai::oversight
