// What the directory allows. Pure: no clock, no database.
#pragma once
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "directory/model.hpp"
#include "directory/roles.hpp"

namespace gongkai::directory {

/// The fields of a unit's form.
struct UnitFields {
  UnitKind kind = UnitKind::other;
  std::string code, name, short_name, contact, phone, address, office_hours;
  std::int64_t sort_order = 0;
};
std::vector<Fault> why_not_unit(const UnitFields& fields);
/// A city holds the tree; counties and departments hang below it, sub-districts and towns below a county.
bool may_hang_below(UnitKind kind, UnitKind parent);
std::string path_below(std::string_view parent_path, UnitId id);

/// The fields of a person's form. Phone and ID number are in the clear here and nowhere else; nullopt keeps what is stored.
struct PersonFields {
  std::string login, name, post;
  UnitId unit{};
  std::optional<std::string> phone, id_number;
};
std::vector<Fault> why_not_person(const PersonFields& fields);
bool is_login_name(std::string_view login);    // lower case letters, digits, . _ -; 3 to 32
bool is_mobile_phone(std::string_view phone);  // 11 digits, 1[3-9]…
bool is_id_number(std::string_view number);    // GB 11643: 18 places, a real birthday, the check character

/// Administrators exclude each other and every business role; roles exist; no role twice over the same unit.
std::vector<Fault> why_not_roles(const std::vector<RoleGrant>& grants, const RoleBook& book);
/// Nobody hands rights to themselves.
std::vector<Fault> why_not_grant(const auth::Actor& actor, PersonId to);

struct SiteFields {
  std::string host, name, theme, identity_code, icp_number, police_number, sponsor, undertaker, contact;
  UnitId unit{};
  std::int64_t sort_order = 0;
};
std::vector<Fault> why_not_site(const SiteFields& fields);
bool is_slug(std::string_view slug);  // "" or lower case letters, digits and -; at most 40

bool is_unused(const Person& person, Instant now, std::int64_t days);

}  // namespace gongkai::directory
