// Who is who: the tree of units, the people in them, their roles, the sites. Plain rows; the rules are in rules.hpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "platform/auth/actor.hpp"
#include "platform/db/value.hpp"

namespace gongkai::directory {

enum class UnitKind { city = 1, county, department, subdistrict, town, other };
std::string_view name_of(UnitKind kind);  // "city", "county", …
std::optional<UnitKind> parse_unit_kind(std::string_view name);

struct Unit {
  UnitId id{};
  UnitId parent{};
  std::string path;  // "/<id>/<id>/": ids from the root down to the unit itself
  UnitKind kind = UnitKind::other;
  std::string code;        // unified social credit code or the city's own; "" when unknown
  std::string name;        // 云海市财政局
  std::string short_name;  // 市财政局
  std::string contact;     // who answers: a post, not a person's name
  std::string phone;       // the office's, public
  std::string address;
  std::string office_hours;
  std::int64_t sort_order = 0;
  std::optional<Day> closed_on;
  std::int64_t version = 1;

  bool is_closed() const { return closed_on.has_value(); }
};

enum class PersonState { active = 1, disabled };

struct Person {
  PersonId id{};
  std::string login;
  std::string name;
  UnitId unit{};
  std::string post;                    // 办公室主任
  std::optional<db::Bytes> phone;      // sealed by the vault as "person.phone"; screens show auth::mask_phone
  std::optional<db::Bytes> id_number;  // sealed as "person.id_number"
  PersonState state = PersonState::active;
  std::string disabled_reason;
  std::optional<Instant> last_login_at;
  Instant created_at{};
  std::int64_t version = 1;
};

/// A role over a unit, as it was given.
struct RoleGrant {
  std::string role;
  UnitId unit{};
  bool with_subtree = true;
  bool operator==(const RoleGrant&) const = default;
};

struct Site {
  SiteId id{};
  std::string slug;           // "" is the city's main site, others live under /s/<slug>/ or their host
  std::string host;           // "" when it has none of its own
  std::string name;           // 云海市人民政府
  UnitId unit{};              // whose site it is
  std::string theme;          // JSON object of colour tokens, e.g. {"accent":"#b3261e"}
  std::string identity_code;  // 政府网站标识码
  std::string icp_number;
  std::string police_number;
  std::string sponsor;     // 主办
  std::string undertaker;  // 承办
  std::string contact;
  std::int64_t sort_order = 0;
  std::int64_t version = 1;
};

}  // namespace gongkai::directory
