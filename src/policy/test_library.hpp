// Small libraries for tests.
#pragma once
#include "policy/standing.hpp"

namespace gongkai::policy::samples {

inline Day day(std::string_view text) {
  return parse_day(text).value();
}

struct More {
  std::optional<Day> formed_on{};
  std::optional<Day> effective_on{};
  std::optional<Day> valid_until{};
  std::optional<Day> changed_on{};
  std::string declared{};
  std::vector<Tie> ties{};
};

inline Policy policy_of(DocumentId id, const char* published_on, More more = {}) {
  Policy policy{.id = id, .unit = UnitId{1}, .type = "normative", .title = "文件" + std::to_string(id.value)};
  policy.published_on = day(published_on);
  policy.changed_on = more.changed_on.value_or(policy.published_on);
  policy.formed_on = more.formed_on;
  policy.effective_on = more.effective_on;
  policy.valid_until = more.valid_until;
  policy.declared = more.declared;
  policy.ties = std::move(more.ties);
  return policy;
}

inline Library library_of(const std::vector<Policy>& policies) {
  std::map<DocumentId, Library::Entry> entries;
  for (const auto& policy : policies) entries[policy.id] = std::make_shared<const Policy>(policy);
  return Library(std::move(entries));
}

}  // namespace gongkai::policy::samples
