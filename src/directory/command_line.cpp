// What the operator does from the shell, as the system itself: the first people of an installation come from here.
#include "base/text.hpp"
#include "directory/passwords.hpp"
#include "directory/people.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {

Result<UnitId> found_city(Context& context, const Founding& founding) {
  UnitFields fields{
      .kind = UnitKind::city, .code = founding.code, .name = founding.city_name, .short_name = founding.short_name};
  CHECK_OK(all_of(why_not_unit(fields)));
  return in_transaction(context, "directory.found_city", [&](Transaction& tx) -> Result<UnitId> {
    CHECK_OK(tx.require("directory.manage_units", "/"));
    if (root_unit(tx.db())) return refuse(FaultKind::conflict, "directory.city_exists");
    Unit unit{.id = tx.new_id<UnitId>(), .kind = UnitKind::city, .code = founding.code, .name = founding.city_name};
    unit.path = path_below("", unit.id);
    unit.short_name = founding.short_name.empty() ? founding.city_name : founding.short_name;
    store::insert_unit(tx.db(), unit);
    Site site{.id = tx.new_id<SiteId>(),
              .name = founding.site_name.empty() ? founding.city_name : founding.site_name,
              .unit = unit.id};
    site.theme = "{}";
    store::insert_site(tx.db(), site);
    tx.about("unit", unit.id.value, unit.id);
    tx.after("name", json::value(std::string_view(unit.name)));
    tx.changed("unit", unit.id.value, feed::Operation::upsert, 1);
    tx.changed("site", site.id.value, feed::Operation::upsert, 1);
    return unit.id;
  });
}

Result<PersonId> add_user(Context& context, const NewUser& user) {
  const auto unit = context.database().read([&](db::Session& session) {
    return user.unit.empty() ? root_unit(session) : find_unit_by_name(session, user.unit);
  });
  if (!unit) return refuse(FaultKind::not_found, "directory.unit_unknown", "unit");
  std::vector<RoleGrant> roles;
  roles.reserve(user.roles.size());
  for (const auto& role : user.roles) roles.push_back({role, unit->id, true});
  CHECK_OK(all_of(why_not_roles(roles, role_book())));
  PersonFields fields{.login = fold(trim(user.login)),
                      .name = user.name.empty() ? user.login : user.name,
                      .post = {},
                      .unit = unit->id};
  const auto id = TRY(add_person(context, fields, user.password, user.must_change));
  if (!roles.empty()) CHECK_OK(set_roles(context, id, 1, roles));
  return id;
}

Result<void> set_password(Context& context, std::string_view login, std::string_view password) {
  const auto person =
      context.database().read([&](db::Session& session) { return find_person_by_login(session, fold(trim(login))); });
  if (!person) return refuse(FaultKind::not_found, "directory.person_unknown", "login");
  const auto hash = TRY(hash_new_password(context, *person, password));
  return in_transaction(context, "security.set_password", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require("security.manage_sessions", "/"));
    tx.about("person", person->id.value, person->unit);
    auth::store::set_password(tx.db(), person->id, hash, false, tx.now());
    tx.detail("ended_sessions", auth::store::end_sessions(tx.db(), person->id, {}));
    person_changed(tx, person->id);
    return {};
  });
}

}  // namespace gongkai::directory
