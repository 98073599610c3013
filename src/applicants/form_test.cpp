#include <fstream>

#include "applicants/known.hpp"
#include "applicants/test_pages.hpp"
#include "casework/access.hpp"

namespace gongkai::applicants {

namespace {
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
}  // namespace

class Form : public PagesTest {};
ON_EACH_ENGINE(Form);

TEST_P(Form, leads_from_the_guide_to_a_receipt) {
  EXPECT_THAT(get("/requests").body, HasSubstr("/requests/office"));
  fill_in();
  const auto sent = post("/requests/check", {});
  EXPECT_EQ(header_of(sent, "Location"), "/requests/received");
  const auto page = get("/requests/received").body;
  EXPECT_THAT(cases(), SizeIs(1));
  EXPECT_THAT(page, HasSubstr(casework::query_code(vault, cases().at(0))));
  EXPECT_THAT(page, HasSubstr("第20日"));
}

TEST_P(Form, makes_one_case_of_two_submits) {
  fill_in();
  const auto first = post("/requests/check", {});
  const auto second = post("/requests/check", {});
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(second.status, 303);
  EXPECT_THAT(cases(), SizeIs(1));
}

TEST_P(Form, is_another_case_after_the_receipt_was_seen) {
  handed_in_case();
  fill_in("学区划分依据和听证会笔录");
  EXPECT_EQ(post("/requests/check", {}).status, 303);
  EXPECT_THAT(cases(), SizeIs(2));
}

TEST_P(Form, names_every_fault_of_a_page_at_its_field) {
  get("/requests/office");
  post("/requests/office", {{"unit", to_text(unit)}});
  auto wrong = a_person();
  wrong[3].second = "110105194912310021";
  wrong[5].second = "kein";
  const auto page = post("/requests/applicant", wrong);
  EXPECT_EQ(page.status, 422) << page.status;
  EXPECT_THAT(page.body, HasSubstr("id=\"document_number-error\""));
  EXPECT_THAT(page.body, HasSubstr("id=\"email-error\""));
  EXPECT_THAT(page.body, HasSubstr("错误："));
}

TEST_P(Form, shows_again_what_was_typed_when_its_token_is_missing) {
  get("/requests/office");
  post("/requests/office", {{"unit", to_text(unit)}});
  const auto page = post_without_token("/requests/wanted", {{"description", "滨河路改造工程中标公告"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body, HasSubstr("滨河路改造工程中标公告"));
  EXPECT_THAT(page.body, HasSubstr("name=\"csrf\""));
}

TEST_P(Form, keeps_what_was_typed_on_a_page_with_faults) {
  get("/requests/office");
  post("/requests/office", {{"unit", to_text(unit)}});
  auto half = a_person();
  half[3].second = "1";
  post("/requests/applicant", half);
  EXPECT_THAT(get("/requests/applicant").body, HasSubstr("liu@example.org"));
}

TEST_P(Form, goes_back_to_the_first_page_that_needs_something) {
  get("/requests/office");
  post("/requests/office", {{"unit", to_text(unit)}});
  post("/requests/wanted", {{"description", "滨河路改造工程中标公告"}});
  EXPECT_EQ(header_of(get("/requests/check"), "Location"), "/requests/applicant");
}

TEST_P(Form, takes_an_organisation_with_its_credit_code) {
  get("/requests/office");
  post("/requests/office", {{"unit", to_text(unit)}});
  const Typed firm{{"applicant_kind", "enterprise"},
                   {"organisation", "云海示例公司"},
                   {"credit_code", "91370600MA3F0000QA"},
                   {"contact", "王五"},
                   {"phone", "0535-1234567"}};
  EXPECT_EQ(post("/requests/applicant", firm).status, 303);
  auto wrong = firm;
  wrong[2].second = "91370600MA3F0000Q1";
  EXPECT_THAT(post("/requests/applicant", wrong).body, HasSubstr("id=\"credit_code-error\""));
  wrong = firm;
  wrong[1].second = "";
  EXPECT_THAT(post("/requests/applicant", wrong).body, HasSubstr("id=\"organisation-error\""));
}

TEST_P(Form, hides_most_of_the_identity_number_on_the_last_page) {
  fill_in();
  const auto page = get("/requests/check").body;
  EXPECT_THAT(page, Not(HasSubstr("11010519491231002X")));
  EXPECT_THAT(page, HasSubstr("刘一手"));
}

TEST_P(Form, lets_nobody_else_see_the_draft) {
  fill_in();
  forget_cookies();
  EXPECT_THAT(get("/requests/applicant").body, Not(HasSubstr("刘一手")));
}

TEST_P(Form, forgets_the_draft_when_asked) {
  fill_in();
  EXPECT_EQ(header_of(post("/requests/check", {{"act", "discard"}}), "Location"), "/requests");
  EXPECT_THAT(get("/requests/applicant").body, Not(HasSubstr("刘一手")));
  EXPECT_THAT(cases(), IsEmpty());
}

TEST_P(Form, says_when_there_is_no_draft_to_send) {
  get("/requests/check");
  get("/requests/office");
  const auto page = post("/requests/check", {});
  EXPECT_THAT(page.body, HasSubstr("没有找到填写的内容"));
}

TEST_P(Form, sends_a_correction_of_records_as_a_case_of_its_own_kind) {
  get("/requests/office?for=records");
  post("/requests/office", {{"unit", to_text(unit)}, {"for", "records"}});
  post("/requests/applicant", a_person());
  post("/requests/wanted", {{"description", "登记表中的出生日期有误，应为1949年12月31日"}});
  post("/requests/supply", {{"form", "paper"}, {"delivery", "post"}});
  get("/requests/check");
  EXPECT_EQ(post("/requests/check", {}).status, 303);
  const auto found =
      database().read([&](db::Session& session) { return casework::find(session, vault, cases().at(0)); });
  EXPECT_EQ(found->kind, requests::kind::records_correction);
}

TEST_P(Form, finds_the_office_by_its_name) {
  const auto page = get("/requests/office?who=" + http::percent_encode("人民政府")).body;
  EXPECT_THAT(page, HasSubstr("选择"));
}

TEST_P(Form, says_when_no_office_is_found) {
  EXPECT_THAT(get("/requests/office?who=" + http::percent_encode("魔法部")).body, HasSubstr("没有找到"));
}

TEST_P(Form, is_never_cached_and_never_listed) {
  for (const char* path :
       {"/requests/office", "/requests/applicant", "/requests/wanted", "/requests/supply", "/requests/track"}) {
    const auto page = get(path);
    EXPECT_FALSE(page.cache.cacheable) << path;
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store") << path;
    EXPECT_THAT(page.body, HasSubstr("noindex")) << path;
  }
}

TEST_P(Form, bears_whatever_is_sent) {
  get("/requests/office");
  const std::string bad = "\xff\xfe<script>", longest(50'000, 'x');
  for (const char* path : {"/requests/office", "/requests/applicant", "/requests/wanted", "/requests/supply"})
    for (const auto& value : {bad, longest, std::string()}) {
      const auto page = post(path, {{"unit", value},
                                    {"applicant_kind", value},
                                    {"name", value},
                                    {"description", value},
                                    {"form", value},
                                    {"delivery", value},
                                    {"remove", value}});
      EXPECT_LT(page.status, 500) << path;
      EXPECT_THAT(page.body, Not(HasSubstr("<script>\xff"))) << path;
    }
}

TEST_P(Form, shows_known_documents_only_with_its_token) {
  get("/requests/wanted");
  EXPECT_EQ(post("/requests/known", {{"description", "滨河路改造"}}).status, 200);
  EXPECT_EQ(post_without_token("/requests/known", {{"description", "滨河路改造"}}).status, 409);
}

TEST_P(Form, asks_those_who_hung_themselves_in_for_what_is_known) {
  add_known_source(test().services, [](Services&, std::string_view words, std::size_t) {
    return std::vector<Known>{{.title = "已答复：" + std::string(words), .address = "/x"}};
  });
  get("/requests/wanted");
  EXPECT_THAT(post("/requests/known", {{"description", "滨河路改造"}}).body, HasSubstr("已答复：滨河路改造"));
}

TEST_P(Form, refuses_a_file_by_its_kind_and_keeps_the_rest) {
  get("/requests/office");
  post("/requests/office", {{"unit", to_text(unit)}});
  const auto path = std::filesystem::temp_directory_path() / "applicants-upload";
  std::ofstream(path) << "MZ";
  const auto page = post("/requests/wanted", {{"description", "滨河路改造工程中标公告"}},
                         {{.field = "file", .file_name = "工具.exe", .path = path, .size = 2}});
  std::filesystem::remove(path);
  EXPECT_THAT(page.body, HasSubstr("id=\"file-error\""));
  EXPECT_THAT(page.body, HasSubstr("滨河路改造工程中标公告"));
}

}  // namespace gongkai::applicants
