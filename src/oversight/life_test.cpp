// An inspection from the draw to its end, and the archive, on both engines.
#include "casework/notices.hpp"
#include "oversight/archive.hpp"
#include "oversight/results.hpp"
#include "oversight/sampling.hpp"
#include "platform/documents/records.hpp"
#include "requests/test_requests.hpp"

namespace gongkai::oversight {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class OversightLife : public requests::RequestTest {
 protected:
  OversightLife() : RequestTest({"letters", "oversight"}) {}
  void SetUp() override {
    RequestTest::SetUp();
    if (IsSkipped()) return;
    scorer = city().person("scorer", city().east, {"editor"});
    grant(scorer, "request_scorer");
    organiser = city().person("organiser", city().root, {"editor"});
    grant(organiser, "request_supervisor");
  }
  void grant(PersonId person, const std::string& role) {
    auto system = test().as_system();
    directory::must(directory::set_roles(system, person, city().find(person).version, {{role, city().root, true}}));
  }

  Context by(PersonId person) { return city().as(person); }
  Context complaining() { return with({"requests.read", "oversight.appeal"}, unit(), PersonId{1001}); }
  void close_some(int count) {
    for (int i = 0; i < count; ++i) {
      const auto id = in_hand("请求公开第" + std::to_string(i) + "批项目的验收材料");
      auto context = officer();
      ASSERT_TRUE(done(requests::decide(context, id, {.outcome = "open", .reasons = "予以公开"}, version(id))));
      ASSERT_TRUE(done(requests::reply(context, id, {.way = "on_the_spot"}, version(id))));
    }
  }
  Order order(std::int64_t cases) {
    const auto today = test().clock.today();
    return {.name = "一季度抽检",
            .unit = city().root,
            .first_day = today - 60,
            .last_day = today,
            .amount = {.value = cases},
            .seed = "42"};
  }
  InspectionId drawn(std::int64_t cases = 2) {
    auto context = by(organiser);
    const auto id = draw(context, order(cases));
    EXPECT_TRUE(done(id));
    return id.value_or(InspectionId{});
  }
  Inspection find(InspectionId id) {
    return database().read([&](db::Session& s) { return *store::find(s, id); });
  }
  std::vector<Sample> samples(InspectionId id) {
    return database().read([&](db::Session& s) { return store::samples_of(s, vault(), id); });
  }
  std::vector<Entry> sheet_of(const Sample& sample) {
    auto context = by(scorer);
    const auto found =
        database().read([&](db::Session& s) { return Examined(s, context, sample.case_id).propose(catalog_sheet()); });
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < found.size(); ++i)
      entries.push_back({catalog_sheet().criteria[i].id, found[i].verdict.value_or(Verdict::met), 0, "看过案卷"});
    return entries;
  }
  InspectionId scored(std::int64_t lost = 4) {
    close_some(3);
    const auto id = drawn();
    auto context = by(organiser);
    EXPECT_TRUE(done(assign_all(context, id, {scorer}, 1)));
    auto scoring = by(scorer);
    for (const auto& sample : samples(id)) {
      auto entries = sheet_of(sample);
      auto& nature = *std::ranges::find(entries, "nature", &Entry::criterion);
      nature = {"nature", Verdict::partly, lost, "只回应了一项"};
      EXPECT_TRUE(done(score(scoring, sample.id, entries, sample.version)));
    }
    return id;
  }
  InspectionId told() {
    const auto id = scored();
    auto context = by(organiser);
    EXPECT_TRUE(done(tell(context, id, find(id).version)));
    return id;
  }

  PersonId scorer{}, organiser{};
};

TEST_P(OversightLife, draws_what_anyone_can_draw_again) {
  close_some(5);
  const auto id = drawn(3);
  const auto inspection = find(id);
  EXPECT_EQ(inspection.frame_size, 5);
  const auto candidates = database().read([&](db::Session& s) {
    return store::closed_requests(s, path_of(city().root), inspection.first_day, inspection.last_day);
  });
  std::vector<Listed> listed;
  for (const auto& one : candidates) listed.push_back({one.number, to_text(one.unit)});
  EXPECT_EQ(inspection.frame_digest, digest_of(listed));
  const auto again = oversight::draw(listed, inspection.amount, inspection.seed);
  const auto kept = samples(id);
  ASSERT_THAT(kept, SizeIs(3));
  for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_EQ(kept[i].number, listed[again.chosen[i]].number);
}

TEST_P(OversightLife, throws_the_dice_when_no_seed_is_named_and_draws_nothing_from_nothing) {
  auto context = by(organiser);
  EXPECT_EQ(code_of(draw(context, order(2))), "oversight.frame_empty");
  close_some(1);
  auto asked = order(1);
  asked.seed.clear();
  const auto id = draw(context, asked);
  ASSERT_TRUE(done(id));
  EXPECT_EQ(find(*id).seed.size(), 16u);
}

TEST_P(OversightLife, refuses_an_order_with_every_fault_at_once) {
  auto context = by(organiser);
  auto wrong = order(0);
  wrong.name.clear();
  wrong.outcomes = {"won"};
  wrong.last_day = wrong.first_day - 1;
  wrong.seed = "a\nb";
  const auto refused = draw(context, wrong);
  ASSERT_FALSE(refused);
  EXPECT_THAT(each_of(refused.error()), SizeIs(5));
  auto stranger = officer();
  EXPECT_EQ(draw(stranger, order(1)).error().kind, FaultKind::forbidden);
}

TEST_P(OversightLife, shows_the_size_of_a_frame_and_not_who_would_be_drawn) {
  close_some(4);
  auto context = by(organiser);
  const auto frame = frame_of(context, order(2));
  ASSERT_TRUE(done(frame));
  EXPECT_EQ(frame->size, 4);
  ASSERT_THAT(frame->strata, SizeIs(1));
  EXPECT_EQ(frame->strata.front().name, "云海市财政局");
  EXPECT_EQ(frame->strata.front().drawn, 2);
}

TEST_P(OversightLife, lets_nobody_score_the_cases_of_their_own_unit) {
  close_some(1);
  const auto id = drawn(1);
  const auto own = city().person("own", unit(), {"editor"});
  grant(own, "request_scorer");
  auto context = by(organiser);
  EXPECT_EQ(code_of(assign_all(context, id, {own}, 1)), "oversight.nobody_may_score");
  const auto sample = samples(id).front();
  EXPECT_EQ(code_of(assign(context, sample.id, own, 1)), "oversight.own_unit");
  EXPECT_EQ(code_of(assign(context, sample.id, city().editor, 1)), "oversight.scorer_unfit");
  ASSERT_TRUE(done(assign(context, sample.id, scorer, 1)));
  auto other = by(own);
  EXPECT_EQ(code_of(score(other, sample.id, {}, 2)), "oversight.not_your_sample");
}

TEST_P(OversightLife, keeps_what_the_system_found_beside_what_the_scorer_said) {
  const auto id = scored();
  const auto sample = samples(id).front();
  const auto scores = database().read([&](db::Session& s) { return store::scores_of(s, vault(), sample.id); });
  const auto in_time = std::ranges::find(scores, "in_time", &Score::criterion);
  ASSERT_NE(in_time, scores.end());
  EXPECT_EQ(in_time->found.verdict, Verdict::met);
  EXPECT_THAT(in_time->found.evidence, HasSubstr("期限20个工作日"));
  EXPECT_EQ(std::ranges::find(scores, "nature", &Score::criterion)->reason, "只回应了一项");
}

TEST_P(OversightLife, does_not_let_two_scorers_overwrite_each_other) {
  const auto id = scored();
  auto context = by(scorer);
  const auto sample = samples(id).front();
  EXPECT_EQ(code_of(score(context, sample.id, sheet_of(sample), sample.version - 1)), "version.conflict");
  EXPECT_TRUE(done(score(context, sample.id, sheet_of(sample), sample.version))) << "until the units are told";
}

TEST_P(OversightLife, tells_the_units_when_all_is_scored_and_changes_nothing_after) {
  close_some(2);
  const auto early = drawn(1);
  auto context = by(organiser);
  EXPECT_EQ(code_of(tell(context, early, 1)), "oversight.not_all_scored");
  const auto id = told();
  EXPECT_EQ(find(id).appeal_until, Day::of(2026, 3, 16)) << "ten working days after Monday, 2 March";
  const auto sample = samples(id).front();
  auto scoring = by(scorer);
  EXPECT_EQ(code_of(score(scoring, sample.id, sheet_of(sample), sample.version)), "oversight.told_already");
  const auto notices =
      database().read([&](db::Session& s) { return casework::unseen(s, complaining().actor, "requests.read", 50); });
  EXPECT_EQ(std::ranges::count(notices, "inspected", &casework::Notice::kind), 2);
}

TEST_P(OversightLife, shows_a_unit_its_own_results_and_only_when_they_are_told) {
  const auto id = scored();
  const auto seen_by = [&](Context context) {
    return database().read([&](db::Session& s) { return visible_samples(s, context, find(id)).size(); });
  };
  EXPECT_EQ(seen_by(complaining()), 0u);
  EXPECT_EQ(seen_by(by(scorer)), 2u);
  auto context = by(organiser);
  ASSERT_TRUE(done(tell(context, id, find(id).version)));
  EXPECT_EQ(seen_by(complaining()), 2u);
  EXPECT_EQ(seen_by(with({"requests.read"}, city().west)), 0u);
}

TEST_P(OversightLife, hears_an_appeal_and_gives_back_what_was_wrongly_taken) {
  const auto id = told();
  const auto sample = samples(id).front();
  auto unit_officer = complaining(), deciding = by(organiser);
  EXPECT_EQ(code_of(appeal(unit_officer, sample.id, " ", sample.version)), "oversight.words_missing");
  ASSERT_TRUE(done(appeal(unit_officer, sample.id, "第二项已在附件中答复", sample.version)));
  EXPECT_EQ(code_of(appeal(unit_officer, sample.id, "再次申诉", sample.version + 1)), "oversight.appealed_already");
  EXPECT_EQ(code_of(close(deciding, id, find(id).version)), "oversight.appeals_open");
  EXPECT_EQ(code_of(answer(deciding, sample.id, {"恢复", {{"nature", 9}}}, sample.version + 1)),
            "oversight.given_back_wrong");
  ASSERT_TRUE(done(answer(deciding, sample.id, {"恢复扣分", {{"nature", 0}}}, sample.version + 1)));
  const auto scores = database().read([&](db::Session& s) { return store::scores_of(s, vault(), sample.id); });
  EXPECT_EQ(mark_of(catalog_sheet(), scores).lost, 0);
  EXPECT_EQ(std::ranges::find(scores, "nature", &Score::criterion)->lost, 4) << "what was first taken stays on record";
  EXPECT_EQ(samples(id).front().answer, "恢复扣分");
}

TEST_P(OversightLife, ends_when_the_time_to_appeal_is_over) {
  const auto id = told();
  auto context = by(organiser);
  EXPECT_EQ(code_of(close(context, id, find(id).version)), "oversight.appeal_time_left");
  to_day(2026, 3, 17);
  auto late = complaining();
  const auto sample = samples(id).front();
  EXPECT_EQ(code_of(appeal(late, sample.id, "晚了", sample.version)), "oversight.appeal_too_late");
  EXPECT_TRUE(done(close(context, id, find(id).version)));
}

TEST_P(OversightLife, leaves_no_words_of_people_in_the_clear) {
  const auto id = told();
  auto context = complaining();
  const auto sample = samples(id).front();
  ASSERT_TRUE(done(appeal(context, sample.id, "闻人测试的材料已经提供", sample.version)));
  const db::Query raw{"test.raw_appeal", "SELECT appeal FROM inspection_sample WHERE id = $1"};
  const auto bytes = database().read([&](db::Session& s) { return s.one<db::Bytes>(raw, sample.id); });
  EXPECT_THAT(bytes->value, Not(HasSubstr("闻人测试")));
}

TEST_P(OversightLife, writes_its_results_as_a_workbook_that_says_how_it_was_drawn) {
  const auto id = told();
  auto context = by(organiser);
  const auto book =
      database().read([&](db::Session& s) { return workbook_of(find(id), scored_samples(s, context, find(id))); });
  const auto records = documents::read_workbook_records(book);
  ASSERT_TRUE(done(records));
  EXPECT_THAT(book, ::testing::StartsWith("PK"));
}

TEST_P(OversightLife, lists_the_archive_by_year_and_what_still_waits_with_its_gaps) {
  close_some(1);
  const auto waiting = closed("refuse_secret");
  auto context = officer();
  const auto list = [&](bool archived) {
    return database().read([&](db::Session& s) {
      return archive_list(s, context, {.unit_path = path_of(unit()), .year = 2026, .archived = archived, .limit = 10});
    });
  };
  EXPECT_THAT(list(true), IsEmpty());
  ASSERT_THAT(list(false), SizeIs(2));
  EXPECT_THAT(list(false).back().gaps, ::testing::ElementsAre("答复文书", "送达凭证"));
  ASSERT_TRUE(done(
      requests::attach(context, waiting, file("说明.txt", "原件已移送"), "说明.txt", "explanation", version(waiting))));
  ASSERT_TRUE(done(requests::archive(context, waiting, "2026-8", version(waiting))));
  ASSERT_THAT(list(true), SizeIs(1));
  EXPECT_EQ(list(true).front().shelf, "2026-8");
  EXPECT_EQ(list(true).front().retention, "30年");
  EXPECT_THAT(archive_workbook(list(true), "云海市财政局", 2026), ::testing::StartsWith("PK"));
}

TEST_P(OversightLife, prints_the_index_of_a_case_with_what_is_missing) {
  const auto id = closed("refuse_secret");
  auto context = officer();
  const auto index = database().read([&](db::Session& s) { return index_of(s, context, id); });
  EXPECT_THAT(index.remarks, SizeIs(2));
  ASSERT_FALSE(index.entries.empty());
  EXPECT_EQ(index.entries.front().title, "政府信息公开申请");
  EXPECT_TRUE(std::ranges::is_sorted(index.entries, {}, &IndexEntry::on));
  EXPECT_THAT(index_pdf(index, context), ::testing::StartsWith("%PDF"));
}

ON_EACH_ENGINE(OversightLife);

}  // namespace
}  // namespace gongkai::oversight
