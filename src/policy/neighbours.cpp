#include "policy/neighbours.hpp"

#include <algorithm>

#include "policy/words.hpp"

namespace gongkai::policy {

using content::LinkKind;

std::string document_address(DocumentId id) {
  return "/d/" + gongkai::to_text(id);
}
std::string life_address(DocumentId id) {
  return "/policies/" + gongkai::to_text(id);
}

Neighbour neighbour_of(const Library& library, const Policy& policy, Day today) {
  return {policy.id,     document_address(policy.id), policy.title,
          policy.number, policy.published_on,         library.standing_on(policy, today).value_or(Standing::in_force)};
}

std::vector<RibbonLine> ribbon_lines(const Library& library, const Policy& policy, Day today) {
  const auto named = [&](const Policy* one) {
    return one ? std::optional(neighbour_of(library, *one, today)) : std::nullopt;
  };
  std::vector<RibbonLine> lines;
  for (const auto& ribbon : ribbons(library, policy, today))
    lines.push_back({ribbon.standing, words_of(ribbon), named(ribbon.by), named(ribbon.successor)});
  return lines;
}

std::vector<RelationGroup> relation_groups(const Library& library, const Policy& policy, Day today) {
  std::vector<RelationGroup> groups;
  const auto add = [&](LinkKind kind, bool outgoing, DocumentId other) {
    const Policy* found = kind == LinkKind::interprets ? nullptr : library.find(other);
    if (!found) return;
    auto group = std::ranges::find_if(
        groups, [&](const RelationGroup& one) { return one.kind == kind && one.outgoing == outgoing; });
    if (group == groups.end())
      group = groups.insert(groups.end(), RelationGroup{kind, outgoing, word_for_link(kind, outgoing), {}});
    group->documents.push_back(neighbour_of(library, *found, today));
  };
  for (const auto& tie : policy.ties) add(tie.kind, true, tie.to);
  for (const auto& effect : library.effects_on(policy.id)) add(effect.kind, false, effect.by);
  std::ranges::stable_sort(groups, {},
                           [](const RelationGroup& group) { return std::pair(group.kind, !group.outgoing); });
  return groups;
}

}  // namespace gongkai::policy
