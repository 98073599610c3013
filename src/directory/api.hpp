// What the other capabilities may ask of the directory. All functions read in the caller's session.
#pragma once
#include "directory/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::directory {

std::optional<Unit> find_unit(db::Session& session, UnitId id);
std::optional<Unit> find_unit_by_name(db::Session& session, std::string_view name);  // full or short name
std::optional<Unit> root_unit(db::Session& session);
std::vector<Unit> units(db::Session& session);  // all, in tree order: parents before children
std::vector<Unit> children_of(db::Session& session, UnitId parent);

std::optional<Person> find_person(db::Session& session, PersonId id);
std::optional<Person> find_person_by_login(db::Session& session, std::string_view login);

std::vector<Site> sites(db::Session& session);
std::optional<Site> find_site(db::Session& session, SiteId id);
std::optional<Site> find_site_by_slug(db::Session& session, std::string_view slug);
std::optional<Site> find_site_by_host(db::Session& session, std::string_view host);

/// The person as an actor with all that their roles permit, without a session; nullopt when disabled or unknown.
std::optional<auth::Actor> load_actor(db::Session& session, PersonId person);

/// The active people who hold the permission over the unit, by name: whom to ask.
struct Holder {
  PersonId person{};
  std::string name;
};
std::vector<Holder> holders_of(db::Session& session, std::string_view permission, std::string_view unit_path);

}  // namespace gongkai::directory
