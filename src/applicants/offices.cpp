#include "applicants/offices.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/search/index.hpp"

namespace gongkai::applicants {

namespace {

constexpr std::size_t most_offices = 8, most_examples = 2, most_characters = 40;
constexpr int hits_looked_at = 50;

const directory::Unit* find(const std::vector<directory::Unit>& units, std::int64_t id) {
  const auto found = std::ranges::find(units, UnitId{id}, &directory::Unit::id);
  return found == units.end() ? nullptr : &*found;
}

Office* office_of(std::vector<Office>& offices, UnitId unit) {
  const auto found = std::ranges::find_if(offices, [&](const Office& office) { return office.unit.id == unit; });
  return found == offices.end() ? nullptr : &*found;
}

/// The units of the facet, most documents first, with titles of the best hits.
void add_by_topic(std::vector<Office>& offices, const std::vector<directory::Unit>& units, search::Index& index,
                  const std::string& words) {
  const auto answer = index.query({.text = words, .limit = hits_looked_at, .facets = true, .snippets = false});
  for (const auto& facet : answer.facets) {
    if (facet.dimension != search::Dimension::unit) continue;
    for (const auto& value : facet.values) {
      const auto* unit = find(units, value.id);
      if (!unit) continue;
      if (auto* known = office_of(offices, unit->id)) known->documents = value.count;
      else if (offices.size() < most_offices) offices.push_back({.unit = *unit, .documents = value.count});
    }
  }
  for (const auto& hit : answer.hits)
    if (auto* office = office_of(offices, UnitId{hit.unit}); office && office->examples.size() < most_examples)
      office->examples.push_back(hit.title.text);
}

}  // namespace

std::vector<directory::Unit> open_units(Services& services) {
  auto units = services.database.read([](db::Session& session) { return directory::units(session); });
  std::erase_if(units, [](const directory::Unit& unit) { return unit.is_closed(); });
  return units;
}

std::vector<directory::Unit> named(const std::vector<directory::Unit>& units, std::string_view words) {
  const auto folded = fold(trim(words));
  const auto parts = split(folded, ' ');
  std::vector<directory::Unit> found;
  for (const auto& unit : units) {
    const auto name = fold(unit.name + " " + unit.short_name);
    if (std::ranges::all_of(parts, [&](std::string_view part) { return name.contains(part); })) found.push_back(unit);
  }
  return found;
}

std::vector<Office> offices_for(Services& services, std::string_view typed) {
  const auto words = shorten(clean_utf8(trim(typed)), most_characters);
  if (words.empty()) return {};
  const auto units = open_units(services);
  std::vector<Office> offices;
  for (const auto& unit : named(units, words))
    if (offices.size() < most_offices) offices.push_back({.unit = unit});
  if (services.search != nullptr) add_by_topic(offices, units, *services.search, words);
  return offices;
}

}  // namespace gongkai::applicants
