#include "demo/standing.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "demo/catalog_file.hpp"

namespace gongkai::demo {
namespace {

/// FNV-1a: spread well enough for figures, and the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
  return hash ^ (hash >> 29);
}

std::string person_of(std::string_view place, const UnitEntry& unit) {
  static const auto file = read_catalog("catalog/demo/standing.json");
  static const auto families = texts_of(file.at("families").as_array());
  static const auto given = texts_of(file.at("given").as_array());
  const auto hash = hash_of(unit.key + "/" + std::string(place));
  return families[hash % families.size()] + given[hash / families.size() % given.size()];
}

/// "basic:10-20+project:5-9"
std::string number_of(std::string_view sum, const UnitEntry& unit) {
  std::int64_t total = 0;
  for (const auto part : split(sum, '+')) {
    const auto colon = part.find(':'), dash = part.find('-');
    if (colon == std::string_view::npos || dash == std::string_view::npos)
      throw std::runtime_error("catalog/demo/standing.json: number:" + std::string(sum));
    const auto low = std::stoll(std::string(part.substr(colon + 1, dash - colon - 1)));
    const auto high = std::stoll(std::string(part.substr(dash + 1)));
    const auto hash = hash_of(unit.key + "#" + std::string(part.substr(0, colon)));
    total += low + static_cast<std::int64_t>(hash % static_cast<std::uint64_t>(high - low + 1));
  }
  return std::to_string(total);
}

std::string slot(std::string_view name, const UnitEntry& unit) {
  const auto& fields = unit.fields;
  if (name == "name") return fields.name;
  if (name == "short") return fields.short_name;
  if (name == "phone") return fields.phone;
  if (name == "contact") return fields.contact;
  if (name == "address") return fields.address;
  if (name == "hours") return fields.office_hours;
  if (name == "duty") return unit.duty;
  if (name.starts_with("person:")) return person_of(name.substr(7), unit);
  if (name.starts_with("number:")) return number_of(name.substr(7), unit);
  throw std::runtime_error("catalog/demo/standing.json: no slot " + std::string(name));
}

json::value filled(const json::value& value, const UnitEntry& unit) {
  if (value.is_string()) return json::value(filled(std::string_view(value.as_string()), unit));
  if (value.is_array()) {
    json::array list;
    for (const auto& one : value.as_array()) list.push_back(filled(one, unit));
    return list;
  }
  if (!value.is_object()) return value;
  json::object object;
  for (const auto& [name, one] : value.as_object()) object[name] = filled(one, unit);
  return object;
}

/// Who has it, and on which site: counties and the departments that have a site on their own, other departments on the
/// city's.
std::vector<std::pair<const UnitEntry*, std::string>> holders(const City& city, std::string_view whose) {
  std::vector<std::pair<const UnitEntry*, std::string>> found;
  for (const auto& unit : city.units) {
    const bool is_department = unit.fields.kind == directory::UnitKind::department;
    if (whose == "department" && is_department) found.emplace_back(&unit, "");
  }
  for (const auto& site : city.sites)
    if (site.tree == whose || (whose == "department-site" && site.tree == "department"))
      if (whose != "department") found.emplace_back(city.unit(site.unit), site.slug);
  return found;
}

DocumentEntry made_from(json::object draft, const UnitEntry& unit, const std::string& site) {
  draft.erase("for");
  draft.erase("always");
  draft["key"] = std::string(draft.at("key").as_string()) + "-" + unit.key;
  draft["site"] = site;
  draft["unit"] = unit.key;
  draft["issuer"] = unit.fields.name;
  return read_document(filled(json::value(std::move(draft)), unit));
}

}  // namespace

std::string filled(std::string_view text, const UnitEntry& unit) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = std::min(text.find('{', at), text.size());
    out += text.substr(at, open - at);
    if (open == text.size()) break;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) throw std::runtime_error("catalog/demo/standing.json: " + std::string(text));
    out += slot(text.substr(open + 1, close - open - 1), unit);
    at = close + 1;
  }
  return out;
}

std::vector<DocumentEntry> standing_documents(const City& city) {
  const auto file = read_catalog("catalog/demo/standing.json");
  std::vector<DocumentEntry> documents;
  for (const auto& draft : file.at("documents").as_array())
    for (const auto& [unit, site] : holders(city, draft.at("for").as_string())) {
      const std::string_view column = draft.at("column").as_string(), type = draft.at("type").as_string();
      const auto has_one = [&](const DocumentEntry& entry) {
        return entry.unit == unit->key && entry.site == site && entry.column == column && entry.type == type;
      };
      const bool always = draft.as_object().contains("always");
      if (always || std::ranges::none_of(city.documents, has_one))
        documents.push_back(made_from(draft.as_object(), *unit, site));
    }
  return documents;
}

}  // namespace gongkai::demo
