// catalog/readers/settings.json: the numbers that each city sets for itself.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::readers {

struct ErrorKind {
  std::string id;
  std::string name;
};

struct Settings {
  int answer_working_days = 3;
  std::vector<ErrorKind> error_kinds{};
  int quiet_from_hour = 21;  // no mail from this hour …
  int quiet_to_hour = 8;     // … until this one
  int most_documents = 50;   // in one mail
  int confirm_within_hours = 48;
};

Result<Settings> parse_settings(std::string_view json);
/// Those inside the program; broken ones are a programmer's error and throw.
const Settings& settings();
/// The kind's name, or the id when the catalog does not have it any more.
std::string_view name_of_kind(std::string_view id);

}  // namespace gongkai::readers
