#include "platform/auth/actor.hpp"

#include <algorithm>

namespace gongkai::auth {
namespace {
constexpr std::string_view everything = "*";

/// "/7/": a unit without a parent. Whoever holds a right over it and all below holds it over the whole installation, "/".
bool is_topmost(std::string_view unit_path) {
  return std::count(unit_path.begin(), unit_path.end(), '/') <= 2;
}

bool covers(const Grant& grant, std::string_view permission, std::string_view path) {
  if (grant.permission != permission && grant.permission != everything) return false;
  if (path == "/") return grant.with_subtree && is_topmost(grant.unit_path);
  return grant.with_subtree ? path.starts_with(grant.unit_path) : path == grant.unit_path;
}
}  // namespace

bool Actor::may(std::string_view permission, std::string_view unit_path_of_subject) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return covers(grant, permission, unit_path_of_subject); });
}

bool Actor::may_somewhere(std::string_view permission) const {
  return !scope_of(permission).empty();
}

std::vector<Grant> Actor::scope_of(std::string_view permission) const {
  std::vector<Grant> scope;
  for (const auto& grant : grants)
    if (grant.permission == permission || grant.permission == everything) scope.push_back(grant);
  return scope;
}

const Actor& system_actor() {
  static const Actor actor{.name = "系统", .unit_path = "/", .roles = {"system"}, .grants = {{"*", "/", true}}};
  return actor;
}

const Actor& nobody() {
  static const Actor actor{};
  return actor;
}

Result<void> require(const Actor& actor, std::string_view permission, std::string_view unit_path) {
  if (actor.may(permission, unit_path)) return {};
  if (actor.is_nobody()) return refuse(FaultKind::unauthenticated, "auth.login_needed");
  return refuse(FaultKind::forbidden, "auth.not_permitted", {}, {{"permission", std::string(permission)}});
}

}  // namespace gongkai::auth
