// A person leaves. What lies on their desk goes to a named successor before the account is closed.
#include "directory/people.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::directory {
namespace {
std::vector<DutyProvider>& providers() {
  static std::vector<DutyProvider> list;
  return list;
}

Result<void> check_successor(db::Session& session, PersonId from, PersonId to) {
  const auto successor = find_person(session, to);
  if (!successor || successor->state != PersonState::active || to == from)
    return refuse(FaultKind::invalid, "directory.successor_unfit", "to");
  return {};
}
}  // namespace

void add_duty_provider(DutyProvider provider) {
  providers().push_back(std::move(provider));
}

std::vector<OpenDuty> open_duties(db::Session& session, PersonId person) {
  std::vector<OpenDuty> duties;
  for (const auto& provider : providers())
    for (auto& duty : provider.list(session, person)) duties.push_back(std::move(duty));
  return duties;
}

Result<void> hand_over(Context& context, PersonId id, std::int64_t version, PersonId to) {
  return in_transaction(context, "directory.hand_over", [&](Transaction& tx) -> Result<void> {
    const auto [person, unit] = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("directory.manage_people", unit.path));
    tx.about("person", id.value, person.unit);
    if (context.actor.person == id && context.actor.person) return refuse(FaultKind::conflict, "directory.not_oneself");
    const auto duties = open_duties(tx.db(), id);
    if (!duties.empty() || to) {
      CHECK_OK(check_successor(tx.db(), id, to));
      for (const auto& provider : providers()) CHECK_OK(provider.hand_over(tx, id, to));
    }
    if (!store::set_person_state(tx.db(), id, version, PersonState::disabled, i18n::text("directory.left")))
      return refuse(FaultKind::conflict, "version.conflict");
    json::array roles;
    for (const auto& grant : store::grants_of(tx.db(), id)) roles.emplace_back(grant.role);
    tx.before("roles", std::move(roles));
    store::replace_grants(tx.db(), id, {}, context.actor.person, tx.now());
    tx.detail("to", to ? json::value(to_text(to)) : json::value(nullptr));
    tx.detail("duties", static_cast<std::int64_t>(duties.size()));
    tx.detail("ended_sessions", auth::store::end_sessions(tx.db(), id, {}));
    person_changed(tx, id, version + 1);
    return {};
  });
}

}  // namespace gongkai::directory
