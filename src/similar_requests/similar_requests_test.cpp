#include <gmock/gmock.h>

#include "casework/cases.hpp"
#include "content/test_site.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/use_cases.hpp"
#include "similar_requests/index.hpp"

namespace gongkai::similar_requests {

namespace {
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
}  // namespace

class SimilarRequests : public content::SiteTest {
 protected:
  SimilarRequests() : SiteTest({"platform/calendar", "casework", "requests"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    test().services.vault = &vault;
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.calendars = m_calendars.get();
    test().services.after_commit = [this](const auto& changes) { follow(test().services, changes); };
  }
  CaseId asked(const std::string& description, std::string_view kind = requests::kind::request) {
    auto context = test().as_nobody();
    const auto receipt = requests::submit(context, {.kind = std::string(kind),
                                                    .site = site,
                                                    .unit = unit,
                                                    .applicant = {.name = "刘一手",
                                                                  .document_type = "resident_id",
                                                                  .document_number = "11010519491231002X",
                                                                  .phone = "13900001234"},
                                                    .description = description,
                                                    .wishes = {.form = "paper", .delivery = "pick_up"}});
    EXPECT_TRUE(receipt) << receipt.error().code;
    return receipt ? receipt->id : CaseId{};
  }
  std::vector<similarity::Near> near(CaseId id, const std::string& description) {
    return test().services.parts.of<RequestIndex>().near(test().services, id, {description}, 10);
  }
  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};

 private:
  std::unique_ptr<calendar::Calendars> m_calendars;
};
ON_EACH_ENGINE(SimilarRequests);

TEST_P(SimilarRequests, are_found_among_those_that_were_there_before) {
  const auto first = asked("滨河路改造工程2025年中标公告和合同");
  asked("学区划分依据和听证会笔录");
  const auto second = asked("滨河路改造工程2024年中标公告和合同");
  EXPECT_THAT(near(second, "滨河路改造工程2024年中标公告和合同"),
              ElementsAre(Field(&similarity::Near::key, first.value)));
}

TEST_P(SimilarRequests, are_found_as_soon_as_they_come_in) {
  EXPECT_THAT(near({}, "滨河路改造工程中标公告"), IsEmpty());
  const auto id = asked("滨河路改造工程中标公告");
  EXPECT_THAT(near({}, "滨河路改造工程中标公告"), ElementsAre(similarity::Near{id.value, 1.0}));
}

TEST_P(SimilarRequests, are_found_by_the_words_they_were_corrected_to) {
  const auto id = asked("修路的材料");
  near({}, "滨河路");  // the index is there before the correction
  auto officer = test().as(testing::actor_with({"requests.read", "requests.handle"}, "/"));
  const auto version = [&] {
    return database().read([&](db::Session& session) { return casework::find(session, vault, id)->version; });
  };
  ASSERT_TRUE(requests::confirm(officer, id, {}, "", version()));
  ASSERT_TRUE(requests::sign_for(officer, id, version()));
  ASSERT_TRUE(requests::ask_correction(officer, id, {.what = "请写明是哪一条路"}, version()));
  ASSERT_TRUE(requests::note_corrected(officer, id, {}, "滨河路改造工程2025年中标公告和合同", version()));
  EXPECT_THAT(near({}, "滨河路改造工程2025年中标公告和合同"), ElementsAre(similarity::Near{id.value, 1.0}));
  EXPECT_THAT(near({}, "修路的材料"), ElementsAre(similarity::Near{id.value, 1.0})) << "and by the first ones";
  RequestIndex fresh;
  EXPECT_THAT(fresh.near(test().services, {}, {"滨河路改造工程2025年中标公告和合同"}, 10),
              ElementsAre(similarity::Near{id.value, 1.0}))
      << "also when it is read from the tables";
}

TEST_P(SimilarRequests, are_requests_and_nothing_else) {
  near({}, "滨河路");
  asked("登记表中的出生日期有误，请更正", requests::kind::records_correction);
  EXPECT_THAT(near({}, "登记表中的出生日期有误，请更正"), IsEmpty());
}

}  // namespace gongkai::similar_requests
