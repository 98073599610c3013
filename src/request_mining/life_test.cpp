#include "case_library/test_library.hpp"
#include "casework/notices.hpp"
#include "request_mining/store.hpp"
#include "request_mining/use_cases.hpp"

namespace gongkai::request_mining {

namespace {
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
constexpr const char* road = "滨河路改造工程2025年中标公告和合同";
}  // namespace

class Mining : public case_library::LibraryTest {
 protected:
  Mining() : LibraryTest({"catalogue", "request_mining"}) {}
  static Person person(int number) {
    static const std::vector<std::string> numbers{"11010519491231002X", "110105194912310038", "110105194912310054"};
    return {.name = std::vector<std::string>{"慕容甲", "慕容乙", "慕容丙"}.at(static_cast<std::size_t>(number)),
            .number = numbers.at(static_cast<std::size_t>(number)),
            .phone = "1390000000" + std::to_string(number)};
  }
  CaseId given(int number, const std::string& description = road, const std::string& outcome = "open") {
    return closed(person(number), description, outcome);
  }
  std::vector<CaseId> three() { return {given(0), given(1), given(2)}; }
  std::int64_t searched() {
    auto system = test().as_system();
    const auto found = search(system);
    EXPECT_TRUE(found) << code_of(found);
    return found.value_or(-1);
  }
  std::vector<Conversion> all() {
    return reading([&](db::Session& s) { return store::list(s, vault, content::city_path, true, {}, 50); });
  }
  std::vector<CaseId> cases(ConversionId id) {
    return reading([&](db::Session& s) { return store::cases_of(s, id); });
  }
  Conversion only() {
    EXPECT_THAT(all(), SizeIs(1));
    return all().at(0);
  }
  Result<void> decided(const Ruling& ruling) {
    auto context = officer();
    const auto one = only();
    return decide(context, one.id, ruling, one.version);
  }
  std::vector<casework::Notice> notices_told() {
    auto context = officer();
    return reading([&](db::Session& s) { return casework::unseen(s, context.actor, "requests.handle", 50); });
  }
  CaseId proposal(CaseId about) {
    auto context = officer();
    auto form = form_of(person(0), unit, "建议把滨河路工程的合同列为主动公开");
    form.kind = requests::kind::proactive_proposal;
    form.about = about;
    const auto receipt =
        requests::take_in(context, {.submission = form, .channel = "in_person", .arrived_on = context.today()});
    EXPECT_TRUE(receipt) << code_of(receipt);
    return receipt.value_or(requests::Receipt{}).id;
  }
};
ON_EACH_ENGINE(Mining);

TEST_P(Mining, queues_what_three_applicants_were_given) {
  const auto of = three();
  EXPECT_EQ(searched(), 1);
  EXPECT_THAT(cases(only().id), ElementsAre(of[0], of[1], of[2]));
  EXPECT_EQ(reading([&](db::Session& s) { return applicants_behind(s, only().id); }), 3);
  EXPECT_EQ(searched(), 0) << "found again it is the same";
}

TEST_P(Mining, passes_over_what_was_refused_or_asked_twice_by_one) {
  given(0);
  given(1);
  given(0);
  given(2, road, "refuse_internal");
  EXPECT_EQ(searched(), 0);
}

TEST_P(Mining, grows_until_it_is_decided) {
  three();
  searched();
  const auto more = given(0, "滨河路改造工程2025年中标公告和合同文本");
  EXPECT_EQ(searched(), 0);
  EXPECT_THAT(cases(only().id), ::testing::Contains(more));
  expect(decided({.decision = "keep", .ground = "individual", .reason = "只与各自房屋有关"}));
  given(1);
  EXPECT_EQ(searched(), 0) << "after the decision it takes three new applicants";
  given(2);
  given(0);
  EXPECT_EQ(searched(), 1);
}

TEST_P(Mining, is_decided_once_with_ground_and_reason) {
  three();
  searched();
  EXPECT_EQ(code_of(decided({.decision = "keep", .reason = "无"})), "request_mining.ground_missing");
  EXPECT_EQ(code_of(decided({.decision = "publish"})), "field.missing");
  expect(decided({.decision = "publish", .reason = "多人申请，公众关心"}));
  EXPECT_EQ(code_of(decided({.decision = "publish", .reason = "再来"})), "request_mining.decided");
}

TEST_P(Mining, is_decided_by_those_who_may) {
  three();
  searched();
  const auto one = only();
  auto reader = second();
  EXPECT_EQ(code_of(decide(reader, one.id, {.decision = "publish", .reason = "好"}, one.version)),
            "auth.not_permitted");
  auto stranger = with({"catalogue.manage"}, PersonId{3001});
  EXPECT_EQ(code_of(decide(stranger, one.id, {.decision = "publish", .reason = "好"}, one.version)),
            "request_mining.not_found");
}

TEST_P(Mining, ends_when_its_document_is_public) {
  three();
  searched();
  const auto document = submitted();
  expect(decided({.decision = "publish", .reason = "公众关心", .document = document}));
  EXPECT_EQ(only().document, document);
  EXPECT_EQ(stage_of(only(), false), Stage::publishing);
  auto releaser = as_releaser();
  ASSERT_TRUE(content::release(releaser, document, 2));
  EXPECT_EQ(stage_of(only(), true), Stage::published);
}

TEST_P(Mining, links_a_document_of_its_own_unit_alone) {
  three();
  searched();
  expect(decided({.decision = "publish", .reason = "公众关心"}));
  auto context = officer();
  EXPECT_EQ(code_of(link(context, only().id, DocumentId{77}, only().version)), "request_mining.document_unknown");
  expect(link(context, only().id, written(), only().version));
}

// Regulation Art. 44(2): an applicant may propose it; one proposal is enough to be looked at.
TEST_P(Mining, queues_a_proposal_at_once) {
  const auto of = proposal(given(0));
  EXPECT_EQ(searched(), 1);
  EXPECT_EQ(only().source, source::proposal);
  EXPECT_THAT(cases(only().id), ElementsAre(of));
}

TEST_P(Mining, puts_a_proposal_to_the_requests_it_is_about) {
  const auto of = three();
  searched();
  const auto proposed = proposal(of[1]);
  EXPECT_EQ(searched(), 0);
  EXPECT_THAT(cases(only().id), ::testing::Contains(proposed));
}

TEST_P(Mining, reminds_before_the_term_ends_and_once) {
  three();
  searched();
  auto system = test().as_system();
  expect(remind(system));
  EXPECT_THAT(notices_told(), IsEmpty());
  test().clock.advance_seconds(25 * 86'400);
  expect(remind(system));
  expect(remind(system));
  EXPECT_THAT(notices_told(), ElementsAre(::testing::Field(&casework::Notice::kind, "conversion_due")));
}

TEST_P(Mining, counts_topics_without_anybodys_name) {
  for (int i = 0; i < 3; ++i)
    taken(person(i), "我叫" + person(i).name + "，电话1390000000" + std::to_string(i) + "，请公开集体土地征收批文");
  const auto today = test().clock.today();
  const auto asked = reading([&](db::Session& s) {
    return asked_in(s, test().services, content::city_path, {Day::of(today.year(), today.month(), 1)},
                    [](std::string_view) { return true; });
  });
  ASSERT_THAT(asked, SizeIs(3));
  EXPECT_THAT(asked[0].description, Not(HasSubstr("慕容")));
  EXPECT_THAT(asked[0].description, Not(HasSubstr("1390")));
  EXPECT_EQ(applicants_among(asked), 3);
  EXPECT_EQ(topics_of(asked, {}, settings()).front().word, "集体土地征收批文");
}

TEST_P(Mining, keeps_memos_with_their_end) {
  auto context = officer();
  const auto today = context.today();
  Memo memo{.unit = unit,
            .word = "集体土地征收",
            .month = Day::of(today.year(), today.month(), 1),
            .responsible = other_unit,
            .due_on = today + 30,
            .cause = "公告张贴后群众不了解补偿标准",
            .measures = "在专栏集中公开补偿标准"};
  const auto id = write_memo(context, memo);
  ASSERT_TRUE(id) << code_of(id);
  EXPECT_EQ(code_of(finish_memo(context, *id, "", 1)), "field.missing");
  expect(finish_memo(context, *id, "已经公开，申请量下降", 1));
  EXPECT_EQ(code_of(finish_memo(context, *id, "再次", 2)), "request_mining.memo_done");
  memo.due_on = today - 1;
  memo.cause = "";
  const auto refused = write_memo(context, memo);
  ASSERT_FALSE(refused);
  EXPECT_THAT(content::codes_of(refused.error()), ElementsAre("field.missing", "request_mining.due_past"));
}

TEST_P(Mining, keeps_memos_from_those_without_the_right) {
  auto reader = with({"requests.read"}, PersonId{3001});
  EXPECT_EQ(code_of(write_memo(reader, {.unit = unit, .word = "x"})), "auth.not_permitted");
}

}  // namespace gongkai::request_mining
