#include "applicants/account.hpp"

#include "applicants/account_page.hpp"
#include "applicants/account_store.hpp"
#include "applicants/test_pages.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/sms.hpp"
#include "tests/support/smtp_server.hpp"

namespace gongkai::applicants {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::string mailbox = "liu@example.org";  // of PagesTest::a_person

}  // namespace

class Accounts : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    if (IsSkipped()) return;
    test().services.parts.of<mail::Settings>() = {
        .server = server.address(), .from = "portal@yunhai.example", .origin = "https://www.yunhai.example"};
  }
  /// Asks for a code in this browser.
  http::Response ask(const std::string& address = mailbox) {
    get("/requests/account");
    return post("/requests/account/code", {{"address", address}});
  }
  void run_jobs() {
    jobs::Runner runner(database(), test().clock, test().ids, {});
    add_account_jobs(runner, test().services);
    runner.run_due();
  }
  /// From the last letter.
  std::string code() {
    run_jobs();
    const auto letters = server.messages();
    EXPECT_FALSE(letters.empty());
    if (letters.empty()) return "";
    const auto letter = testing::text_of_mail(letters.back());
    constexpr std::string_view mark = "验证码是 ";
    return letter.substr(letter.find(mark) + mark.size(), 8);
  }
  http::Response type_in(const std::string& typed) {
    get("/requests/account/enter");
    return post("/requests/account/enter", {{"code", typed}});
  }
  void sign_in(const std::string& address = mailbox) {
    ask(address);
    ASSERT_EQ(header_of(type_in(code()), "Location"), "/requests/account");
  }
  std::string page() { return get("/requests/account").body; }

  testing::SmtpServer server;
};
ON_EACH_ENGINE(Accounts);

TEST_P(Accounts, list_the_requests_that_named_the_mailbox) {
  const auto receipt = handed_in_case();
  forget_cookies();
  sign_in();
  EXPECT_THAT(page(), AllOf(HasSubstr(receipt.number), HasSubstr("l***@example.org"), Not(HasSubstr(mailbox))));
}

TEST_P(Accounts, open_a_request_of_theirs_and_no_other) {
  const auto receipt = handed_in_case();
  forget_cookies();
  sign_in();
  page();
  EXPECT_EQ(header_of(post("/requests/account/open", {{"number", receipt.number}}), "Location"), "/requests/case");
  EXPECT_THAT(get("/requests/case").body, HasSubstr("滨河路改造工程"));
  forget_cookies();
  sign_in("other@example.org");
  page();
  EXPECT_EQ(post("/requests/account/open", {{"number", receipt.number}}).status, 404);
}

TEST_P(Accounts, say_the_same_to_an_address_that_nobody_ever_gave) {
  handed_in_case();
  forget_cookies();
  const auto known = ask();
  const auto known_page = get("/requests/account/enter").body;
  forget_cookies();
  const auto unknown = ask("lin@example.org");
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(header_of(known, "Location"), header_of(unknown, "Location"));
  const auto main_of = [](const std::string& body) {
    const auto from = body.find("<h1"), to = body.find("name=\"csrf\"", from);
    return body.substr(from, to - from);
  };
  EXPECT_EQ(main_of(known_page), main_of(get("/requests/account/enter").body));
}

TEST_P(Accounts, are_entered_by_a_code_once_and_in_time) {
  ask();
  const auto right = code();
  EXPECT_EQ(type_in("22222222").status, 422);
  std::string small = right;
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  EXPECT_EQ(type_in(" " + small).status, 303);
  forget_cookies();
  ask();
  EXPECT_EQ(type_in(right).status, 422) << "a code is used up";
}

TEST_P(Accounts, are_closed_to_a_code_of_a_quarter_of_an_hour_ago) {
  ask();
  const auto late = code();
  test().clock.advance_seconds(901);
  EXPECT_EQ(type_in(late).status, 422);
}

TEST_P(Accounts, keep_their_code_when_strangers_ask_for_the_same_mailbox) {
  ask();
  const auto own = code();
  forget_cookies();
  for (int i = 0; i < 4; ++i) {
    auto stranger = test().as_nobody();
    stranger.address = fmt::format("198.51.100.{}", i);
    test().clock.advance_seconds(61);
    ASSERT_TRUE(send_code(stranger, {Way::email, mailbox}));
    for (int guess = 0; guess < 3; ++guess) (void)enter(stranger, {Way::email, mailbox}, "33333333");
  }
  run_jobs();
  EXPECT_THAT(server.messages(), SizeIs(3)) << "the same code, and no more than three times";
  ask();
  EXPECT_EQ(type_in(own).status, 303);
}

TEST_P(Accounts, slow_down_whoever_guesses_codes) {
  ask();
  std::string last;
  for (int i = 0; i < 6; ++i) last = type_in("33333333").body;
  EXPECT_THAT(last, HasSubstr("秒后重试"));
}

TEST_P(Accounts, do_not_flood_a_mailbox) {
  for (int i = 0; i < 12; ++i) {
    auto stranger = test().as_nobody();
    stranger.address = fmt::format("198.51.100.{}", i);
    ASSERT_TRUE(send_code(stranger, {Way::email, mailbox}));
    run_jobs();
    test().clock.advance_seconds(40);
  }
  EXPECT_THAT(server.messages(), SizeIs(3));
}

TEST_P(Accounts, take_in_a_request_by_number_and_code) {
  const auto receipt = handed_in_case();
  forget_cookies();
  sign_in("other@example.org");
  EXPECT_THAT(page(), Not(HasSubstr(receipt.number)));
  const auto wrong = post("/requests/account/add", {{"number", receipt.number}, {"proof", "22222222"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("value=\"" + receipt.number + "\""));
  EXPECT_EQ(post("/requests/account/add", {{"number", receipt.number}, {"proof", receipt.code}}).status, 303);
  EXPECT_THAT(page(), HasSubstr(receipt.number));
  EXPECT_EQ(post("/requests/account/drop", {{"number", receipt.number}}).status, 303);
  EXPECT_THAT(page(), Not(HasSubstr(receipt.number)));
}

TEST_P(Accounts, keep_who_applies_only_when_asked_and_forget_it_again) {
  sign_in();
  EXPECT_THAT(get("/requests/applicant").body, HasSubstr("value=\"" + mailbox + "\"")) << "known to be theirs";
  fill_in();
  EXPECT_THAT(get("/requests/check").body, HasSubstr("name=\"keep\""));
  ASSERT_EQ(post("/requests/check", {{"keep", "1"}}).status, 303);
  get("/requests/received");
  const auto kept_page = page();
  EXPECT_THAT(kept_page, AllOf(HasSubstr("刘**"), Not(HasSubstr("刘一手")), Not(HasSubstr("11010519491231002X"))));
  EXPECT_THAT(get("/requests/applicant").body, HasSubstr("value=\"刘一手\"")) << "the next form begins with it";
  page();
  ASSERT_EQ(post("/requests/account/forget-details", {}).status, 303);
  EXPECT_THAT(get("/requests/applicant").body, Not(HasSubstr("刘一手")));
}

TEST_P(Accounts, offer_nothing_to_keep_without_a_session) {
  fill_in();
  EXPECT_THAT(get("/requests/check").body, Not(HasSubstr("name=\"keep\"")));
}

TEST_P(Accounts,
       end_with_the_session_on_every_browser_when_they_are_removed) {  // Personal Information Protection Law Art. 47
  const auto receipt = handed_in_case();
  sign_in();
  page();
  ASSERT_EQ(post("/requests/account/forget-details", {}).status, 303);
  EXPECT_THAT(get("/requests/account/remove").body, HasSubstr("已经提交的申请照常办理"));
  ASSERT_EQ(post("/requests/account/remove", {}).status, 303);
  EXPECT_THAT(page(), Not(HasSubstr(receipt.number)));
  static const db::Query left{"applicants.test_left",
                              "SELECT (SELECT count(*) FROM applicant_account) + (SELECT count(*) FROM "
                              "applicant_session) + (SELECT count(*) FROM applicant_account_case)"};
  EXPECT_EQ(database().read([&](db::Session& s) { return s.one<std::int64_t>(left); }), 0);
  EXPECT_THAT(cases(), SizeIs(1)) << "the request stays";
}

TEST_P(Accounts, are_left_and_close_after_two_hours) {
  sign_in();
  page();
  ASSERT_EQ(post("/requests/account/leave", {}).status, 303);
  EXPECT_THAT(page(), HasSubstr("发送验证码"));
  sign_in();
  test().clock.advance_seconds(2 * 3600 + 1);
  EXPECT_THAT(page(), HasSubstr("发送验证码"));
}

TEST_P(Accounts, are_not_entered_with_a_made_up_session) {
  for (const char* token : {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    EXPECT_FALSE(account_of(test().services, token)) << token;
}

TEST_P(Accounts, store_no_address_and_no_code_in_the_clear) {
  sign_in();
  ask();
  const auto right = code();
  static const db::Query everything{
      "applicants.test_stored",
      "SELECT cast(payload AS text) FROM job UNION ALL SELECT details FROM audit_event ORDER BY 1"};
  const auto index = vault.blind_index("applicant.email", mailbox);
  database().read([&](db::Session& s) {
    for (const auto& text : s.all<std::string>(everything))
      EXPECT_THAT(text, AllOf(Not(HasSubstr(mailbox)), Not(HasSubstr(right))));
    EXPECT_THAT(store::find_account(s, index)->address.value, Not(HasSubstr("liu")));
    EXPECT_THAT(store::find_entry(s, index)->address.value, Not(HasSubstr("liu")));
    EXPECT_THAT(store::find_entry(s, index)->nonce.value, Not(HasSubstr(right)));
  });
}

TEST_P(Accounts, forget_what_is_over_once_an_hour) {
  sign_in();
  ask();
  test().clock.advance_seconds(3 * 3600);
  jobs::Runner runner(database(), test().clock, test().ids, {});
  add_account_jobs(runner, test().services);
  ASSERT_TRUE(database().write([&](db::Session& s) -> Result<void> {
    jobs::enqueue(s, test().ids, "applicants.forget_entries", json::object{}, test().clock.now());
    return {};
  }));
  runner.run_due();
  static const db::Query left{
      "applicants.test_over",
      "SELECT (SELECT count(*) FROM applicant_session) + (SELECT count(*) FROM applicant_entry)"};
  EXPECT_EQ(database().read([&](db::Session& s) { return s.one<std::int64_t>(left); }), 0);
}

TEST_P(Accounts, say_so_where_no_code_can_be_sent) {
  test().services.parts.of<mail::Settings>() = {};
  EXPECT_THAT(page(), AllOf(HasSubstr("暂不可用"), Not(HasSubstr("name=\"address\""))));
}

TEST_P(Accounts, are_refused_to_what_is_no_address) {
  for (const char* typed : {"", "liu", "a@b", "liu@example.org, x@example.org", "13900001234"})
    EXPECT_EQ(ask(typed).status, 422) << typed;
  run_jobs();
  EXPECT_THAT(server.messages(), IsEmpty());
}

TEST_P(Accounts, take_a_mobile_telephone_where_short_messages_are_set_up) {
  test().services.parts.of<mail::SmsSettings>().gateway = "http://127.0.0.1:1/sms";
  EXPECT_EQ(parse_address(test().services, "13900001234")->way, Way::sms);
  EXPECT_EQ(parse_address(test().services, " Liu@Example.ORG ")->text, mailbox);
  handed_in_case();
  const Account account{.id = AccountId{1}, .address = {Way::sms, "13900001234"}};
  EXPECT_THAT(cases_of(test().services, account, 10), SizeIs(1));
}

}  // namespace gongkai::applicants
