// A request that was handed in at the counter of the city's office today.
#pragma once
#include "tests/functional/city.hpp"

namespace gongkai::testing {

/// Today in China, as the office enters it.
std::string today_in_china();
/// The unit of the demo city with that name.
std::string unit_named(Clerk& clerk, std::string_view name);
/// The id of the new case, registered and signed for.
std::string counter_case(Clerk& officer, const std::string& unit, const std::string& description);

}  // namespace gongkai::testing
