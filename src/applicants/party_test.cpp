#include "applicants/test_pages.hpp"

namespace gongkai::applicants {

namespace {
using ::testing::HasSubstr;
using ::testing::Not;
}  // namespace

class Parties : public PagesTest {
 protected:
  /// The address that a third party is sent.
  std::string asked_address(std::string_view kind = requests::kind::third_party) {
    handed_in_case();
    const auto id = cases().at(0);
    accept(id);
    auto context = officer();
    const auto asked = requests::consult(context, id,
                                         {.kind = std::string(kind),
                                          .party = {.name = "云海示例公司", .phone = "0535-7654321"},
                                          .question = "合同第三条的单价是否涉及商业秘密",
                                          .on = context.today()},
                                         version_of(id));
    EXPECT_TRUE(asked) << asked.error().code;
    forget_cookies();
    return "/consultations/" + (asked ? asked->token : "");
  }
};
ON_EACH_ENGINE(Parties);

TEST_P(Parties, see_the_question_and_the_term_but_never_who_asked) {
  const auto page = get(asked_address());
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("合同第三条的单价是否涉及商业秘密"));
  EXPECT_THAT(page.body, HasSubstr("2026年3月23日")) << "15 working days from 2 March";
  for (const char* personal : {"刘一手", "13900001234", "滨河路1号"}) EXPECT_THAT(page.body, Not(HasSubstr(personal)));
  EXPECT_EQ(header_of(page, "Referrer-Policy"), "no-referrer");
}

TEST_P(Parties, answer_once) {
  const auto address = asked_address();
  get(address);
  EXPECT_THAT(post(address, {{"words", "涉及商业秘密"}}).body, HasSubstr("id=\"answer-error\""));
  EXPECT_THAT(post(address, {{"answer", "refuse"}, {"words", "单价属于商业秘密"}}).body, HasSubstr("已经收到您的意见"));
  EXPECT_THAT(get(address).body, Not(HasSubstr("<textarea")));
}

TEST_P(Parties, cannot_answer_what_their_kind_is_not_asked) {
  const auto address = asked_address(requests::kind::other_body);
  get(address);
  EXPECT_EQ(post(address, {{"answer", "agree"}}).status, 422);
  EXPECT_EQ(post(address, {{"answer", "information"}, {"words", "该项目由本局批复"}}).status, 200);
}

TEST_P(Parties, find_nothing_behind_another_token) {
  asked_address();
  EXPECT_EQ(get("/consultations/AAAAAAAAAAAAAAAAAAAAAAAAAAA").status, 404);
}

}  // namespace gongkai::applicants
