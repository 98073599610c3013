#include "policy/model.hpp"

#include <algorithm>
#include <array>

namespace gongkai::policy {

namespace {

template <class Enum, std::size_t N>
std::optional<Enum> find_name(std::string_view name, const std::array<Enum, N>& all) {
  const auto found = std::ranges::find_if(all, [&](Enum one) { return name_of(one) == name; });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::in_force: return "in_force";
    case Standing::not_yet: return "not_yet";
    case Standing::amended: return "amended";
    case Standing::lapsed: return "lapsed";
    case Standing::declared_lapsed: return "declared_lapsed";
    case Standing::repealed: return "repealed";
  }
  return {};
}
std::optional<Standing> parse_standing(std::string_view name) {
  using enum Standing;
  return find_name(name, std::array{in_force, not_yet, amended, lapsed, declared_lapsed, repealed});
}

std::string_view name_of(PlanState state) {
  switch (state) {
    case PlanState::draft: return "draft";
    case PlanState::proposed: return "proposed";
    case PlanState::accepted: return "accepted";
    case PlanState::returned: return "returned";
  }
  return {};
}

std::string_view name_of(Decision decision) {
  switch (decision) {
    case Decision::keep: return "keep";
    case Decision::repeal: return "repeal";
    case Decision::amend: return "amend";
    case Decision::interpret: return "interpret";
    case Decision::replace: return "replace";
    case Decision::declare_lapsed: return "declare_lapsed";
  }
  return {};
}
std::optional<Decision> parse_decision(std::string_view name) {
  using enum Decision;
  return find_name(name, std::array{keep, repeal, amend, interpret, replace, declare_lapsed});
}

std::optional<DocumentId> Policy::interpreted() const {
  const auto found = std::ranges::find(ties, content::LinkKind::interprets, &Tie::kind);
  return found == ties.end() ? std::nullopt : std::optional(found->to);
}

}  // namespace gongkai::policy
