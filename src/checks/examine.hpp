// One look at an edition: all scanners over all of its texts, and the rules that need the rest of the database.
#pragma once
#include <vector>

#include "checks/finding.hpp"
#include "checks/gather.hpp"

namespace gongkai::checks {

struct KeyedFinding {
  std::string key{};  // the same kind of fault with the same words in the same place
  Finding finding{};
  int times = 1;
};
struct Examination {
  std::string fingerprint{};
  int waiting = 0;
  std::vector<KeyedFinding> findings{};
};

Examination examine(db::Session& session, const Context& context, const content::Desk& desk);

/// The rules of the document as a whole: number, title, mark, column, links, copying.
std::vector<Finding> document_findings(db::Session& session, const Context& context, const content::Desk& desk,
                                       const Gathered& gathered);

inline constexpr std::size_t most_findings = 1'000;  // of one edition; more say nothing new

}  // namespace gongkai::checks
