#include "content/validity.hpp"

namespace gongkai::content {

namespace {
struct Rule {
  ValidityRule today;
};
}  // namespace

void set_validity_rule(Services& services, ValidityRule rule) {
  services.parts.of<Rule>().today = std::move(rule);
}

std::string validity_today(db::Session& session, Services& services, DocumentId id, std::string_view written) {
  const auto& rule = services.parts.of<Rule>().today;
  const auto known = rule ? rule(session, services, id) : std::string_view();
  return std::string(known.empty() ? written : known);
}

}  // namespace gongkai::content
