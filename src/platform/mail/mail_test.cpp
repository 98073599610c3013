#include "platform/mail/mail.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/support/smtp_server.hpp"

namespace gongkai::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const Instant moment = start_of(Day::of(2026, 3, 16));

Settings settings_for(const std::string& server) {
  return {.server = server, .from = "portal@yunhai.example", .origin = "https://www.yunhai.example"};
}

TEST(MailAddresses, are_one_mailbox) {
  EXPECT_TRUE(is_address("reader@example.org"));
  EXPECT_TRUE(is_address("a.b+c@mail.example.org"));
  for (const auto* hostile : {"", "reader", "@example.org", "reader@", "reader@localhost", "a@b@example.org",
                              "a b@example.org", "a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org",
                              "读者@example.org", "<a@example.org>", "a@example..org", "a@.example.org"})
    EXPECT_FALSE(is_address(hostile)) << hostile;
}

TEST(Mails, cut_long_subjects_between_characters) {
  const auto mail =
      compose({.to = "r@example.org", .subject = "云海市人民政府办公室关于加强冬季供暖保障工作的通知", .text = "x"},
              settings_for(""), moment, "m1");
  EXPECT_THAT(mail, HasSubstr("=?UTF-8?B?"));
  for (std::size_t at = 0, end = 0; (end = mail.find("\r\n", at)) != std::string::npos; at = end + 2)
    EXPECT_LE(end - at, 90U);
  EXPECT_THAT(mail, HasSubstr("Date: Sun, 15 Mar 2026 16:00:00 +0000"));
}

TEST(Mails, let_no_line_break_begin_another_header) {
  const auto mail = compose({.to = "r@example.org", .text = "x", .headers = {{"List-Unsubscribe", "<a>\r\nBcc: b"}}},
                            settings_for(""), moment, "m1");
  EXPECT_THAT(mail, Not(HasSubstr("\r\nBcc:")));
}

TEST(Mails, reach_the_server_whole) {
  testing::SmtpServer server;
  const std::string text = "您好：\n.\n一行只有一个点的信。\n";
  ASSERT_TRUE(send(settings_for(server.address()), {"r@example.org", "订阅确认", text, {}}, moment, "m1"));
  ASSERT_THAT(server.messages(), SizeIs(1));
  EXPECT_EQ(testing::text_of_mail(server.messages().front()), text);
}

TEST(Mails, are_refused_for_good_or_tried_again) {
  testing::SmtpServer server;
  const auto settings = settings_for(server.address());
  server.answer_recipients_with("550 no such user");
  EXPECT_EQ(send(settings, {"r@example.org", "x", "x", {}}, moment, "m1").error().code, "mail.refused");
  server.answer_recipients_with("451 try later");
  EXPECT_THROW((void)send(settings, {"r@example.org", "x", "x", {}}, moment, "m1"), std::runtime_error);
}

TEST(Mails, wait_for_a_server_that_is_away) {
  EXPECT_THROW((void)send(settings_for("smtp://127.0.0.1:1"), {"r@example.org", "x", "x", {}}, moment, "m1"),
               std::runtime_error);
  EXPECT_EQ(send({}, {"r@example.org", "x", "x", {}}, moment, "m1").error().code, "mail.not_set_up");
}

}  // namespace
}  // namespace gongkai::mail
