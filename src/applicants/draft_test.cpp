#include "applicants/draft.hpp"

#include <gmock/gmock.h>

namespace gongkai::applicants {
namespace {

http::Fields typed(std::initializer_list<std::pair<std::string, std::string>> pairs) {
  http::Fields fields;
  for (const auto& [name, value] : pairs) fields.add(name, value);
  return fields;
}

Draft filled() {
  Draft draft{.unit = UnitId{7}, .description = "滨河路\n改造", .wishes = {.form = "paper", .delivery = "post"}};
  take(draft, Step::applicant,
       typed({{"applicant_kind", "natural"}, {"name", "刘一手"}, {"document_number", "11010519491231002X"}}));
  draft.files.push_back({.checked = {.blob = {.sha256 = "ab", .sm3 = "cd", .size = 7},
                                     .name = "证明.pdf",
                                     .media_type = "application/pdf",
                                     .scan = files::Scan::clean,
                                     .has_text = true},
                         .name = "证明.pdf"});
  return draft;
}

TEST(Drafts, come_back_as_they_were_kept) {
  const auto draft = filled();
  const auto again = draft_of(to_json(draft));
  EXPECT_EQ(to_json(again), to_json(draft));
  EXPECT_EQ(again.applicant, draft.applicant);
  EXPECT_EQ(again.files.at(0).checked.blob, draft.files.at(0).checked.blob);
}

TEST(Drafts, take_nothing_but_what_their_page_asks_for) {
  auto draft = filled();
  take(draft, Step::wanted, typed({{"description", "学区划分"}, {"name", "别人"}, {"unit", "x"}}));
  EXPECT_EQ(draft.description, "学区划分");
  EXPECT_EQ(draft.applicant.name, "刘一手");
  EXPECT_EQ(draft.unit, UnitId{7});
}

TEST(Drafts, send_nothing_of_a_person_for_an_organisation) {
  auto draft = filled();
  take(draft, Step::applicant,
       typed({{"applicant_kind", "enterprise"},
              {"organisation", "云海示例公司"},
              {"document_number", "11010519491231002X"}}));
  const auto sent = submission_of(draft, SiteId{1});
  EXPECT_EQ(sent.applicant.name, "云海示例公司");
  EXPECT_EQ(sent.applicant.document_number, "");
  EXPECT_NE(draft.applicant.document_number, "") << "kept for a change of mind";
}

TEST(Drafts, send_nothing_of_an_organisation_for_a_person) {
  Draft draft;
  take(draft, Step::applicant,
       typed({{"applicant_kind", "natural"},
              {"name", "刘一手"},
              {"credit_code", "11370600004260030Y"},
              {"contact", "王五"}}));
  const auto sent = submission_of(draft, SiteId{1});
  EXPECT_EQ(sent.applicant.credit_code, "");
  EXPECT_EQ(sent.applicant.contact, "");
}

TEST(Drafts, know_the_page_of_each_field) {
  for (const auto& [field, step] : {std::pair{"unit", Step::office},
                                    {"applicant_kind", Step::applicant},
                                    {"credit_code", Step::applicant},
                                    {"email", Step::applicant},
                                    {"description", Step::wanted},
                                    {"file", Step::wanted},
                                    {"delivery", Step::supply},
                                    {"", Step::check}})
    EXPECT_EQ(step_of(field), step) << field;
}

TEST(Drafts, bear_whatever_was_kept) {
  for (const char* text : {"{}", R"({"unit":5,"files":[1,{},{"size":"x"}],"applicant_kind":[]})",
                           R"({"kind":"complaint","unit":"zzzzzzzzzzzzzzzz"})"}) {
    const auto parsed = json::parse(text);
    const auto draft = draft_of(parsed->as_object());
    EXPECT_EQ(draft.kind, requests::kind::request) << text;
  }
}

TEST(Drafts, keep_whole_what_is_too_long_to_be_sent) {
  Draft draft;
  std::string longest;
  for (int i = 0; i < 6000; ++i) longest += "路";
  take(draft, Step::wanted, typed({{"description", longest}}));
  EXPECT_EQ(draft.description, longest);
}

}  // namespace
}  // namespace gongkai::applicants
