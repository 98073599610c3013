#include "letters/form.hpp"

#include <gmock/gmock.h>

#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Kind& extension() {
  return kind_of("DOC_EXTEND");
}

documents::TemplateText good() {
  const auto sample = documents::read_docx_template(sample_form(extension()));
  EXPECT_TRUE(sample);
  return sample.value();
}

std::vector<std::string> words(const FormReading& reading) {
  std::vector<std::string> messages;
  for (const auto& fault : reading.faults) messages.push_back(i18n::messages().message(fault));
  return messages;
}

documents::TemplateText with(std::string_view from, std::string_view to) {
  auto text = good();
  for (auto& paragraph : text.paragraphs)
    if (const auto at = paragraph.text.find(from); at != std::string::npos) paragraph.text.replace(at, from.size(), to);
  return text;
}

TEST(Form, the_sample_of_every_kind_is_accepted_as_it_is) {
  for (const auto& kind : book().kinds) {
    const auto text = documents::read_docx_template(sample_form(kind));
    ASSERT_TRUE(text) << kind.id;
    EXPECT_THAT(words(read_form(kind, *text)), IsEmpty()) << kind.id;
  }
}

TEST(Form, the_body_stands_between_addressee_and_signature) {
  EXPECT_EQ(read_form(extension(), good()).paragraphs, extension().paragraphs);
}

TEST(Form, an_unknown_placeholder_is_named_with_its_place_and_a_guess) {
  const auto messages = words(read_form(extension(), with("{{答复期限}}", "{{答复期现}}")));
  EXPECT_THAT(messages,
              Contains(::testing::AllOf(HasSubstr("“答复期现”"), HasSubstr("是不是“答复期限”"), HasSubstr("正文第"))));
}

TEST(Form, a_missing_mandatory_placeholder_is_named_with_its_reason) {
  EXPECT_THAT(words(read_form(extension(), with("{{联系方式}}", "见信头"))),
              Contains(HasSubstr("缺少占位符“联系方式”")));
}

TEST(Form, a_placeholder_of_another_kind_is_refused) {
  EXPECT_THAT(words(read_form(extension(), with("{{理由}}", "{{理由}}{{检索情况}}"))),
              Contains(HasSubstr("“检索情况”不属于")));
}

TEST(Form, braces_that_do_not_match_are_shown) {
  EXPECT_THAT(words(read_form(extension(), with("{{理由}}", "{{理由}}{{"))), Contains(HasSubstr("没有成对")));
  EXPECT_THAT(words(read_form(extension(), with("{{理由}}", "{{理由}}｛｛申请内容｝｝"))), Contains(HasSubstr("全角")));
}

TEST(Form, comments_and_tracked_changes_are_refused) {
  auto text = good();
  text.has_comments = text.has_revisions = true;
  EXPECT_THAT(words(read_form(extension(), text)), ::testing::IsSupersetOf({HasSubstr("批注"), HasSubstr("修订")}));
}

TEST(Form, without_a_body_is_refused) {
  documents::TemplateText text;
  text.paragraphs = {{"document", 1, "{{收件人}}："}, {"document", 2, "{{成文日期}}"}};
  EXPECT_THAT(words(read_form(extension(), text)), Contains(HasSubstr("找不到正文")));
}

TEST(Form, hostile_paragraphs_do_no_harm) {
  documents::TemplateText text;
  for (int i = 0; i < 2'000; ++i) text.paragraphs.push_back({"document", i, "{{" + std::string(200, '{') + "}}}}{{"});
  EXPECT_FALSE(read_form(extension(), text).faults.empty());
}

}  // namespace
}  // namespace gongkai::letters
