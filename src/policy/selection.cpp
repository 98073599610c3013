#include "policy/selection.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/search/document_number.hpp"

namespace gongkai::policy {

namespace {

constexpr std::size_t longest_text = 100, longest_value = 60, most_values = 20;

std::vector<std::string> values_of(const Policy& policy, Facet facet, Standing standing) {
  const auto one = [](std::string text) {
    return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(text)};
  };
  switch (facet) {
    case Facet::series: return one(policy.series);
    case Facet::theme: return one(policy.theme);
    case Facet::genre: return one(policy.genre);
    case Facet::audience: return policy.audiences;
    case Facet::field: return policy.fields;
    case Facet::validity: return one(std::string(name_of(standing)));
    case Facet::unit: return one(gongkai::to_text(policy.unit));
    case Facet::year: return one(std::to_string(policy.formed_on.value_or(policy.published_on).year()));
  }
  return {};
}

class Matcher {
 public:
  explicit Matcher(const Wish& wish) : m_wish(wish), m_text(fold(wish.text)), m_number(search::number_key(wish.text)) {}

  bool has_text(const Policy& policy) const {
    if (m_text.empty()) return true;
    if (!m_number.empty() && search::number_key(policy.number) == m_number) return true;
    return fold(policy.title).find(m_text) != std::string::npos ||
           fold(policy.number).find(m_text) != std::string::npos;
  }
  bool accepts(Facet facet, const std::vector<std::string>& values) const {
    const auto wanted = m_wish.chosen.find(facet);
    if (wanted == m_wish.chosen.end()) return true;
    return std::ranges::any_of(values, [&](const std::string& value) {
      return std::ranges::find(wanted->second, value) != wanted->second.end();
    });
  }

 private:
  const Wish& m_wish;
  std::string m_text;
  std::string m_number;
};

using Counts = std::map<Facet, std::map<std::string, int>>;

/// A document that only one facet keeps out still counts for that facet: choosing its value would bring it in.
bool take_in(const Matcher& matcher, const Policy& policy, Standing standing, Counts& counts) {
  int refusing = 0;
  Facet refused{};
  std::map<Facet, std::vector<std::string>> values;
  for (const Facet facet : all_facets) {
    values[facet] = values_of(policy, facet, standing);
    if (matcher.accepts(facet, values[facet])) continue;
    if (++refusing > 1) return false;
    refused = facet;
  }
  for (const Facet facet : all_facets)
    if (refusing == 0 || facet == refused)
      for (const auto& value : values[facet]) ++counts[facet][value];
  return refusing == 0;
}

std::vector<FacetCount> in_order(const std::map<std::string, int>& counts, Facet facet,
                                 const std::vector<std::string>& chosen) {
  std::vector<FacetCount> options;
  for (const auto& [value, count] : counts) options.push_back({value, count, false});
  for (const auto& value : chosen) {
    auto found = std::ranges::find(options, value, &FacetCount::value);
    if (found == options.end()) found = options.insert(options.end(), FacetCount{value, 0, false});
    found->chosen = true;
  }
  if (facet == Facet::year) std::ranges::sort(options, std::greater{}, &FacetCount::value);
  else std::ranges::stable_sort(options, std::greater{}, &FacetCount::count);
  return options;
}

}  // namespace

std::string_view name_of(Facet facet) {
  switch (facet) {
    case Facet::series: return "series";
    case Facet::theme: return "theme";
    case Facet::genre: return "genre";
    case Facet::audience: return "audience";
    case Facet::field: return "field";
    case Facet::validity: return "validity";
    case Facet::unit: return "unit";
    case Facet::year: return "year";
  }
  return {};
}

Result<Wish> wish_of(const http::Fields& query) {
  Wish wish{.text = shorten(trim(query.get("q")), longest_text)};
  for (const Facet facet : all_facets)
    for (const auto value : query.all(name_of(facet))) {
      if (value.empty() || value.size() > longest_value || wish.chosen[facet].size() >= most_values) continue;
      wish.chosen[facet].emplace_back(value);
    }
  std::erase_if(wish.chosen, [](const auto& one) { return one.second.empty(); });
  if (const auto day = query.get("on"); !day.empty()) {
    wish.on = parse_day(day);
    if (!wish.on) return refuse(FaultKind::invalid, "policy.not_a_day", "on");
  }
  const auto page = query.get("page");
  wish.page = page.empty() ? 1 : 0;
  for (const char c : page) {
    if (c < '0' || c > '9' || wish.page > 100'000) return refuse(FaultKind::not_found, "portal.no_page");
    wish.page = wish.page * 10 + (c - '0');
  }
  if (wish.page < 1) return refuse(FaultKind::not_found, "portal.no_page");
  return wish;
}

std::string address_of(const Wish& wish, std::string_view path) {
  std::string address(path);
  char joint = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    address += fmt::format("{}{}={}", std::exchange(joint, '&'), name, http::percent_encode(value));
  };
  if (!wish.text.empty()) add("q", wish.text);
  for (const auto& [facet, values] : wish.chosen)
    for (const auto& value : values) add(name_of(facet), value);
  if (wish.on) add("on", to_text(*wish.on));
  return address;
}

Selection select(const Library& library, const Wish& wish, Day today,
                 const std::function<bool(const Policy&)>& belongs) {
  const Matcher matcher(wish);
  Selection selection;
  Counts counts;
  const Day day = wish.on.value_or(today);
  for (const auto& [id, policy] : library.entries()) {
    if (policy->is_interpretation() || !belongs(*policy)) continue;
    if (policy->expires_on && *policy->expires_on < today) continue;
    ++selection.whole;
    const auto standing = library.standing_on(*policy, day);
    if (!standing || !matcher.has_text(*policy)) continue;
    // asked for a day, the library answers what held on it
    if (wish.on && has_ended(*standing)) continue;
    if (take_in(matcher, *policy, *standing, counts)) selection.policies.push_back(policy.get());
  }
  std::ranges::sort(selection.policies, std::greater{},
                    [](const Policy* policy) { return std::pair(policy->published_on, policy->id); });
  static const std::vector<std::string> none;
  for (const Facet facet : all_facets) {
    const auto chosen = wish.chosen.find(facet);
    selection.facets[facet] = in_order(counts[facet], facet, chosen == wish.chosen.end() ? none : chosen->second);
  }
  return selection;
}

}  // namespace gongkai::policy
