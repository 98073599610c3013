#include "finding/validity.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::finding {
using search::Validity;

std::string_view name_of(Validity validity) {
  switch (validity) {
    case Validity::not_applicable: return "";
    case Validity::in_force: return "in_force";
    case Validity::amended: return "amended";
    case Validity::lapsed: return "lapsed";
    case Validity::repealed: return "repealed";
  }
  return "";
}

std::optional<Validity> parse_validity(std::string_view name) {
  for (const auto validity : {Validity::in_force, Validity::amended, Validity::lapsed, Validity::repealed})
    if (name == name_of(validity)) return validity;
  return std::nullopt;
}

std::string_view words_of(Validity validity) {
  if (validity == Validity::not_applicable) return "";
  return i18n::text("finding." + std::string(name_of(validity)));
}

bool is_over(Validity validity) {
  return validity == Validity::lapsed || validity == Validity::repealed;
}

}  // namespace gongkai::finding
