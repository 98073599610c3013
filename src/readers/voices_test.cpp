#include <gmock/gmock.h>

#include "base/text.hpp"
#include "content/test_site.hpp"
#include "platform/auth/vault.hpp"
#include "readers/store.hpp"
#include "readers/store_voices.hpp"
#include "readers/use_cases.hpp"

namespace gongkai::readers {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Voices : public content::SiteTest {
 protected:
  Voices() : SiteTest({"readers"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    test().services.vault = &vault;
  }
  Context officer() {
    return test().as(testing::actor_with({std::string(permission)}, std::string(content::city_path)));
  }
  Receipt reported() {
    auto reader = test().as_nobody();
    const auto receipt = report_error(
        reader, site, {.kind = "typo", .page = "/c/notices", .words = "有错别字", .contact = "13800000000"});
    EXPECT_TRUE(receipt);
    return receipt.value_or(Receipt{});
  }
  std::vector<ErrorReport> open() {
    return reading([&](db::Session& session) { return store::open_reports(session, content::city_path, 10); });
  }
  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};
};

TEST_P(Voices, count_opinions_by_day_and_seal_the_words) {
  const auto id = released();
  auto reader = test().as_nobody();
  ASSERT_TRUE(say_useful(reader, id, {.useful = true}));
  ASSERT_TRUE(say_useful(reader, id, {.useful = false, .words = "没有写明几号开始"}));
  const auto remarks =
      reading([&](db::Session& session) { return store::remarks(session, content::city_path, {}, 10); });
  ASSERT_THAT(remarks, SizeIs(1));
  EXPECT_THAT(remarks.front().words.value, Not(HasSubstr("没有写明")));
  EXPECT_EQ(vault.open("remark.words", remarks.front().id.value, remarks.front().words), "没有写明几号开始");
}

TEST_P(Voices, are_about_public_documents_only) {
  auto reader = test().as_nobody();
  const auto refused = say_useful(reader, written(), {.useful = true});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "document.not_found");
}

TEST_P(Voices, lead_back_to_the_answer_by_number_and_code) {
  const auto receipt = reported();
  auto reader = test().as_nobody();
  const auto before = track(reader, receipt);
  ASSERT_TRUE(before);
  EXPECT_FALSE(before->answered_at);
  auto context = officer();
  ASSERT_TRUE(answer_report(context, before->id, {.text = "已经改正", .is_public = true}, 1));
  EXPECT_EQ(track(reader, {fold(receipt.number), " " + fold(receipt.code)})->answer, "已经改正");
  EXPECT_THAT(open(), IsEmpty());
  EXPECT_THAT(reading([&](db::Session& session) { return store::public_answers(session, site, 10); }), SizeIs(1));
}

TEST_P(Voices, keep_contacts_sealed) {
  reported();
  const auto report = open().at(0);
  EXPECT_THAT(report.contact->value, Not(HasSubstr("13800000000")));
  EXPECT_EQ(vault.open("error_report.contact", report.id.value, *report.contact), "13800000000");
}

TEST_P(Voices, cannot_be_guessed_by_trying_codes) {
  const auto receipt = reported();
  auto stranger = test().as_nobody();
  std::string last;
  for (int i = 0; i < 12; ++i) last = track(stranger, {receipt.number, "22222222"}).error().code;
  EXPECT_EQ(last, "auth.wait");
  EXPECT_EQ(track(stranger, receipt).error().code, "auth.wait") << "the right code has to wait, too";
}

TEST_P(Voices, go_to_another_unit_with_a_reason) {
  reported();
  auto context = officer();
  const auto id = open().at(0).id;
  EXPECT_FALSE(forward_report(context, id, unit, "理由", 1)) << "it is there already";
  EXPECT_FALSE(forward_report(context, id, other_unit, " ", 1));
  ASSERT_TRUE(forward_report(context, id, other_unit, "属于财政事项", 1));
  EXPECT_EQ(forward_report(context, id, unit, "晚了一步", 1).error().code, "version.conflict");
  EXPECT_THAT(reading([&](db::Session& session) { return store::open_reports(session, "/c/d/", 10); }), SizeIs(1));
  EXPECT_THAT(reading([&](db::Session& session) { return store::moves_of(session, id); }), SizeIs(1));
}

TEST_P(Voices, are_answered_once_and_by_those_who_may) {
  reported();
  const auto id = open().at(0).id;
  auto writer = as_writer();
  EXPECT_EQ(answer_report(writer, id, {.text = "好"}, 1).error().kind, FaultKind::forbidden);
  auto context = officer();
  EXPECT_EQ(answer_report(context, id, {.text = " "}, 1).error().code, "readers.answer_missing");
  ASSERT_TRUE(answer_report(context, id, {.text = "好"}, 1));
  EXPECT_EQ(answer_report(context, id, {.text = "又好"}, 2).error().code, "readers.answered_already");
}
ON_EACH_ENGINE(Voices);

}  // namespace
}  // namespace gongkai::readers
