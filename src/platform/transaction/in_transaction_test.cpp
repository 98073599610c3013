#include <gtest/gtest.h>

#include "tests/support/services.hpp"

namespace gongkai::testing {
namespace {

class InTransaction : public EachEngineWithServices {
 protected:
  InTransaction() : EachEngineWithServices({}) {}
};

TEST_P(InTransaction, commits_what_was_permitted) {
  auto officer = test().as(actor_with({"test.write"}));
  const auto made = in_transaction(officer, "test.write", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require("test.write", "/"));
    tx.changed("thing", 7);
    return 7;
  });
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, 7);
}

ON_EACH_ENGINE(InTransaction);
}  // namespace
}  // namespace gongkai::testing
