#include <gmock/gmock.h>

#include "base/bytes.hpp"
#include "casework/notices.hpp"
#include "directory/test_city.hpp"
#include "platform/audit/checkpoint.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/documents/archive.hpp"
#include "remedies/bundle.hpp"
#include "remedies/use_cases.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::remedies {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class RemedyLife : public testing::EachEngineWithServices {
 protected:
  RemedyLife() : EachEngineWithServices({"directory", "platform/files", "platform/calendar", "casework", "requests"}) {}
  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    m_city = std::make_unique<directory::City>(test());
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.calendars = m_calendars.get();
    test().services.parts.of<audit::SigningFolder>() = {m_folder};
    std::filesystem::create_directories(m_folder);
  }
  void TearDown() override {
    m_calendars.reset();
    m_city.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
    EachEngineWithServices::TearDown();
  }

  UnitId unit() { return m_city->finance; }
  Context officer(std::vector<std::string> permissions = {"requests.read", "requests.handle"}) {
    const auto path = database().read([&](db::Session& s) { return directory::find_unit(s, unit())->path; });
    return test().as(testing::actor_with(permissions, path));
  }
  CaseId request() {
    auto context = test().as_nobody();
    const auto receipt = requests::submit(context, {.unit = unit(),
                                                    .applicant = {.name = "王小明",
                                                                  .document_type = "resident_id",
                                                                  .document_number = "11010519491231002X",
                                                                  .address = "云海市海滨路1号",
                                                                  .phone = "13800000000"},
                                                    .description = "2025年海滨路改造的批准文件"});
    EXPECT_TRUE(receipt) << (receipt ? "" : receipt.error().code);
    return receipt ? receipt->id : CaseId{};
  }
  Result<CaseId> review_of(CaseId request, Day day) {
    auto context = officer();
    return record(context, {.kind = "reconsideration",
                            .request = request,
                            .on = day,
                            .body = "云海市人民政府",
                            .case_number = "云政复〔2026〕3号",
                            .procedure = "simple"});
  }
  Remedy found(CaseId id) {
    return database().read([&](db::Session& s) { return *find(s, m_city->vault, id); });
  }
  TableFour table(int year) {
    return database().read([&](db::Session& s) { return table_four(s, "/", true, year); });
  }

  std::filesystem::path m_folder = std::filesystem::temp_directory_path() / ("remedies-" + to_hex(random_bytes(6)));

 private:
  std::unique_ptr<directory::City> m_city;
  std::unique_ptr<calendar::Calendars> m_calendars;
};

TEST_P(RemedyLife, goes_from_the_papers_to_the_decision_and_into_table_four) {
  auto context = officer();
  const auto id = review_of(request(), context.today());
  ASSERT_TRUE(id) << id.error().code;
  EXPECT_EQ(table(2026)[0].pending, 1);
  ASSERT_TRUE(note_answer(context, *id, context.today(), "", 1));
  ASSERT_TRUE(
      conclude(context, *id, {.on = context.today(), .disposition = "revoked", .paper = "云政复决〔2026〕3号"}, 2));
  EXPECT_EQ(table(2026)[0], (Cells{.corrected = 1}));
  EXPECT_FALSE(found(*id).of.is_open());
  EXPECT_EQ(conclude(context, *id, {.on = context.today(), .disposition = "upheld", .paper = "1"}, 3).error().code,
            "case.act_not_now");
}

TEST_P(RemedyLife, leads_from_each_cell_to_its_cases) {
  const auto id = review_of(request(), officer().today());
  const auto cases =
      database().read([&](db::Session& s) { return behind(s, "/", true, 2026, Cell{Block::review, std::nullopt}); });
  EXPECT_EQ(cases, std::vector{*id});
}

TEST_P(RemedyLife, needs_the_right_over_the_unit_of_the_request) {
  const auto about = request();
  auto reader = officer({"requests.read"});
  const auto refused = record(
      reader,
      {.kind = "reconsideration", .request = about, .on = reader.today(), .body = "市政府", .procedure = "simple"});
  EXPECT_EQ(refused.error().kind, FaultKind::forbidden);
}

TEST_P(RemedyLife, lets_a_suit_follow_a_review_of_the_same_request_only) {
  auto context = officer();
  const auto about = request();
  const auto review = review_of(about, context.today());
  const Notification suit{
      .kind = "lawsuit", .request = about, .on = context.today(), .body = "法院", .after_review = *review};
  auto elsewhere = suit;
  elsewhere.request = {};
  elsewhere.unit = unit();
  EXPECT_EQ(record(context, elsewhere).error().code, "remedies.review_unknown");
  EXPECT_TRUE(record(context, suit));
  EXPECT_EQ(table(2026)[2].pending, 1);
}

TEST_P(RemedyLife, does_not_let_two_officers_overwrite_each_other) {
  auto one = officer(), two = officer();
  const auto id = review_of(request(), one.today());
  ASSERT_TRUE(note_answer(one, *id, one.today(), "", 1));
  EXPECT_EQ(note(two, *id, "已联系复议机关", 1).error().code, "version.conflict");
}

TEST_P(RemedyLife, warns_once_before_an_answer_is_due) {
  auto context = officer();
  ASSERT_TRUE(review_of(request(), context.today()));
  auto system = test().as_system();
  EXPECT_EQ(warn_of_answers(system), 0) << "five days ahead";
  test().clock.advance_seconds(4 * 86400);
  EXPECT_EQ(warn_of_answers(system), 1);
  warn_of_answers(system);
  const auto told =
      database().read([&](db::Session& s) { return casework::unseen(s, officer().actor, "requests.handle", 10); });
  EXPECT_THAT(told, SizeIs(1));
}

TEST_P(RemedyLife, is_bundled_with_digests_and_a_signature_that_holds) {
  const auto about = request();
  auto context = officer({"requests.read", "requests.handle", "requests.reveal"});
  const auto id = review_of(about, context.today());
  EXPECT_EQ(make_bundle(context, *id, " ").error().code, "remedies.missing") << "it holds personal data";
  auto poor = officer();
  EXPECT_EQ(make_bundle(poor, *id, "复议答复").error().kind, FaultKind::forbidden);
  const auto bundle = make_bundle(context, *id, "复议答复");
  ASSERT_TRUE(bundle) << bundle.error().code;
  const auto archive = documents::Archive::open(bundle->bytes).value();
  const auto page = archive.read("index.html").value();
  EXPECT_THAT(page, HasSubstr("王小明"));
  EXPECT_THAT(page, HasSubstr("收到复议申请书副本"));
  EXPECT_THAT(page, Not(HasSubstr("http"))) << "complete in itself";
  const auto list = archive.read("SHA256SUMS").value();
  EXPECT_THAT(list, HasSubstr(to_hex(auth::sha256(page)) + "  index.html\n"));
  EXPECT_EQ(to_hex(auth::sha256(list)), bundle->digest);
  EXPECT_EQ(archive.read("SHA256SUMS.sig").value(), audit::Signer::open(m_folder).signature_of(list));
  EXPECT_EQ(found(*id).of.version, 2) << "the making is an event of the case";
}

ON_EACH_ENGINE(RemedyLife);

}  // namespace
}  // namespace gongkai::remedies
