#include "oversight/model.hpp"

namespace gongkai::oversight {

std::string_view id_of(Strata strata) {
  switch (strata) {
    case Strata::none: return "none";
    case Strata::unit: return "unit";
    case Strata::outcome: return "outcome";
  }
  return {};
}

std::optional<Strata> parse_strata(std::string_view id) {
  for (const auto strata : {Strata::none, Strata::unit, Strata::outcome})
    if (id_of(strata) == id) return strata;
  return std::nullopt;
}

std::string_view id_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met: return "met";
    case Verdict::partly: return "partly";
    case Verdict::failed: return "failed";
    case Verdict::not_applicable: return "not_applicable";
  }
  return {};
}

std::optional<Verdict> parse_verdict(std::string_view id) {
  for (const auto verdict : {Verdict::met, Verdict::partly, Verdict::failed, Verdict::not_applicable})
    if (id_of(verdict) == id) return verdict;
  return std::nullopt;
}

}  // namespace gongkai::oversight
