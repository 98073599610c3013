#include "catalogue/model.hpp"

namespace gongkai::catalogue {

std::string_view name_of(Kind kind) {
  return kind == Kind::basic ? "basic" : "field";
}
std::optional<Kind> parse_kind(std::string_view name) {
  if (name == "basic") return Kind::basic;
  if (name == "field") return Kind::field;
  return std::nullopt;
}

}  // namespace gongkai::catalogue
