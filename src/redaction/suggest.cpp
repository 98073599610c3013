#include "redaction/suggest.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "checks/names.hpp"
#include "checks/personal.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::size_t most_suggestions = 1'000;

struct Found {
  std::string kind, shown;
  std::vector<Place> places;
};

void scan(const documents::SourcePage& page, bool joined, std::vector<Found>& found) {
  const auto whole = text_of(page, joined);
  const checks::Reading reading(to_utf8(whole.text));
  for (const auto& hit : checks::scan_personal(reading, {})) {
    auto places = places_of(whole, hit.begin, hit.end);
    if (places.empty()) continue;
    const bool is_known = std::ranges::any_of(found, [&](const Found& each) {
      return each.places.front().page == places.front().page && each.places.front().line == places.front().line &&
             each.places.front().begin < places.front().end && places.front().begin < each.places.front().end;
    });
    // what goes over the end of a line is all that the joined text can add
    if (is_known || (joined && places.size() < 2)) continue;
    found.push_back({std::string(checks::name_of(hit.kind)), checks::masked(hit.kind, reading.text(hit.begin, hit.end)),
                     std::move(places)});
  }
}

std::set<std::u32string> names_in(const documents::SourcePage& page) {
  std::set<std::u32string> names;
  const auto text = text_of(page, false).text;
  for (const auto& place : checks::labelled_names(text, name_labels()))
    names.insert(text.substr(place.begin, place.end - place.begin));
  return names;
}

std::string masked_name(const std::u32string& name) {
  return to_utf8(name.substr(0, 1) + std::u32string(name.size() - 1, U'*'));
}
}  // namespace

std::vector<Suggestion> suggest(const documents::Source& source) {
  std::vector<Found> found;
  std::set<std::u32string> names;
  for (const auto& page : source.found) {
    scan(page, false, found);
    scan(page, true, found);
    names.merge(names_in(page));
  }
  for (const auto& name : names)
    for (auto& places : find_all(source, to_utf8(name)))
      found.push_back({"name", masked_name(name), std::move(places)});
  std::ranges::stable_sort(found, {}, [](const Found& each) {
    const auto& first = each.places.front();
    return std::tuple(first.page, first.line, first.begin);
  });
  std::vector<Suggestion> suggestions;
  for (auto& each : found) {
    if (suggestions.size() >= most_suggestions) break;
    auto marks = marks_on(source, each.places, "privacy");
    if (!marks.empty()) suggestions.push_back({each.kind, each.shown, each.places.front().page, std::move(marks)});
  }
  return suggestions;
}

}  // namespace gongkai::redaction
