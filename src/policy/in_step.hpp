// Pure rules of 三同步: a policy and its interpretation are drafted, approved and published together (law.md D10.2).
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/work_calendar.hpp"
#include "policy/catalog.hpp"
#include "policy/standing.hpp"

namespace gongkai::policy {

/// Whether documents of a type need an interpretation.
enum class Duty { none, may, must };

/// An interpretation of the policy as it lies on its desk now.
struct Counterpart {
  DocumentId document{};
  std::string form;
  content::State state = content::State::draft;
  bool releasable = false;  // in review, and nothing but the policy's own release stands in its way
};

/// 《政策解读方案》: everything that keeps it from being proposed. Every required element is filled in, at least one
/// item is promised, and a later day is within the limit and has its reason.
std::vector<Fault> why_not_propose(const Plan& plan, const ElementList& elements, const InterpretationRules& rules);
/// The writer of a plan does not accept it.
std::vector<Fault> why_not_decide(const Plan& plan, PersonId person, bool accept, std::string_view remark);
std::vector<Fault> why_not_change(const Plan& plan);

/// Nothing goes round without interpretation material: a draft of the interpretation, or an accepted plan.
std::vector<Fault> why_not_circulate(Duty duty, const std::vector<Counterpart>& counterparts,
                                     const std::optional<Plan>& plan);
/// The policy goes out when an interpretation is out or can go out in the same act, or when the accepted plan gives a
/// reason for a day that is later, but not too late.
std::vector<Fault> why_not_release(Duty duty, const std::vector<Counterpart>& counterparts,
                                   const std::optional<Plan>& plan, const InterpretationRules& rules);

/// Working days from the policy to its first interpretation: 0 on the same day or earlier.
int delay(const WorkCalendar& calendar, Day policy, Day interpretation);

/// How a policy stands with its interpretation.
enum class PairState {
  in_time,  // interpreted, within the limit
  late,     // interpreted, later than that
  due,      // not yet, and the limit is not over
  missing,  // not yet, and it is
};
std::string_view name_of(PairState state);
struct Pair {
  const Policy* policy = nullptr;
  std::vector<const Policy*> interpretations;
  PairState state = PairState::missing;
  int working_days = 0;  // delay so far, or that of the first interpretation
  Day last_day{};        // until when it is in time
};
Pair pair_of(const Library& library, const Policy& policy, const WorkCalendar& calendar,
             const InterpretationRules& rules, Day today);
/// All policies that must be interpreted, newest first.
std::vector<Pair> pairs(const Library& library, const WorkCalendar& calendar, const InterpretationRules& rules,
                        Day today);

/// 应解读尽解读. The denominator is the number of policies that must be interpreted; it is always said.
struct Coverage {
  std::string key;  // unit id, series or year
  int must = 0;
  int interpreted = 0;
  int in_time = 0;
  int due = 0;
  int missing = 0;
};
void count(Coverage& coverage, const Pair& pair);
std::vector<Coverage> coverage_by(const std::vector<Pair>& pairs, const std::function<std::string(const Policy&)>& key);
/// "47/113，41.6%"; "—" without a denominator.
std::string share_text(int part, int whole);

}  // namespace gongkai::policy
