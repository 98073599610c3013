#include "demo/load_directory.hpp"

#include "demo/parallel.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::demo {
namespace {

/// The topmost unit, founded when the installation is empty. Another city's installation is left alone.
Result<directory::Unit> found(Context& context, const UnitEntry& city, const SiteEntry& site) {
  const auto root = [&] {
    return context.database().read([](db::Session& session) { return directory::root_unit(session); });
  };
  if (!root()) {
    CHECK_OK(
        directory::found_city(context, {city.fields.name, city.fields.short_name, city.fields.code, site.fields.name}));
    CHECK_OK(directory::change_unit(context, root()->id, 1, city.fields));
  }
  auto unit = root();
  if (unit->name != city.fields.name) return refuse(FaultKind::conflict, "demo.other_city", {}, {{"name", unit->name}});
  return std::move(*unit);
}

Result<void> load_units(Context& context, const City& city, Places& places, Loaded& loaded) {
  std::map<std::string, UnitId, std::less<>> present;
  for (const auto& unit : context.database().read([](db::Session& session) { return directory::units(session); }))
    present[unit.name] = unit.id;
  for (const auto& entry : city.units) {
    const auto found = present.find(entry.fields.name);
    if (found != present.end()) {
      places.units[entry.key] = found->second;
      continue;
    }
    places.units[entry.key] = TRY(directory::add_unit(context, places.units.at(entry.parent), entry.fields));
    ++loaded.units;
  }
  return {};
}

Result<void> load_site(Context& context, const SiteEntry& entry, Places& places, Loaded& loaded) {
  auto fields = entry.fields;
  fields.unit = places.units.at(entry.unit);
  const auto site =
      context.database().read([&](db::Session& session) { return directory::find_site_by_slug(session, entry.slug); });
  if (!site) {
    places.sites[entry.slug] = TRY(directory::add_site(context, entry.slug, fields));
    ++loaded.sites;
    return {};
  }
  places.sites[entry.slug] = site->id;
  if (!site->identity_code.empty()) return {};
  ++loaded.sites;  // founded a moment ago with nothing but its name
  return directory::change_site(context, site->id, site->version, fields);
}

Result<void> load_person(Context context, const PersonEntry& entry, const Places& places, const std::string& password) {
  const auto person = context.database().read(
      [&](db::Session& session) { return directory::find_person_by_login(session, entry.login); });
  auto id = person ? person->id : PersonId{};
  if (!person) {
    directory::PersonFields fields{
        .login = entry.login, .name = entry.name, .post = entry.post, .unit = places.units.at(entry.unit)};
    id = TRY(directory::add_person(context, fields, password, false));
  }
  std::vector<directory::RoleGrant> grants;
  for (const auto& role : entry.roles) grants.push_back({role.role, places.units.at(role.unit), role.with_subtree});
  return directory::set_roles(context, id, person ? person->version : 1, grants);
}

}  // namespace

Result<Places> load_units_and_sites(Context& context, const City& city, Loaded& loaded) {
  Places places;
  const auto before = context.database().read([](db::Session& session) { return directory::root_unit(session); });
  const auto root = TRY(found(context, city.units.front(), city.sites.front()));
  if (!before) ++loaded.units;
  places.units[city.units.front().key] = root.id;
  CHECK_OK(load_units(context, city, places, loaded));
  for (const auto& site : city.sites) CHECK_OK(load_site(context, site, places, loaded));
  return places;
}

std::vector<const PersonEntry*> missing_people(Context& context, const City& city) {
  return context.database().read([&](db::Session& session) {
    std::vector<const PersonEntry*> missing;
    for (const auto& entry : city.people) {
      const auto person = directory::find_person_by_login(session, entry.login);
      const auto actor = person ? directory::load_actor(session, person->id) : std::nullopt;
      const bool disabled = person && person->state == directory::PersonState::disabled;
      if (!disabled && (!actor || actor->roles.empty())) missing.push_back(&entry);
    }
    return missing;
  });
}

Result<void> load_people(Context& context, const std::vector<const PersonEntry*>& people, const Places& places,
                         const std::string& password, Loaded& loaded) {
  CHECK_OK(for_each_parallel(people,
                             [&](const PersonEntry* entry) { return load_person(context, *entry, places, password); }));
  loaded.people += static_cast<std::int64_t>(people.size());
  return {};
}

}  // namespace gongkai::demo
