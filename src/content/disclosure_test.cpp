#include "content/disclosure.hpp"

#include <gmock/gmock.h>

namespace gongkai::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(const Attribute& attribute) {
  std::vector<std::string> all;
  for (const auto& fault : why_not_circulate(attribute)) all.push_back(fault.code);
  return all;
}

TEST(Attribute, is_settled_before_a_draft_goes_round) {
  EXPECT_THAT(codes({}), ElementsAre("document.attribute_missing"));
  EXPECT_THAT(codes({Disclosure::proactive, "", ""}), IsEmpty());
}

TEST(Attribute, other_than_open_names_its_article_14_to_16) {
  EXPECT_THAT(codes({Disclosure::withheld, "", ""}), ElementsAre("document.ground_missing"));
  EXPECT_THAT(codes({Disclosure::on_request, "", ""}), ElementsAre("document.ground_missing"));
  EXPECT_THAT(codes({Disclosure::withheld, "E16_2", "会议讨论记录"}), IsEmpty());
  EXPECT_THAT(codes({Disclosure::withheld, "E99", ""}), ElementsAre("document.ground_unknown"));
  EXPECT_THAT(codes({Disclosure::proactive, "E15", ""}), ElementsAre("document.ground_of_open"));
}

TEST(Attribute, of_a_state_secret_is_not_taken_because_it_must_not_be_here_at_all_secrecy_law_article_31) {
  EXPECT_THAT(codes({Disclosure::withheld, "E14a", ""}), ElementsAre("document.secret_marked"));
}

TEST(Grounds, are_must_in_articles_14_and_15_and_may_in_article_16) {
  for (const auto& ground : grounds()) EXPECT_EQ(ground.must, !ground.article.starts_with("第十六条")) << ground.id;
}

TEST(SecretMark, is_seen_as_offices_set_it) {
  for (const auto* text :
       {"机密★5年", "标题\n秘密★启封前\n正文", "机 密★", "绝密", "第一行\n　　秘　密\n", "密级：机密", "【秘密】"})
    EXPECT_TRUE(bears_secret_mark(text)) << text;
}

TEST(SecretMark, is_not_seen_in_a_sentence) {
  for (const auto* text :
       {"不得泄露商业秘密和个人隐私。", "依法保守国家秘密，做好机密文件的销毁。", "秘密级文件的管理办法", ""})
    EXPECT_FALSE(bears_secret_mark(text)) << text;
}

}  // namespace
}  // namespace gongkai::content
