#include "directory/people.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::directory {
namespace {
json::array to_json(const std::vector<RoleGrant>& roles) {
  json::array list;
  for (const auto& grant : roles)
    list.push_back(
        json::object{{"role", grant.role}, {"unit", to_text(grant.unit)}, {"with_subtree", grant.with_subtree}});
  return list;
}

std::vector<RoleGrant> roles_of(db::Session& session, PersonId id) {
  std::vector<RoleGrant> roles;
  for (const auto& row : store::grants_of(session, id)) roles.push_back({row.role, row.unit, row.with_subtree});
  return roles;
}

/// Who hands out a role must hold the right over the unit it is for, not only over the person's.
Result<void> require_over_units(Transaction& tx, const std::vector<RoleGrant>& roles) {
  for (const auto& grant : roles) {
    const auto unit = find_unit(tx.db(), grant.unit);
    if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "roles");
    CHECK_OK(tx.require("security.manage_roles", unit->path));
  }
  return {};
}
}  // namespace

Result<void> set_roles(Context& context, PersonId id, std::int64_t version, const std::vector<RoleGrant>& roles) {
  return in_transaction(context, "security.set_roles", [&](Transaction& tx) -> Result<void> {
    const auto [person, unit] = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("security.manage_roles", unit.path));
    tx.about("person", id.value, person.unit);
    CHECK_OK(all_of(why_not_grant(context.actor, id)));
    CHECK_OK(all_of(why_not_roles(roles, role_book())));
    if (person.state != PersonState::active && !roles.empty())
      return refuse(FaultKind::conflict, "directory.person_disabled");
    const auto present = roles_of(tx.db(), id);
    CHECK_OK(require_over_units(tx, present));
    CHECK_OK(require_over_units(tx, roles));
    if (!store::bump_person(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
    tx.before("roles", to_json(present));
    tx.after("roles", to_json(roles));
    store::replace_grants(tx.db(), id, roles, context.actor.person, tx.now());
    person_changed(tx, id, version + 1);
    return {};
  });
}

}  // namespace gongkai::directory
