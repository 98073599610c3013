// Roles and policy as data: catalog/roles.json, or a city's own file of the same form. The three administrators
// (三权分立, GB/T 22239 8.1.4.2 d) exclude each other and every business role: rules.hpp enforces it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "directory/model.hpp"
#include "platform/auth/policy.hpp"

namespace gongkai::directory {

enum class RoleGroup { administrator, business };

struct Role {
  std::string id;
  std::string name;
  std::string meaning;
  RoleGroup group = RoleGroup::business;
  auth::SessionPolicy session{};
  std::vector<std::string> permissions;
};

struct Permission {
  std::string id;
  std::string name;
};

struct RoleBook {
  auth::Policy policy{};
  std::vector<Permission> permissions;
  std::vector<Role> roles;

  const Role* find(std::string_view id) const;
  /// The strictest of the roles; the default policy when there is none.
  auth::SessionPolicy session_policy(const std::vector<std::string>& role_ids) const;
};

/// Refuses an administrator with a content permission, unknown permissions, roles that come twice, numbers out of range.
Result<RoleBook> parse_role_book(std::string_view json_text);

/// The book in force: the built-in one unless `use_role_book` was called at start.
const RoleBook& role_book();
void use_role_book(RoleBook book);

}  // namespace gongkai::directory
