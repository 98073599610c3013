#include "policy/standing.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace gongkai::policy {

using content::LinkKind;

namespace {

bool ends_it(LinkKind kind) {
  return kind == LinkKind::repeals || kind == LinkKind::replaces;
}

/// The earlier of two ends; on the same day the graver one.
void take_earlier(std::optional<End>& end, const End& other) {
  if (!end || other.from < end->from || (other.from == end->from && other.standing > end->standing)) end = other;
}

Day begins_on(const Policy& policy) {
  return std::min(policy.formed_on.value_or(policy.published_on), policy.published_on);
}

/// What the unit wrote into the field, for documents whose repeal is older than the library. Nobody knows the day any more:
/// the edition that says so has the only one there is.
std::optional<End> declared_end(const Policy& policy) {
  const auto standing = parse_standing(policy.declared);
  if (!standing || !has_ended(*standing)) return std::nullopt;
  return End{policy.changed_on, *standing, {}};
}

}  // namespace

Day effective_from(const Policy& policy) {
  return policy.effective_on.value_or(policy.published_on);
}

std::optional<End> end_of(const Policy& policy, const std::vector<Effect>& effects) {
  std::optional<End> end = declared_end(policy);
  // a day that is known is better than the day on which somebody noted it
  bool known = false;
  const auto take = [&](const End& other) {
    if (!known) end.reset();
    known = true;
    take_earlier(end, other);
  };
  for (const auto& effect : effects)
    if (ends_it(effect.kind)) take({effect.from, Standing::repealed, effect.by});
  if (policy.ending) take({policy.ending->from, policy.ending->standing, {}});
  // law.md D7.2: it lapses by itself; the last day of its term still counts
  if (policy.valid_until) take({*policy.valid_until + 1, Standing::lapsed, {}});
  return end;
}

std::optional<Standing> standing_on(const Policy& policy, const std::vector<Effect>& effects, Day day) {
  if (day < begins_on(policy)) return std::nullopt;
  if (const auto end = end_of(policy, effects); end && end->from <= day) return end->standing;
  if (policy.effective_on && day < *policy.effective_on) return Standing::not_yet;
  const bool amended = policy.declared == "amended" || std::ranges::any_of(effects, [&](const Effect& effect) {
                         return effect.kind == LinkKind::amends && effect.from <= day;
                       });
  return amended ? Standing::amended : Standing::in_force;
}

Library::Library(std::map<DocumentId, Entry> entries) : m_entries(std::move(entries)) {
  for (const auto& [id, policy] : m_entries)
    for (const auto& tie : policy->ties)
      if (tie.to != id) m_effects[tie.to].push_back({tie.kind, id, effective_from(*policy), tie.note});
  for (auto& [id, effects] : m_effects) std::ranges::stable_sort(effects, {}, &Effect::from);
}

const Policy* Library::find(DocumentId id) const {
  const auto found = m_entries.find(id);
  return found == m_entries.end() ? nullptr : found->second.get();
}

const std::vector<Effect>& Library::effects_on(DocumentId id) const {
  static const std::vector<Effect> none;
  const auto found = m_effects.find(id);
  return found == m_effects.end() ? none : found->second;
}

std::vector<const Policy*> Library::interpretations_of(DocumentId id) const {
  std::vector<const Policy*> found;
  for (const auto& effect : effects_on(id))
    if (effect.kind == LinkKind::interprets)
      if (const auto* one = find(effect.by)) found.push_back(one);
  std::ranges::stable_sort(found, {}, &Policy::published_on);
  return found;
}

std::optional<Standing> Library::standing_on(const Policy& policy, Day day) const {
  return policy::standing_on(policy, effects_on(policy.id), day);
}

std::optional<End> Library::end_of(const Policy& policy) const {
  return policy::end_of(policy, effects_on(policy.id));
}

const Policy* Library::successor_of(const Policy& policy) const {
  std::set<DocumentId> seen{policy.id};
  const Policy* last = nullptr;
  for (const Policy* at = &policy; at;) {
    const Policy* next = nullptr;
    for (const auto& effect : effects_on(at->id))
      if (effect.kind == LinkKind::replaces) next = find(effect.by);
    if (!next || !seen.insert(next->id).second) break;  // a circle of replacements has no end
    last = at = next;
  }
  return last;
}

std::vector<const Policy*> Library::ended_bases_of(const Policy& policy, Day day) const {
  std::vector<const Policy*> found;
  for (const auto& tie : policy.ties) {
    if (tie.kind != LinkKind::based_on && tie.kind != LinkKind::implements_it) continue;
    const Policy* basis = find(tie.to);
    if (!basis) continue;
    const auto standing = standing_on(*basis, day);
    if (standing && has_ended(*standing)) found.push_back(basis);
  }
  return found;
}

std::vector<Ribbon> ribbons(const Library& library, const Policy& policy, Day day) {
  const Policy* subject = &policy;
  if (policy.is_interpretation())
    if (const auto interpreted = policy.interpreted()) subject = library.find(*interpreted);
  if (!subject) return {};
  const Policy* of = subject == &policy ? nullptr : subject;
  std::vector<Ribbon> found;
  const auto end = library.end_of(*subject);
  if (end && end->from <= day) {
    const Policy* by = end->by ? library.find(end->by) : nullptr;
    const Policy* successor = library.successor_of(*subject);
    found.push_back({end->standing, end->from, by, successor == by ? nullptr : successor, of});
    return found;
  }
  if (subject->effective_on && day < *subject->effective_on)
    found.push_back({Standing::not_yet, *subject->effective_on, nullptr, nullptr, of});
  for (const auto& effect : library.effects_on(subject->id))
    if (effect.kind == LinkKind::amends && effect.from <= day)
      found.push_back({Standing::amended, effect.from, library.find(effect.by), nullptr, of});
  if (found.empty() && subject->declared == "amended")
    found.push_back({Standing::amended, subject->changed_on, nullptr, nullptr, of});
  return found;
}

std::string_view name_of(Step step) {
  switch (step) {
    case Step::formed: return "formed";
    case Step::published: return "published";
    case Step::effective: return "effective";
    case Step::interpreted: return "interpreted";
    case Step::amended: return "amended";
    case Step::implemented: return "implemented";
    case Step::ended: return "ended";
    case Step::registered: return "registered";
  }
  return {};
}

std::vector<Moment> timeline(const Library& library, const Policy& policy) {
  std::vector<Moment> moments;
  if (policy.formed_on) moments.push_back({*policy.formed_on, Step::formed});
  if (policy.registration) moments.push_back({policy.registration->registered_on, Step::registered});
  moments.push_back({policy.published_on, Step::published});
  if (policy.effective_on) moments.push_back({*policy.effective_on, Step::effective});
  for (const auto& effect : library.effects_on(policy.id)) {
    const Policy* by = library.find(effect.by);
    if (!by) continue;
    if (effect.kind == LinkKind::interprets) moments.push_back({by->published_on, Step::interpreted, {}, by});
    if (effect.kind == LinkKind::amends) moments.push_back({effect.from, Step::amended, {}, by});
    if (effect.kind == LinkKind::implements_it) moments.push_back({by->published_on, Step::implemented, {}, by});
  }
  if (const auto end = library.end_of(policy))
    moments.push_back({end->from, Step::ended, end->standing, end->by ? library.find(end->by) : nullptr});
  std::ranges::stable_sort(moments, {}, &Moment::day);
  return moments;
}

std::string series_of(std::string_view document_number) {
  const auto text = to_code_points(trim(document_number));
  const std::u32string_view opening = U"〔[（(【0123456789０１２３４５６７８９ 　";
  std::u32string agency(std::u32string_view(text).substr(0, text.find_first_of(opening)));
  if (agency.ends_with(U'第')) agency.pop_back();
  return agency.size() > 30 ? std::string() : to_utf8(agency);
}

}  // namespace gongkai::policy
