// An answer that does not stand is given anew; the case keeps its number, its papers and its first answer in the history.
#include "requests/desk.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

namespace {
Result<casework::Event> reopened_event(Desk& desk, const Reopening& reopening) {
  const bool is_own = reopening.ground == "own_correction";
  if (!is_own && reopening.ground != "reconsideration" && reopening.ground != "lawsuit")
    return refuse(FaultKind::invalid, "requests.reopening_ground", "ground");
  const auto document = TRY(words_of(reopening.document, "document", false));
  if (!is_own && document.empty()) return refuse(FaultKind::invalid, "requests.reopening_document", "document");
  if (is_own && reopening.until) return refuse(FaultKind::invalid, "requests.reopening_own_term", "until");
  casework::Event event{.on = TRY(past_day(reopening.on, desk.today)),
                        .facts = {{"ground", reopening.ground}, {"outcome", desk.row.outcome}},
                        .note = TRY(words_of(reopening.reason, "reason", true))};
  if (desk.of.closed_on && event.on < *desk.of.closed_on)
    return refuse(FaultKind::invalid, "requests.reopening_too_early", "on");
  if (!document.empty()) event.facts["document"] = document;
  if (reopening.until) event.facts["until"] = to_text(*reopening.until);
  return event;
}
}  // namespace

Result<void> reopen(Context& context, CaseId id, const Reopening& reopening, std::int64_t version) {
  return perform(context, {id, version, "reopened"}, [&](Transaction&, Desk& desk) -> Result<casework::Event> {
    auto event = TRY(reopened_event(desk, reopening));
    desk.row.outcome.clear();
    return event;
  });
}

}  // namespace gongkai::requests
