// Every operation of a capability once, for api_test.cpp: each answer is held against the description on the way.
#pragma once
#include "tests/functional/city.hpp"

namespace gongkai::testing {

void do_finding(City& city);
void do_checks(City& city);

}  // namespace gongkai::testing
