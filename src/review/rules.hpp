// Pure rules of 三审三校. Each why_not_… names every reason at once: the page shows them beside the button, the use case
// enforces them.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/work_calendar.hpp"
#include "review/model.hpp"
#include "review/routes.hpp"

namespace gongkai::review {

/// The next step without a signature; nullptr when all are there.
const Step* next_step(const Route& route, const std::vector<Signature>& signatures);
std::vector<const Step*> missing_steps(const Route& route, const std::vector<Signature>& signatures);

/// Who puts the hand to it: the person and, for a stand-in, the one whose right it is. Both count for the rule of
/// distinct people, or else one could sign twice through another's hand.
struct Signer {
  PersonId person{};
  PersonId on_behalf{};
};

struct Situation {
  const Route& route;
  bool in_review = false;
  const std::vector<Signature>& signatures;  // of this round
  const std::vector<PersonId>& writers;
};

/// Steps come in their order; no step by a writer; no two reviews by one person; who proofreads does not review.
std::vector<Fault> why_not_sign(const Situation& situation, std::string_view step, const Signer& signer);
/// 特批: the head of the unit may sign against the rule of distinct people, with a reason; never a writer, never out of
/// turn.
std::vector<Fault> why_not_override(const Situation& situation, std::string_view step, PersonId person,
                                    std::string_view reason);

std::vector<Fault> why_not_remark(std::string_view quote, std::int64_t position, std::string_view text,
                                  std::string_view plain_text);

std::vector<Fault> why_not_delegate(const Delegation& delegation, Day today);
bool is_in_force(const Delegation& delegation, Day today);
bool covers(const Delegation& delegation, std::string_view permission);

/// Working days since the edition lies there.
int waiting_days(const WorkCalendar& calendar, Instant since, Instant now);

/// 发后再审 by sampling: the same edition on the same day with the same rate is always decided alike, so that a job that
/// runs twice samples once, and an auditor can draw the sample again.
bool is_sampled(EditionId edition, Day released_on, int basis_points);

}  // namespace gongkai::review
