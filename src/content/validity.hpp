// Whether a document holds today. Its unit wrote down what was true then; a capability that follows repeals and dates (the
// policy library) knows better.
#pragma once
#include <functional>
#include <string>

#include "content/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

/// "in_force", "amended", "lapsed", "repealed"; "" for a document it knows nothing of.
using ValidityRule = std::function<std::string_view(db::Session&, Services&, DocumentId)>;

/// Once, while the platform is put together.
void set_validity_rule(Services& services, ValidityRule rule);

/// What the rule says, else what was written.
std::string validity_today(db::Session& session, Services& services, DocumentId id, std::string_view written);

constexpr bool is_over(std::string_view validity) {
  return validity == "repealed" || validity == "lapsed";
}

}  // namespace gongkai::content
