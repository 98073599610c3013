// The last of the functional tests: every operation of the API's description was done by one of them.
#include "tests/functional/city.hpp"

namespace gongkai::testing {
namespace {

/// With a parameter only because gtest runs such tests behind all others, in the order of their files.
class Operations : public ::testing::TestWithParam<bool> {};

TEST_P(Operations, are_each_done_by_some_test) {
  if (::testing::GTEST_FLAG(filter) != "*") GTEST_SKIP() << "not all tests ran";
  City city(db::Engine::sqlite);
  // Of these only refusals are met here; the acts are tested beside the code (src/catalogue, src/policy, src/gazette,
  // src/request_mining).
  // What needs an authenticator app, a second password or an endless stream is tested where the clock can be moved
  // (src/directory) and in the browser. What the law allows only after working days have passed is tested with a clock
  // that is moved (src/requests/terms_test.cpp, src/oversight/life_test.cpp).
  const std::set<std::string> elsewhere{"POST /api/disclosure-reviews/{id}",
                                        "POST /api/policies/{id}/registration",
                                        "POST /api/conversions/{id}/document",
                                        "GET /api/gazette/issues/{id}",
                                        "POST /api/session/second-factor",
                                        "POST /api/session/totp",
                                        "POST /api/session/totp/confirm",
                                        "POST /api/session/password",
                                        "DELETE /api/sessions/{id}",
                                        "GET /api/events",
                                        "POST /api/jobs/{id}/retry",
                                        "POST /api/jobs/{id}/cancel",
                                        "POST /api/oversight/inspections/{id}/closed",
                                        "POST /api/requests/{id}/close",
                                        "POST /api/requests/consultations/{id}/silence"};
  for (const auto& operation : city.api().never_done())
    EXPECT_TRUE(elsewhere.contains(operation)) << "nobody did " << operation;
}
INSTANTIATE_TEST_SUITE_P(All, Operations, ::testing::Values(true));

}  // namespace
}  // namespace gongkai::testing
