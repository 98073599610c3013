// 谁负责: the unit for a name or a topic.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::applicants {

struct Office {
  directory::Unit unit{};
  std::int64_t documents = 0;           // public ones on the topic
  std::vector<std::string> examples{};  // titles of some of them
};

/// Units by their name first, then those that published most on the topic. Nothing for no words.
std::vector<Office> offices_for(Services& services, std::string_view words);

/// All open units in the order of the tree.
std::vector<directory::Unit> open_units(Services& services);

/// Those whose names hold all words. Pure.
std::vector<directory::Unit> named(const std::vector<directory::Unit>& units, std::string_view words);

}  // namespace gongkai::applicants
