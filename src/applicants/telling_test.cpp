#include "applicants/telling.hpp"

#include "applicants/store.hpp"
#include "applicants/test_pages.hpp"
#include "casework/kinds.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/sms.hpp"
#include "tests/support/smtp_server.hpp"

namespace gongkai::applicants {

namespace {
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Instant at(int hour, int minute = 0) {
  return start_of(Day::of(2026, 3, 16)).plus_seconds(hour * 3600 + minute * 60);
}

TEST(QuietHours, put_off_to_the_morning) {
  const Telling rules{.quiet_from_hour = 22, .quiet_to_hour = 8};
  EXPECT_EQ(next_allowed(at(21, 59), rules), at(21, 59));
  EXPECT_EQ(next_allowed(at(22), rules), at(24 + 8));
  EXPECT_EQ(next_allowed(at(3), rules), at(8));
  EXPECT_EQ(next_allowed(at(8), rules), at(8));
}

TEST(QuietHours, may_lie_within_a_day_or_be_none) {
  EXPECT_EQ(next_allowed(at(13), {.quiet_from_hour = 12, .quiet_to_hour = 14}), at(14));
  EXPECT_EQ(next_allowed(at(15), {.quiet_from_hour = 12, .quiet_to_hour = 14}), at(15));
  EXPECT_EQ(next_allowed(at(3), {.quiet_from_hour = 5, .quiet_to_hour = 5}), at(3));
}

TEST(ToldActs, are_declared_by_some_kind_of_case) {
  for (const auto& act : telling().acts)
    EXPECT_TRUE(std::ranges::any_of(casework::kinds(), [&](const casework::Kind& kind) { return kind.find_act(act); }))
        << act;
}

TEST(TellingSettings, refuse_hours_that_are_none) {
  EXPECT_THROW(parse_telling(R"({"quiet_from_hour": 24, "quiet_to_hour": 8, "tell": []})"), std::runtime_error);
  EXPECT_THROW(parse_telling("no"), std::runtime_error);
}
}  // namespace

class TellingApplicants : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    if (IsSkipped()) return;
    tell_applicants(test().services);
    test().services.parts.of<mail::Settings>() = {
        .server = server.address(), .from = "portal@yunhai.example", .origin = "https://www.yunhai.example"};
  }
  int run_jobs() {
    jobs::Runner runner(database(), test().clock, test().ids, {});
    add_jobs(runner, test().services);
    return runner.run_due();
  }
  std::vector<Message> messages() {
    return database().read([&](db::Session& session) { return store::messages_of(session, cases().at(0)); });
  }
  testing::SmtpServer server;
};
ON_EACH_ENGINE(TellingApplicants);

TEST_P(TellingApplicants, writes_to_the_address_with_nothing_but_the_number) {
  const auto receipt = handed_in_case();
  auto context = officer();
  ASSERT_TRUE(requests::confirm(context, receipt.id, context.today(), "", version_of(receipt.id)));
  run_jobs();
  const auto letters = server.messages();
  ASSERT_THAT(letters, SizeIs(1));
  const auto letter = testing::text_of_mail(letters.front());
  for (const char* personal : {"刘一手", "11010519491231002X", "滨河路", "13900001234"})
    EXPECT_THAT(letter, Not(HasSubstr(personal)));
  EXPECT_THAT(letter, HasSubstr(receipt.number));
  ASSERT_THAT(messages(), SizeIs(1));
  EXPECT_EQ(messages().front().state, "sent");
}

TEST_P(TellingApplicants, waits_for_the_morning) {
  const auto receipt = handed_in_case();
  test().clock.set(start_of(Day::of(2026, 3, 2)).plus_seconds(23 * 3600));
  auto context = officer();
  ASSERT_TRUE(requests::confirm(context, receipt.id, context.today(), "", version_of(receipt.id)));
  run_jobs();
  EXPECT_THAT(server.messages(), IsEmpty());
  test().clock.set(start_of(Day::of(2026, 3, 3)).plus_seconds(8 * 3600));
  run_jobs();
  EXPECT_THAT(server.messages(), SizeIs(1));
}

TEST_P(TellingApplicants, writes_once_however_often_the_job_runs) {
  const auto receipt = handed_in_case();
  auto context = officer();
  ASSERT_TRUE(requests::confirm(context, receipt.id, context.today(), "", version_of(receipt.id)));
  run_jobs();
  ASSERT_TRUE(send_messages(test().services, receipt.id, messages().front().event));
  EXPECT_THAT(server.messages(), SizeIs(1));
}

TEST_P(TellingApplicants, explains_how_the_term_moved) {  // Regulation Art. 33(2)
  const auto receipt = handed_in_case();
  accept(receipt.id);
  auto context = officer();
  const auto extended = requests::extend(context, receipt.id, 10, "需要汇总多个单位的材料", version_of(receipt.id));
  ASSERT_TRUE(extended) << extended.error().code;
  run_jobs();
  const auto letter = testing::text_of_mail(server.messages().back());
  EXPECT_THAT(letter, HasSubstr("经批准延长答复期限10个工作日"));
  EXPECT_THAT(letter, ::testing::ContainsRegex("答复期限由2026年[0-9]+月[0-9]+日改为2026年[0-9]+月[0-9]+日"));
  EXPECT_THAT(letter, Not(HasSubstr("汇总"))) << "the reason is the officers' own";
  EXPECT_THAT(get("/requests/case").body, ::testing::ContainsRegex("答复期限由2026年[0-9]+月[0-9]+日改为"));
}

TEST_P(TellingApplicants, shows_on_the_page_what_was_sent_and_what_was_not) {
  const auto receipt = handed_in_case();
  auto context = officer();
  ASSERT_TRUE(requests::confirm(context, receipt.id, context.today(), "", version_of(receipt.id)));
  EXPECT_THAT(get("/requests/case").body, HasSubstr("正在发出"));
  server.answer_recipients_with("451 try later");
  run_jobs();
  EXPECT_THAT(get("/requests/case").body, HasSubstr("系统正在重试"));
  server.answer_recipients_with("550 no such user");
  test().clock.advance_seconds(60);
  run_jobs();
  EXPECT_THAT(get("/requests/case").body, HasSubstr("被对方拒收"));
  EXPECT_EQ(messages().front().state, "refused");
}

TEST_P(TellingApplicants, tells_the_page_that_it_is_night) {
  const auto receipt = handed_in_case();
  test().clock.set(start_of(Day::of(2026, 3, 2)).plus_seconds(22 * 3600 + 1800));
  auto context = officer();
  ASSERT_TRUE(requests::confirm(context, receipt.id, context.today(), "", version_of(receipt.id)));
  get("/requests/track");
  post("/requests/track", {{"number", receipt.number}, {"proof", receipt.code}});
  EXPECT_THAT(get("/requests/case").body, HasSubstr("免打扰时段，2026-03-03 08:00后发出"));
}

TEST_P(TellingApplicants, sends_nothing_when_nothing_is_set_up) {
  const auto receipt = handed_in_case();
  test().services.parts.of<mail::Settings>() = {};
  auto context = officer();
  ASSERT_TRUE(requests::confirm(context, receipt.id, context.today(), "", version_of(receipt.id)));
  run_jobs();
  EXPECT_THAT(messages(), IsEmpty());
}

}  // namespace gongkai::applicants
