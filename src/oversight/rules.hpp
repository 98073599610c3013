// Pure: who may score what, what a filled sheet must say, what it comes to, and the results of the units.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "oversight/model.hpp"
#include "oversight/score_sheet.hpp"

namespace gongkai::oversight {

struct Scorer {
  PersonId person{};
  UnitId unit{};
};
/// A person of the case's own unit never scores it, nor anybody who had a hand in it.
std::optional<Fault> why_not_score(const Scorer& scorer, const Sample& sample, const std::vector<PersonId>& hands);

/// Each sample to the one with the fewest among those who may; the first of equals. Nothing where nobody may.
using Hands = std::map<CaseId, std::vector<PersonId>>;
std::vector<PersonId> distribute(const std::vector<Sample>& samples, const std::vector<Scorer>& scorers,
                                 const Hands& hands);

/// As the scorer filled it in.
struct Entry {
  std::string criterion{};
  Verdict verdict = Verdict::met;
  std::int64_t lost = 0;
  std::string reason{};
};
/// Every criterion once, points that fit the verdict, a reason for every deduction and wherever the scorer sees it otherwise than
/// the system. `found` is by criterion, in the order of the sheet. All faults at once; their field is the criterion.
Result<std::vector<Score>> checked(const Sheet& sheet, const std::vector<Proposal>& found,
                                   const std::vector<Entry>& entries, std::size_t longest);

/// What a sheet comes to: of 100, in tenths, over the criteria that apply.
struct Mark {
  std::int64_t applicable = 0;  // points
  std::int64_t lost = 0;
  std::int64_t tenths() const;  // 1000 when nothing applied
};
Mark mark_of(const Sheet& sheet, const std::vector<Score>& scores);

/// Points given back after an appeal: by criterion, never more than was taken.
Result<std::vector<Score>> given_back(std::vector<Score> scores, const std::map<std::string, std::int64_t>& lost);

struct Deduction {
  std::string criterion{};
  std::int64_t cases = 0;
  std::int64_t points = 0;
  bool operator==(const Deduction&) const = default;
};
struct UnitResult {
  UnitId unit{};
  std::string name{};
  std::int64_t cases = 0;               // N
  std::int64_t tenths = 0;              // mean of the marks, rounded
  std::optional<std::int64_t> rank{};   // none below the minimum
  std::vector<Deduction> deductions{};  // in the order of the sheet, only what was deducted
};
struct ScoredSample {
  Sample sample{};
  std::vector<Score> scores{};
};
/// Ranked units first, then those with too few cases, by name. Equal means share a rank.
std::vector<UnitResult> results_of(const Sheet& sheet, const std::vector<ScoredSample>& samples, std::int64_t minimum);
std::vector<Deduction> deductions_of(const Sheet& sheet, const std::vector<ScoredSample>& samples);

enum class SampleStage { waiting, scored, appealed, answered };
std::string_view id_of(SampleStage stage);
SampleStage stage_of(const Sample& sample);

std::optional<Fault> why_not_change_scores(const Inspection& inspection);
std::optional<Fault> why_not_tell(const Inspection& inspection, const std::vector<Sample>& samples);
std::optional<Fault> why_not_appeal(const Inspection& inspection, const Sample& sample, Day today);
/// By somebody else than who scored it.
std::optional<Fault> why_not_answer(const Inspection& inspection, const Sample& sample, PersonId by);
std::optional<Fault> why_not_close(const Inspection& inspection, const std::vector<Sample>& samples, Day today);

}  // namespace gongkai::oversight
