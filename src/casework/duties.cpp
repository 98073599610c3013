// When a person leaves, their open cases go to the successor; the events say so.
#include <mutex>

#include "casework/cases.hpp"
#include "casework/store.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::casework {

namespace {

std::vector<directory::OpenDuty> list(db::Session& session, PersonId person) {
  std::vector<directory::OpenDuty> duties;
  for (const auto& row : store::open_of(session, person))
    duties.push_back({"case." + row.kind, row.id.value, row.number});  // the title is personal data
  return duties;
}

Result<void> hand_over(Transaction& tx, PersonId from, PersonId to) {
  const auto& vault = *tx.context().services.vault;
  for (const auto& row : store::open_of(tx.db(), from)) {
    auto of = find(tx.db(), vault, row.id);
    if (!of) continue;
    of->assignee = to;
    CHECK_OK(append(tx, *of, {.act = "handed_over", .on = tx.now().day(), .facts = {{"to", to_text(to)}}}));
  }
  return {};
}

}  // namespace

void add_duties() {
  static std::once_flag once;
  std::call_once(once, [] { directory::add_duty_provider({.list = list, .hand_over = hand_over}); });
}

}  // namespace gongkai::casework
