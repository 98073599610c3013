#include "finding/asking.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "finding/validity.hpp"

namespace gongkai::finding {
namespace {
constexpr std::size_t longest_text = 100;
constexpr std::size_t most_values = 20;  // of one filter
constexpr std::array<std::string_view, 10> names{"q",    "in",    "order",    "where",    "unit",
                                                 "kind", "theme", "audience", "validity", "year"};

int number_of(std::string_view text, int lowest, int highest, int otherwise) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= lowest && number <= highest ? number : otherwise;
}

std::vector<std::string> texts_of(const http::Request& request, std::string_view name) {
  std::vector<std::string> texts;
  for (const auto value : request.query.all(name))
    if (!value.empty() && texts.size() < most_values) texts.push_back(clean_utf8(value.substr(0, 200)));
  return texts;
}
}  // namespace

Asked asked_of(const http::Request& request, SiteId site, SiteId home) {
  Asked asked{.page = number_of(request.query.get("page"), 1, deepest_page, 1)};
  auto& query = asked.query;
  query = {.text = shorten(clean_utf8(trim(request.query.get("q"))), longest_text),
           .offset = (asked.page - 1) * hits_a_page,
           .limit = hits_a_page,
           .facets = true,
           .related = true};
  if (request.query.get("in") == "title") query.scope = search::Scope::title;
  if (request.query.get("order") == "newest") query.sort = search::Sort::newest;
  query.as_typed = request.query.get("exact") == "yes";
  const auto where = request.query.get("where");
  if (where == "site" && !site) site = home;
  if (where == "all") site = {};
  asked.site = site;
  if (site) query.sites = {site.value};
  query.kinds = texts_of(request, "kind");
  query.themes = texts_of(request, "theme");
  query.audiences = texts_of(request, "audience");
  for (const auto& unit : texts_of(request, "unit"))
    if (const auto id = parse_id(unit)) query.units.push_back(*id);
  for (const auto& name : texts_of(request, "validity"))
    if (const auto validity = parse_validity(name)) query.validities.push_back(*validity);
  if (const int year = number_of(request.query.get("year"), 1949, 2100, 0)) {
    query.from = Day::of(year, 1, 1);
    query.to = Day::of(year, 12, 31);
  }
  asked.filtered = !query.kinds.empty() || !query.themes.empty() || !query.audiences.empty() || !query.units.empty() ||
                   !query.validities.empty() || query.from || query.scope == search::Scope::title;
  return asked;
}

std::string parameters_of(const http::Request& request, std::string_view without, std::string_view value) {
  std::string text;
  for (const auto name : names)
    for (const auto given : request.query.all(name)) {
      if (given.empty() || (name == without && (value.empty() || given == value))) continue;
      text += (text.empty() ? "?" : "&") + std::string(name) + "=" + http::percent_encode(given);
    }
  return text;
}

}  // namespace gongkai::finding
