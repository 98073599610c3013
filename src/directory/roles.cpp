#include "directory/roles.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::directory {
namespace {
Fault fault(std::string code, std::string_view place) {
  return {FaultKind::invalid, std::move(code), {}, {{"place", std::string(place)}}, {}};
}

/// A whole number between the bounds; anything else is a fault that names the key.
std::int64_t number(json::Reader& reader, std::string_view key, std::int64_t least, std::int64_t most,
                    std::vector<Fault>& faults) {
  const auto value = reader.integer(key);
  if (value >= least && value <= most) return value;
  faults.push_back(fault("directory.role_book_number", key));
  return least;
}

auth::Policy read_policy(const json::object& object, std::vector<Fault>& faults) {
  json::Reader reader{json::value(object)};
  json::Reader password{json::value(reader.object_at("password"))};
  json::Reader lock{json::value(reader.object_at("lock_out"))};
  auth::Policy policy;
  auto& p = policy.password;
  p.min_length = number(password, "min_length", 8, 64, faults);
  p.max_length = number(password, "max_length", 64, 1024, faults);
  p.min_classes = number(password, "min_classes", 1, 4, faults);
  p.max_age_days = number(password, "max_age_days", 1, 3650, faults);
  p.history = number(password, "history", 0, 24, faults);
  p.cost.memory_kib = static_cast<std::uint32_t>(number(password, "memory_kib", 8, 1 << 20, faults));
  p.cost.passes = static_cast<std::uint32_t>(number(password, "passes", 1, 20, faults));
  p.cost.lanes = static_cast<std::uint32_t>(number(password, "lanes", 1, 8, faults));
  auto& l = policy.lock_out;
  l.failures = number(lock, "failures", 1, 100, faults);
  l.lock_minutes = number(lock, "lock_minutes", 1, 1440, faults);
  l.slow_after = number(lock, "slow_after", 1, 100, faults);
  l.address_failures = number(lock, "address_failures", 1, 100000, faults);
  l.address_lock_minutes = number(lock, "address_lock_minutes", 1, 1440, faults);
  l.forget_minutes = number(lock, "forget_minutes", 1, 1440, faults);
  policy.reauthentication_minutes = number(reader, "reauthentication_minutes", 1, 60, faults);
  policy.unused_days = number(reader, "unused_days", 1, 3650, faults);
  return policy;
}

Role read_role(const json::value& value, std::vector<Fault>& faults) {
  json::Reader reader(value);
  Role role{.id = reader.text("id"), .name = reader.text("name"), .meaning = reader.text_or("meaning", "")};
  const auto group = reader.text("group");
  if (group == "administrator") role.group = RoleGroup::administrator;
  else if (group != "business") faults.push_back(fault("directory.role_book_group", role.id));
  role.session.second_factor = reader.boolean_or("second_factor", true);
  role.session.single_session = reader.boolean_or("single_session", false);
  role.session.idle_minutes = number(reader, "idle_minutes", 1, 24 * 60, faults);
  role.session.absolute_hours = number(reader, "absolute_hours", 1, 24 * 7, faults);
  for (const auto& permission : reader.list("permissions"))
    if (permission.is_string()) role.permissions.emplace_back(permission.get_string());
  for (auto& other : [&] {
         auto done = reader.finish();
         return done ? std::vector<Fault>{} : each_of(done.error());
       }())
    faults.push_back(std::move(other));
  return role;
}

void check(const RoleBook& book, std::vector<Fault>& faults) {
  std::set<std::string> known, ids;
  for (const auto& permission : book.permissions) known.insert(permission.id);
  for (const auto& role : book.roles) {
    if (!ids.insert(role.id).second) faults.push_back(fault("directory.role_book_twice", role.id));
    for (const auto& permission : role.permissions) {
      if (!known.contains(permission))
        faults.push_back(fault("directory.role_book_permission", role.id + ": " + permission));
      if (role.group == RoleGroup::administrator && permission.starts_with("content."))
        faults.push_back(fault("directory.role_book_administrator_content", role.id));
    }
  }
}

RoleBook& book_in_force() {
  static RoleBook book = [] {
    auto parsed = parse_role_book(assets::find("catalog/roles.json").value_or(""));
    if (!parsed) throw std::logic_error("catalog/roles.json: " + parsed.error().code);
    return std::move(*parsed);
  }();
  return book;
}
}  // namespace

const Role* RoleBook::find(std::string_view id) const {
  const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& role) { return role.id == id; });
  return found == roles.end() ? nullptr : &*found;
}

auth::SessionPolicy RoleBook::session_policy(const std::vector<std::string>& role_ids) const {
  std::optional<auth::SessionPolicy> strictest;
  for (const auto& id : role_ids)
    if (const auto* role = find(id)) strictest = strictest ? auth::stricter(*strictest, role->session) : role->session;
  return strictest.value_or(auth::SessionPolicy{});
}

Result<RoleBook> parse_role_book(std::string_view json_text) {
  const auto parsed = TRY(json::parse(json_text));
  json::Reader reader(parsed);
  RoleBook book;
  std::vector<Fault> faults;
  book.policy = read_policy(reader.object_at("policy"), faults);
  for (const auto& value : reader.list("permissions")) {
    json::Reader permission(value);
    book.permissions.push_back({permission.text("id"), permission.text("name")});
  }
  for (const auto& value : reader.list("roles")) book.roles.push_back(read_role(value, faults));
  if (book.roles.empty()) faults.push_back(fault("directory.role_book_empty", "roles"));
  CHECK_OK(reader.finish());
  check(book, faults);
  CHECK_OK(all_of(std::move(faults)));
  return book;
}

const RoleBook& role_book() {
  return book_in_force();
}
void use_role_book(RoleBook book) {
  book_in_force() = std::move(book);
}

}  // namespace gongkai::directory
