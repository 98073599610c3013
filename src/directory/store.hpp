// All SQL of the directory. Reading functions that others may use are in api.hpp.
#pragma once
#include <vector>

#include "directory/api.hpp"
#include "directory/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::directory::store {

struct GrantRow {
  std::string role;
  UnitId unit{};
  bool with_subtree = true;
  std::string unit_path;
  std::string unit_name;
};

struct PersonFilter {
  std::string unit_path;  // "" for all
  bool with_subtree = true;
  std::string text;  // part of the name or the login
  PersonId after{};
  std::int64_t count = 50;
};

void insert_unit(db::Session& session, const Unit& unit);
bool update_unit(db::Session& session, const Unit& unit);  // false: the version is stale
bool hang_unit(db::Session& session, UnitId id, std::int64_t version, UnitId parent);
void move_paths(db::Session& session, std::string_view from, std::string_view to);  // of the whole subtree
std::int64_t count_open_children(db::Session& session, UnitId parent);
std::int64_t count_active_people(db::Session& session, UnitId unit);
bool is_unit_name_taken(db::Session& session, std::string_view name, UnitId except);

std::int64_t insert_person(db::Session& session, const Person& person, const std::optional<db::Bytes>& phone_index,
                           const std::optional<db::Bytes>& id_number_index);  // 0: the login name is taken
bool update_person(db::Session& session, const Person& person, const std::optional<db::Bytes>& phone_index,
                   const std::optional<db::Bytes>& id_number_index);
/// For changes that are not of the form: roles, state. The version grows; false when it was stale.
bool bump_person(db::Session& session, PersonId person, std::int64_t version);
bool set_person_state(db::Session& session, PersonId person, std::int64_t version, PersonState state,
                      std::string_view reason);
void note_login(db::Session& session, PersonId person, Instant now);
std::int64_t count_people(db::Session& session);
std::vector<Person> people(db::Session& session, const PersonFilter& filter);
std::vector<Person> people_unused_since(db::Session& session, Instant since);

std::vector<GrantRow> grants_of(db::Session& session, PersonId person);
struct HeldGrant {
  PersonId person{};
  std::string name;
  std::string role;
  std::string unit_path;
  bool with_subtree = true;
};
/// Of all active people, by name.
std::vector<HeldGrant> held_grants(db::Session& session);
void replace_grants(db::Session& session, PersonId person, const std::vector<RoleGrant>& grants, PersonId by,
                    Instant now);

void insert_site(db::Session& session, const Site& site);
bool update_site(db::Session& session, const Site& site);
bool is_site_address_taken(db::Session& session, const Site& site);

}  // namespace gongkai::directory::store
