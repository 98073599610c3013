// Who acts, and what they may do. Permission is asked in one place: Actor::may(permission, unit).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"

namespace gongkai {
using PersonId = Id<struct PersonTag>;
using UnitId = Id<struct UnitTag>;
using SiteId = Id<struct SiteTag>;
using SessionId = Id<struct LoginSessionTag>;
}  // namespace gongkai

namespace gongkai::auth {

/// A unit's place in the tree as a path of ids, "/2k7…/2k8…/": a grant over a unit covers every path that begins with its own.
struct Grant {
  std::string permission;  // "content.release"
  std::string unit_path;   // "/" is the whole city
  bool with_subtree = true;
};

struct Actor {
  PersonId person{};
  std::string name{};
  UnitId unit{};
  std::string unit_path{};
  SessionId session{};
  std::vector<std::string> roles{};  // role ids, for the menu
  std::vector<Grant> grants{};
  bool second_factor = false;    // this session passed it
  bool reauthenticated = false;  // the password was asked again within the last minutes

  bool is_nobody() const { return !person; }
  bool may(std::string_view permission, std::string_view unit_path_of_subject) const;
  /// Has the permission over any unit at all (menus, lists that filter by unit).
  bool may_somewhere(std::string_view permission) const;
  /// Paths of the units over which the permission holds, for filters.
  std::vector<Grant> scope_of(std::string_view permission) const;
};

/// The system itself: scheduled jobs, the command line. Named in the audit trail as such; may do everything it is coded for.
const Actor& system_actor();
/// The public: may do nothing that asks for a permission.
const Actor& nobody();

/// Fault{forbidden} unless the actor may; names the permission, so that the page can say whom to ask.
Result<void> require(const Actor& actor, std::string_view permission, std::string_view unit_path);

}  // namespace gongkai::auth
