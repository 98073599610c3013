// Disabling and enabling accounts, resetting passwords, and accounts that nobody uses.
#include "base/text.hpp"
#include "directory/passwords.hpp"
#include "directory/people.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::directory {

Result<void> disable_person(Context& context, PersonId id, std::int64_t version, std::string_view reason) {
  return in_transaction(context, "directory.disable_person", [&](Transaction& tx) -> Result<void> {
    const auto [person, unit] = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("directory.manage_people", unit.path));
    tx.about("person", id.value, person.unit);
    if (trim(reason).empty()) return refuse(FaultKind::invalid, "field.missing", "reason");
    if (context.actor.person == id && context.actor.person) return refuse(FaultKind::conflict, "directory.not_oneself");
    if (!store::set_person_state(tx.db(), id, version, PersonState::disabled, shorten(clean_utf8(trim(reason)), 200)))
      return refuse(FaultKind::conflict, "version.conflict");
    tx.detail("reason", json::value(std::string_view(shorten(trim(reason), 200))));
    tx.detail("ended_sessions", auth::store::end_sessions(tx.db(), id, {}));
    person_changed(tx, id, version + 1);
    return {};
  });
}

Result<void> enable_person(Context& context, PersonId id, std::int64_t version) {
  return in_transaction(context, "directory.enable_person", [&](Transaction& tx) -> Result<void> {
    const auto [person, unit] = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("directory.manage_people", unit.path));
    tx.about("person", id.value, person.unit);
    if (unit.is_closed()) return refuse(FaultKind::conflict, "directory.unit_closed", {}, {{"name", unit.name}});
    if (!store::set_person_state(tx.db(), id, version, PersonState::active, ""))
      return refuse(FaultKind::conflict, "version.conflict");
    // From here the ninety days without use begin anew; otherwise tonight's job would disable the account again.
    store::note_login(tx.db(), id, tx.now());
    person_changed(tx, id, version + 1);
    return {};
  });
}

Result<void> reset_password(Context& context, PersonId id, std::string_view password, bool remove_second_factor) {
  context.idempotency_key.clear();
  const auto person = context.database().read([&](db::Session& session) { return find_person(session, id); });
  if (!person) return refuse(FaultKind::not_found, "directory.person_unknown");
  if (!context.actor.may_somewhere("security.manage_sessions"))
    return auth::require(context.actor, "security.manage_sessions", "/");
  const auto hash = TRY(hash_new_password(context, *person, password));
  return in_transaction(context, "security.reset_password", [&](Transaction& tx) -> Result<void> {
    const auto placed = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("security.manage_sessions", placed.unit.path));
    if (context.actor.person && !context.actor.reauthenticated)
      return refuse(FaultKind::forbidden, "auth.reauthentication_needed");
    tx.about("person", id.value, placed.person.unit);
    tx.detail("second_factor_removed", remove_second_factor);
    auth::store::set_password(tx.db(), id, hash, true, tx.now());
    if (remove_second_factor) auth::store::remove_totp(tx.db(), id);
    tx.detail("ended_sessions", auth::store::end_sessions(tx.db(), id, {}));
    person_changed(tx, id);
    return {};
  });
}

Result<std::int64_t> disable_unused_accounts(Context& context) {
  const auto days = role_book().policy.unused_days;
  return in_transaction(context, "security.disable_unused_accounts", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require("directory.manage_people", "/"));
    json::array ids;
    for (const auto& person : store::people_unused_since(tx.db(), tx.now().plus_seconds(-days * 86'400))) {
      store::set_person_state(tx.db(), person.id, person.version, PersonState::disabled,
                              i18n::text("directory.unused"));
      auth::store::end_sessions(tx.db(), person.id, {});
      ids.emplace_back(to_text(person.id));
      person_changed(tx, person.id, person.version + 1);
    }
    const auto count = static_cast<std::int64_t>(ids.size());
    tx.detail("people", std::move(ids));
    return count;
  });
}

}  // namespace gongkai::directory
