#include <gtest/gtest.h>

#include "content/test_site.hpp"
#include "platform/documents/readers.hpp"
#include "printing/official_document.hpp"

namespace gongkai::printing {
namespace {
content::PublicDocument notice() {
  content::PublicDocument document{.title = "关于加强冬季供暖保障工作的通知",
                                   .body = "<p>各单位：</p><p>请认真落实供暖保障措施。</p>",
                                   .plain_text = "各单位：\n请认真落实供暖保障措施。"};
  document.fields_text = content::text_of({{"issuer", "云海市人民政府办公室、云海市财政局"},
                                           {"document_number", "云政办发〔2026〕3号"},
                                           {"formed_on", "2026-02-27"}});
  return document;
}

TEST(OfficialDocument, takes_number_signature_and_date_from_the_fields) {
  const auto text = official_text_of(notice(), {}, WithHead::yes).value();
  EXPECT_EQ(text.head, "云海市人民政府办公室文件");
  EXPECT_EQ(text.number, "云政办发〔2026〕3号");
  EXPECT_EQ(text.signers, (std::vector<std::string>{"云海市人民政府办公室", "云海市财政局"}));
  EXPECT_EQ(text.formed_on, Day::of(2026, 2, 27));
  EXPECT_EQ(text.note, "此件公开发布");
}

TEST(OfficialDocument, does_not_sign_a_text_that_signs_itself) {
  auto document = notice();
  document.body += "<p class=\"signature\">云海市人民政府办公室<br>2026年2月27日</p>";
  const auto text = official_text_of(document, {}, WithHead::yes).value();
  EXPECT_TRUE(text.signers.empty());
  EXPECT_FALSE(text.formed_on);
}

TEST(OfficialDocument, says_only_once_that_it_is_public) {
  auto document = notice();
  document.plain_text += "\n（此件公开发布）";
  EXPECT_EQ(official_text_of(document, {}, WithHead::yes).value().note, "");
}

TEST(OfficialDocument, without_a_number_has_no_red_head) {
  auto document = notice();
  document.fields_text = content::text_of({{"issuer", "云海市人民政府办公室"}});
  EXPECT_EQ(official_text_of(document, {}, WithHead::yes).value().head, "");
}

TEST(OfficialDocument, lists_its_attachments_unless_the_text_does) {
  const std::vector<content::Attachment> files{{.name = "责任分工表.xlsx"}};
  EXPECT_EQ(official_text_of(notice(), files, WithHead::no).value().enclosures, std::vector<std::string>{"责任分工表"});
  auto document = notice();
  document.plain_text += "\n附件：责任分工表";
  EXPECT_TRUE(official_text_of(document, files, WithHead::no).value().enclosures.empty());
}

}  // namespace
}  // namespace gongkai::printing
