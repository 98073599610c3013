#include "applicants/test_pages.hpp"
#include "casework/access.hpp"
#include "casework/case_files.hpp"

namespace gongkai::applicants {

namespace {
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
}  // namespace

class Progress : public PagesTest {
 protected:
  http::Response look_up(const std::string& number, const std::string& proof) {
    get("/requests/track");
    return post("/requests/track", {{"number", number}, {"proof", proof}});
  }
  /// The version as the page of the action shows it.
  Typed marks(CaseId id, Typed more) {
    const auto found = database().read([&](db::Session& session) { return casework::find(session, vault, id); });
    more.emplace_back("case", found->number);
    more.emplace_back("version", std::to_string(found->version));
    return more;
  }
};
ON_EACH_ENGINE(Progress);

TEST_P(Progress, opens_with_number_and_query_code) {
  const auto receipt = handed_in_case();
  forget_cookies();
  EXPECT_EQ(header_of(look_up(receipt.number, receipt.code), "Location"), "/requests/case");
  EXPECT_THAT(get("/requests/case").body, HasSubstr("滨河路改造工程2025年中标公告和合同"));
}

TEST_P(Progress, opens_with_number_and_telephone) {
  const auto receipt = handed_in_case();
  forget_cookies();
  EXPECT_EQ(look_up(receipt.number, "13900001234").status, 303);
}

TEST_P(Progress, says_nothing_to_a_wrong_pair) {
  const auto receipt = handed_in_case();
  forget_cookies();
  const auto wrong_code = look_up(receipt.number, "AAAAAAAA").body;
  const auto wrong_number = look_up("20260302-AAAAAA", receipt.code).body;
  EXPECT_THAT(wrong_code, Not(HasSubstr("刘一手")));
  EXPECT_THAT(wrong_code, Not(HasSubstr("滨河路")));
  const auto message = [](const std::string& page) { return page.substr(page.find("class=\"err\""), 120); };
  EXPECT_EQ(message(wrong_code), message(wrong_number)) << "both sound alike";
  EXPECT_EQ(header_of(get("/requests/case"), "Location"), "/requests/track");
}

TEST_P(Progress, slows_down_who_guesses) {
  const auto receipt = handed_in_case();
  forget_cookies();
  http::Response last;
  for (int i = 0; i < 6; ++i) last = look_up(receipt.number, "13900000000");
  EXPECT_EQ(last.status, 429);
}

TEST_P(Progress, is_closed_to_a_forged_cookie) {
  const auto receipt = handed_in_case();
  http::Request request;
  for (const char* cookie : {"x", "AAAA", ""}) request.cookies.add("gongkai_case", cookie);
  EXPECT_FALSE(opened_case(test().services, request));
}

TEST_P(Progress, closes_after_two_hours) {
  handed_in_case();
  EXPECT_EQ(get("/requests/case").status, 200);
  test().clock.advance_seconds(2 * 3600 + 1);
  EXPECT_EQ(header_of(get("/requests/case"), "Location"), "/requests/track");
}

TEST_P(Progress, is_left_on_a_shared_computer) {
  handed_in_case();
  get("/requests/case");
  post("/requests/leave", {});
  EXPECT_EQ(header_of(get("/requests/case"), "Location"), "/requests/track");
}

TEST_P(Progress, shows_the_code_no_longer_than_half_an_hour) {
  const auto receipt = handed_in_case();
  EXPECT_THAT(get("/requests/received").body, HasSubstr(receipt.code));
  test().clock.advance_seconds(1801);
  EXPECT_EQ(header_of(get("/requests/received"), "Location"), "/requests/track");
  EXPECT_THAT(get("/requests/case").body, Not(HasSubstr(receipt.code)));
}

TEST_P(Progress, counts_the_term_like_the_office_once_both_have_confirmed) {
  handed_in_case();
  accept(cases().at(0));
  const auto page = get("/requests/case").body;
  EXPECT_THAT(page, HasSubstr("20个工作日"));
  EXPECT_THAT(page, HasSubstr("承办人员签收"));
}

TEST_P(Progress, gives_a_receipt_of_one_page) {
  handed_in_case();
  const auto file = get("/requests/receipt.pdf");
  EXPECT_EQ(file.content_type, "application/pdf");
  EXPECT_EQ(header_of(file, "Cache-Control"), "no-store");
  EXPECT_THAT(file.body, HasSubstr("%PDF"));
}

TEST_P(Progress, lets_the_applicant_correct_what_was_unclear) {
  handed_in_case();
  const auto id = cases().at(0);
  accept(id);
  auto context = officer();
  const auto asked = requests::ask_correction(
      context, id, {.what = "请写明是哪一个标段", .on = context.today(), .until = context.today() + 20},
      version_of(id));
  ASSERT_TRUE(asked) << asked.error().code;
  EXPECT_THAT(get("/requests/case").body, HasSubstr("请写明是哪一个标段"));
  EXPECT_THAT(get("/requests/case/correct").body, HasSubstr("滨河路改造工程2025年中标公告和合同"));
  const auto sent = post("/requests/case/correct", marks(id, {{"description", "滨河路改造工程一标段中标公告"}}));
  EXPECT_EQ(header_of(sent, "Location"), "/requests/case?done=correct");
  EXPECT_THAT(get("/requests/case?done=correct").body, HasSubstr("滨河路改造工程一标段中标公告"));
}

TEST_P(Progress, lets_the_applicant_withdraw) {
  handed_in_case();
  const auto id = cases().at(0);
  get("/requests/case/withdraw");
  EXPECT_EQ(post("/requests/case/withdraw", marks(id, {{"words", "已经从网站找到"}})).status, 303);
  EXPECT_THAT(get("/requests/case").body, HasSubstr("您撤回了申请"));
}

TEST_P(Progress, lets_the_applicant_change_the_delivery) {
  handed_in_case();
  const auto id = cases().at(0);
  get("/requests/case/deliver");
  EXPECT_EQ(post("/requests/case/deliver", marks(id, {{"form", "paper"}, {"delivery", "pick_up"}})).status, 303);
  EXPECT_THAT(get("/requests/case").body, HasSubstr("您改变了信息的提供方式"));
}

TEST_P(Progress, lets_the_applicant_rate_what_is_over) {
  handed_in_case();
  const auto id = cases().at(0);
  EXPECT_EQ(get("/requests/case/rate").status, 409) << "not before it is over";
  get("/requests/case/withdraw");
  post("/requests/case/withdraw", marks(id, {}));
  get("/requests/case/rate");
  EXPECT_THAT(post("/requests/case/rate", marks(id, {})).body, HasSubstr("id=\"satisfied-error\""));
  EXPECT_EQ(post("/requests/case/rate", marks(id, {{"satisfied", "4"}, {"words", "很快"}})).status, 303);
  EXPECT_THAT(get("/requests/case").body, Not(HasSubstr("/requests/case/rate")));
}

TEST_P(Progress, sends_a_complaint_as_a_case_of_its_own) {
  handed_in_case();
  const auto id = cases().at(0);
  get("/requests/case/complain");
  const auto sent = post("/requests/case/complain", marks(id, {{"words", "超过期限没有答复，请督促办理"}}));
  EXPECT_EQ(header_of(sent, "Location"), "/requests/received");
  EXPECT_THAT(cases(), SizeIs(2));
}

TEST_P(Progress, never_hits_another_case_that_was_opened_meanwhile) {
  handed_in_case();
  const auto id = cases().at(0);
  get("/requests/case/withdraw");
  auto typed = marks(id, {});
  typed[0].second = "20260101-AAAAAA";
  EXPECT_EQ(post("/requests/case/withdraw", typed).status, 409);
  EXPECT_THAT(get("/requests/case").body, Not(HasSubstr("您撤回了申请")));
}

TEST_P(Progress, gives_the_applicant_their_files_and_nobody_elses) {
  handed_in_case();
  const auto id = cases().at(0);
  accept(id);
  auto context = officer();
  ASSERT_TRUE(
      requests::attach(context, id, checked_file("公开的合同.txt"), "公开的合同.txt", "supplied", version_of(id)));
  ASSERT_TRUE(
      requests::attach(context, id, checked_file("内部意见.txt", "内部"), "内部意见.txt", "internal", version_of(id)));
  const auto files = database().read([&](db::Session& session) { return casework::files_of(session, vault, id); });
  const auto page = get("/requests/case").body;
  EXPECT_THAT(page, HasSubstr("公开的合同.txt"));
  EXPECT_THAT(page, Not(HasSubstr("内部意见.txt")));
  for (const auto& file : files)
    EXPECT_EQ(get("/requests/case/file/" + to_text(file.file)).status, file.role == "supplied" ? 200 : 404)
        << file.role;
  forget_cookies();
  for (const auto& file : files) EXPECT_EQ(get("/requests/case/file/" + to_text(file.file)).status, 404);
}

TEST_P(Progress, knows_no_other_action) {
  handed_in_case();
  EXPECT_EQ(get("/requests/case/archive").status, 404);
}

TEST_P(Progress, names_no_person_in_any_address) {
  fill_in();
  for (const char* path :
       {"/requests/office", "/requests/applicant", "/requests/wanted", "/requests/supply", "/requests/check"})
    for (const auto& [name, value] : get(path).headers)
      EXPECT_FALSE(name == "Location" && value.contains("%")) << value;
}

}  // namespace gongkai::applicants
