#include "policy/numbering.hpp"

#include "policy/store.hpp"

namespace gongkai::policy {

std::string new_number(db::Session& session, std::string pattern, int year) {
  const auto put = [&](std::string_view mark, const std::string& value) {
    if (const auto at = pattern.find(mark); at != std::string::npos) pattern.replace(at, mark.size(), value);
  };
  put("{year}", std::to_string(year));
  const auto serial = store::next_serial(session, pattern);  // each year has a series of its own
  put("{serial}", std::to_string(serial));
  return pattern;
}

}  // namespace gongkai::policy
