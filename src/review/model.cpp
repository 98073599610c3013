#include "review/model.hpp"

namespace gongkai::review {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::open: return "open";
    case Outcome::returned: return "returned";
    case Outcome::released: return "released";
    case Outcome::withdrawn: return "withdrawn";
  }
  return "open";
}

std::string_view name_of(RecheckKind kind) {
  switch (kind) {
    case RecheckKind::sample: return "sample";
    case RecheckKind::emergency: return "emergency";
  }
  return "sample";
}
std::optional<RecheckKind> parse_recheck_kind(std::string_view name) {
  for (const auto kind : {RecheckKind::sample, RecheckKind::emergency})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

std::string_view name_of(ContributionState state) {
  switch (state) {
    case ContributionState::waiting: return "waiting";
    case ContributionState::adopted: return "adopted";
    case ContributionState::declined: return "declined";
  }
  return "waiting";
}
std::optional<ContributionState> parse_contribution_state(std::string_view name) {
  for (const auto state : {ContributionState::waiting, ContributionState::adopted, ContributionState::declined})
    if (name_of(state) == name) return state;
  return std::nullopt;
}

}  // namespace gongkai::review
