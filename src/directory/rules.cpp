#include "directory/rules.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::directory {
namespace {
constexpr std::size_t name_limit = 100, line_limit = 200;

class Faults {
 public:
  void add(std::string code, std::string field, std::vector<std::pair<std::string, std::string>> details = {}) {
    m_list.push_back({FaultKind::invalid, std::move(code), std::move(field), std::move(details), {}});
  }
  void limit(std::string_view text, std::size_t most, std::string field) {
    if (clean_utf8(text) != text) add("directory.text_malformed", field);
    if (count_characters(text) > most) add("directory.too_long", std::move(field), {{"most", std::to_string(most)}});
  }
  void required(std::string_view text, std::size_t most, const std::string& field) {
    if (trim(text).empty()) add("field.missing", field);
    else limit(text, most, field);
  }
  std::vector<Fault> take() { return std::move(m_list); }

 private:
  std::vector<Fault> m_list;
};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_host(std::string_view host) {
  return host.size() <= 253 && host.find("..") == std::string_view::npos && !host.starts_with('.') &&
         !host.ends_with('.') && std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
         });
}

/// An object whose values are colours "#rrggbb": nothing that could leave the style sheet.
bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return std::isxdigit(static_cast<unsigned char>(c)); });
}

/// Colours, and short words for the rest of the appearance; which words mean something is the business of the pages.
bool is_theme(std::string_view theme) {
  const auto parsed = json::parse(theme);
  if (!parsed || !parsed->is_object()) return false;
  return std::ranges::all_of(parsed->get_object(), [](const auto& token) {
    if (!token.value().is_string()) return false;
    const std::string_view name = token.key(), value = token.value().get_string();
    const bool is_word = name == "mark" || name == "corners" || name == "home";
    return is_word ? count_characters(value) <= 12 : is_colour(value);
  });
}
}  // namespace

std::string_view name_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::city: return "city";
    case UnitKind::county: return "county";
    case UnitKind::department: return "department";
    case UnitKind::subdistrict: return "subdistrict";
    case UnitKind::town: return "town";
    case UnitKind::other: return "other";
  }
  return "other";
}

std::optional<UnitKind> parse_unit_kind(std::string_view name) {
  for (const auto kind :
       {UnitKind::city, UnitKind::county, UnitKind::department, UnitKind::subdistrict, UnitKind::town, UnitKind::other})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

std::vector<Fault> why_not_unit(const UnitFields& f) {
  Faults faults;
  faults.required(f.name, name_limit, "name");
  faults.limit(f.short_name, name_limit, "short_name");
  faults.limit(f.code, 32, "code");
  faults.limit(f.contact, line_limit, "contact");
  faults.limit(f.phone, 60, "phone");
  faults.limit(f.address, line_limit, "address");
  faults.limit(f.office_hours, line_limit, "office_hours");
  return faults.take();
}

bool may_hang_below(UnitKind kind, UnitKind parent) {
  switch (kind) {
    case UnitKind::city: return false;
    case UnitKind::county: return parent == UnitKind::city;
    case UnitKind::department: return parent == UnitKind::city || parent == UnitKind::county;
    case UnitKind::subdistrict:
    case UnitKind::town: return parent == UnitKind::county;
    case UnitKind::other: return true;
  }
  return false;
}

std::string path_below(std::string_view parent_path, UnitId id) {
  return (parent_path.empty() ? std::string("/") : std::string(parent_path)) + to_text(id) + "/";
}

std::vector<Fault> why_not_person(const PersonFields& f) {
  Faults faults;
  if (!is_login_name(f.login)) faults.add("directory.login_malformed", "login");
  faults.required(f.name, 50, "name");
  faults.limit(f.post, 50, "post");
  if (!f.unit) faults.add("field.missing", "unit");
  if (f.phone && !f.phone->empty() && !is_mobile_phone(*f.phone)) faults.add("directory.phone_malformed", "phone");
  if (f.id_number && !f.id_number->empty() && !is_id_number(*f.id_number))
    faults.add("directory.id_number_malformed", "id_number");
  return faults.take();
}

bool is_login_name(std::string_view login) {
  return login.size() >= 3 && login.size() <= 32 && std::all_of(login.begin(), login.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
         });
}

bool is_mobile_phone(std::string_view phone) {
  return phone.size() == 11 && phone[0] == '1' && phone[1] >= '3' && all_digits(phone);
}

bool is_id_number(std::string_view number) {
  if (number.size() != 18 || !all_digits(number.substr(0, 17))) return false;
  const auto birthday = std::string(number.substr(6, 4)) + "-" + std::string(number.substr(10, 2)) + "-" +
                        std::string(number.substr(12, 2));
  if (!parse_day(birthday)) return false;
  // GB 11643-1999: the weights are 2^(17-i) mod 11
  constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (number[i] - '0');
  return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)] == number[17];
}

std::vector<Fault> why_not_roles(const std::vector<RoleGrant>& grants, const RoleBook& book) {
  Faults faults;
  std::set<std::pair<std::string, std::int64_t>> seen;
  std::set<std::string> administrators, business;
  for (const auto& grant : grants) {
    const auto* role = book.find(grant.role);
    if (!role) {
      faults.add("directory.role_unknown", "roles", {{"role", grant.role}});
      continue;
    }
    if (!grant.unit) faults.add("directory.role_without_unit", "roles", {{"role", role->name}});
    if (!seen.emplace(grant.role, grant.unit.value).second)
      faults.add("directory.role_twice", "roles", {{"role", role->name}});
    (role->group == RoleGroup::administrator ? administrators : business).insert(role->name);
  }
  if (administrators.size() > 1) faults.add("directory.administrators_exclusive", "roles");
  if (!administrators.empty() && !business.empty())
    faults.add("directory.administrator_without_business", "roles",
               {{"administrator", *administrators.begin()}, {"role", *business.begin()}});
  return faults.take();
}

std::vector<Fault> why_not_grant(const auth::Actor& actor, PersonId to) {
  if (actor.is_nobody() || actor.person != to) return {};
  return {{FaultKind::forbidden, "directory.own_roles", "", {}, {}}};
}

std::vector<Fault> why_not_site(const SiteFields& f) {
  Faults faults;
  faults.required(f.name, name_limit, "name");
  for (const auto& [text, field] : {std::pair{&f.identity_code, "identity_code"},
                                    {&f.icp_number, "icp_number"},
                                    {&f.police_number, "police_number"},
                                    {&f.sponsor, "sponsor"},
                                    {&f.undertaker, "undertaker"},
                                    {&f.contact, "contact"}})
    faults.limit(*text, line_limit, field);
  if (!is_host(f.host)) faults.add("directory.host_malformed", "host");
  if (!is_theme(f.theme)) faults.add("directory.theme_malformed", "theme");
  if (!f.unit) faults.add("field.missing", "unit");
  return faults.take();
}

bool is_slug(std::string_view slug) {
  return slug.size() <= 40 && std::all_of(slug.begin(), slug.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

bool is_unused(const Person& person, Instant now, std::int64_t days) {
  if (person.state != PersonState::active) return false;
  return person.last_login_at.value_or(person.created_at).plus_seconds(days * 86'400) < now;
}

}  // namespace gongkai::directory
