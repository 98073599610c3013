#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {

Result<void> log_out(Context& context) {
  context.idempotency_key.clear();
  return in_transaction(context, "session.log_out", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", context.actor.person.value, context.actor.unit);
    auth::store::end_session(tx.db(), context.actor.session);
    return {};
  });
}

Result<void> end_session(Context& context, SessionId id) {
  return in_transaction(context, "session.end", [&](Transaction& tx) -> Result<void> {
    const auto session = auth::store::find_session(tx.db(), id);
    if (!session) return refuse(FaultKind::not_found, "auth.session_unknown");
    const auto person = find_person(tx.db(), session->person);
    const auto unit = person ? find_unit(tx.db(), person->unit) : std::nullopt;
    if (context.actor.person && session->person == context.actor.person) tx.open_to_all();
    else CHECK_OK(tx.require("security.manage_sessions", unit ? unit->path : "/"));
    tx.about("person", session->person.value, person ? person->unit : UnitId{});
    auth::store::end_session(tx.db(), id);
    return {};
  });
}

}  // namespace gongkai::directory
