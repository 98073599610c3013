#include "platform/mail/sms.hpp"

#include <gtest/gtest.h>

namespace gongkai::mail {
namespace {

TEST(ShortMessages, go_to_mobile_telephones_of_the_mainland) {
  for (const char* good : {"13900001234", "+86 139 0000 1234", "１３９００００１２３４"})
    EXPECT_TRUE(is_mobile(good)) << good;
  for (const char* bad : {"", "0535-1234567", "12900001234", "139000012345", "abc", "\xff"})
    EXPECT_FALSE(is_mobile(bad)) << bad;
}

TEST(ShortMessages, are_json_with_the_signature_before_the_text) {
  EXPECT_EQ(
      compose_sms({.gateway = "http://x", .signature = "【云海】"}, "+86 13900001234", "申请\"1\"有\n进展", "m-1"),
      "{\"id\":\"m-1\",\"phone\":\"13900001234\",\"text\":\"【云海】申请\\\"1\\\"有 进展\"}");
}

TEST(ShortMessages, say_when_no_gateway_is_set_up) {
  const auto sent = send_sms({}, "13900001234", "x", "1");
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, "mail.sms_not_set_up");
}

TEST(ShortMessages, refuse_what_is_no_mobile_telephone) {
  const auto sent = send_sms({.gateway = "http://127.0.0.1:1"}, "0535-1234567", "x", "1");
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, "mail.sms_refused");
}

TEST(ShortMessages, are_tried_again_when_the_gateway_is_away) {
  EXPECT_THROW((void)send_sms({.gateway = "http://127.0.0.1:1"}, "13900001234", "x", "1"), std::runtime_error);
}

}  // namespace
}  // namespace gongkai::mail
