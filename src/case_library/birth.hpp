// Days of birth: out of an identity number, and where a text gives one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "checks/names.hpp"
#include "checks/reading.hpp"

namespace gongkai::case_library {

/// The ways to write the day in a resident's number of 18 characters; nothing for another paper.
std::vector<std::string> birth_writings(std::string_view document_number);

/// A date beside 出生, 生于 or 生日. A date alone is no day of birth: letters and decisions have theirs.
std::vector<checks::NamePlace> births_in(const checks::Reading& reading);

}  // namespace gongkai::case_library
