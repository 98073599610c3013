// A report from its draft to its revision, over requests that were handled by their use cases.
#include "annual_report/evidence.hpp"
#include "annual_report/exchange.hpp"
#include "annual_report/jobs.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "requests/test_requests.hpp"

namespace gongkai::annual_report {
namespace {

using report_format::Applicant;
using report_format::Row;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AnnualReportLife : public requests::RequestTest {
 protected:
  AnnualReportLife() : RequestTest({"content", "policy", "annual_report"}) {}
  void SetUp() override {
    RequestTest::SetUp();
    if (!IsSkipped()) close_years(test().services);
  }

  Context writer() { return with({"reports.read", "reports.write"}, unit()); }
  Context signer() { return with({"reports.read", "reports.sign"}, unit(), PersonId{1002}); }

  /// The draft of the unit for the year before; the clock stands on 5 January.
  CaseId draft(int year) {
    to_day(year + 1, 1, 5);
    auto system = test().as_system();
    EXPECT_TRUE(done(open_last_year(system)));
    return database().read([&](db::Session& s) { return store::of_unit(s, unit(), year); }).value_or(CaseId{});
  }
  Report report(CaseId id) {
    return database().read([&](db::Session& s) { return *load(s, vault(), id); });
  }
  Compiled compiled(CaseId id) {
    return database().read([&](db::Session& s) { return compile(s, test().services, *load(s, vault(), id)); });
  }
  std::int64_t seen(CaseId id) { return report(id).of.version; }

  void fill_in(CaseId id) {
    auto context = writer();
    std::vector<Value> zeros;
    for (const auto& cell : report_format::form(compiled(id).format).cells)
      if (origin_of(cell) == Origin::entered) zeros.push_back({cell.cell, 0, "执法平台"});
    ASSERT_TRUE(done(enter(context, id, zeros, seen(id))));
    ASSERT_TRUE(done(write_part(context, id, 5, "更新不够及时，将按季度核对。", seen(id))));
  }
  void sign_off(CaseId id) {
    fill_in(id);
    auto writing = writer(), signing = signer();
    ASSERT_TRUE(done(submit(writing, id, seen(id))));
    ASSERT_TRUE(done(sign(signing, id, seen(id))));
  }
};

// Regulation Art. 49: departments by 31 January, governments by 31 March.
TEST(Terms, of_departments_end_in_january_and_of_governments_in_march) {
  EXPECT_EQ(due_of({.kind = directory::UnitKind::department}, 2025), Day::of(2026, 1, 31));
  EXPECT_EQ(due_of({.kind = directory::UnitKind::county}, 2025), Day::of(2026, 3, 31));
  EXPECT_EQ(due_of({.kind = directory::UnitKind::city}, 2025), Day::of(2026, 3, 31));
}

TEST_P(AnnualReportLife, drafts_stand_ready_on_the_second_of_january_and_once) {
  auto system = test().as_system();
  const auto reports_of_2026 = [&] {
    return database().read([](db::Session& s) { return store::of_year(s, 2026); }).size();
  };
  to_day(2027, 1, 1);
  ASSERT_TRUE(done(open_last_year(system)));
  EXPECT_EQ(reports_of_2026(), 0u);
  to_day(2027, 1, 2);
  ASSERT_TRUE(done(open_last_year(system)));
  const auto opened = reports_of_2026();
  EXPECT_GT(opened, 1u);
  ASSERT_TRUE(done(open_last_year(system)));
  EXPECT_EQ(reports_of_2026(), opened);
}

TEST_P(AnnualReportLife, counts_requests_and_leads_to_them_and_a_second_way_agrees) {
  const auto answered = closed();
  const auto open = in_hand("请求公开2026年度机关食堂采购合同");
  const auto id = draft(2026);
  const auto made = compiled(id);
  EXPECT_EQ(made.own.at(Row::received, Applicant::natural), 2);
  EXPECT_EQ(made.own.at(Row::r1, Applicant::total), 1);
  EXPECT_EQ(made.own.at(Row::carried_out, Applicant::total), 1);
  EXPECT_THAT(made.breaches, IsEmpty());
  const auto cases = [&](Row row) {
    return database().read([&](db::Session& s) {
      return behind(s, test().services, *load(s, vault(), id), report_format::cell_of(row, Applicant::total)).cases;
    });
  };
  EXPECT_THAT(cases(Row::r1), ElementsAre(answered));
  EXPECT_THAT(cases(Row::carried_out), ElementsAre(open));
  auto system = test().as_system();
  EXPECT_EQ(recount_all(system), 0);
}

TEST_P(AnnualReportLife, adds_a_child_to_its_parent_before_and_after_it_signed) {
  closed();
  const auto id = draft(2026);
  const auto of_root = [&] {
    const auto root =
        database().read([](db::Session& s) { return store::of_unit(s, directory::root_unit(s)->id, 2026); });
    return compiled(*root);
  };
  const auto child_in = [&](const Compiled& made) { return *std::ranges::find(made.children, unit(), &Child::unit); };
  EXPECT_EQ(of_root().own.at(Row::received, Applicant::total), 0) << "it is the child's, not the parent's own";
  EXPECT_EQ(of_root().tables.at(Row::received, Applicant::total), 1);
  EXPECT_EQ(child_in(of_root()).digest, "");
  sign_off(id);
  EXPECT_EQ(of_root().tables.at(Row::received, Applicant::total), 1);
  EXPECT_THAT(child_in(of_root()).digest, SizeIs(64));
}

TEST_P(AnnualReportLife, adds_up_what_the_ledgers_say_once_a_signed_report_was_returned) {
  const auto answered = closed();
  const auto id = draft(2026);
  sign_off(id);
  auto collecting = with({"reports.collect"}, unit());
  ASSERT_TRUE(done(return_to_unit(collecting, id, "请核对申请人类型", seen(id))));
  auto handling = officer();
  ASSERT_TRUE(done(requests::change_applicant_kind(handling, answered, "enterprise", "登记有误", version(answered))));
  const auto root =
      database().read([](db::Session& s) { return store::of_unit(s, directory::root_unit(s)->id, 2026); });
  const auto made = compiled(*root);
  EXPECT_EQ(made.tables.at(Row::received, Applicant::enterprise), 1);
  EXPECT_EQ(std::ranges::find(made.children, unit(), &Child::unit)->digest, "");
}

TEST_P(AnnualReportLife, closes_a_signed_year_until_a_revision_is_open) {
  const auto answered = closed();
  const auto id = draft(2026);
  sign_off(id);
  auto handling = officer();
  const auto change = [&] {
    return requests::change_applicant_kind(handling, answered, "enterprise", "登记有误", version(answered));
  };
  EXPECT_EQ(code_of(change()), "annual_report.year_closed") << "it would move a case to another column of 2026";
  auto signing = signer();
  ASSERT_TRUE(done(open_revision(signing, id, "申请人类型登记有误", seen(id))));
  EXPECT_TRUE(done(change()));
  ASSERT_TRUE(done(sign(signing, id, seen(id))));
  const auto editions = database().read([&](db::Session& s) { return store::editions(s, id); });
  ASSERT_THAT(editions, SizeIs(2));
  EXPECT_EQ(editions.front().reason, "申请人类型登记有误");
  EXPECT_EQ(thaw(editions.back().frozen)->tables.at(Row::received, Applicant::natural), 1) << "what was signed stays";
  EXPECT_EQ(thaw(editions.front().frozen)->tables.at(Row::received, Applicant::enterprise), 1);
}

TEST_P(AnnualReportLife, refuses_a_receipt_of_a_signed_year_but_not_one_of_today) {
  to_day(2026, 12, 31);
  const auto late = submitted();
  sign_off(draft(2026));
  auto handling = officer();
  EXPECT_EQ(code_of(requests::confirm(handling, late, Day::of(2026, 12, 31), "", version(late))),
            "annual_report.year_closed");
  EXPECT_TRUE(done(requests::confirm(handling, late, {}, "", version(late))));
}

TEST_P(AnnualReportLife, names_the_difference_to_last_year_and_wants_it_explained) {
  const auto open = in_hand();
  sign_off(draft(2026));
  auto handling = officer();
  ASSERT_TRUE(done(requests::transfer(handling, open, city().east, "属于该单位职责", version(open))));
  const auto id = draft(2027);
  const auto made = compiled(id);
  EXPECT_TRUE(made.has_last_year);
  ASSERT_THAT(made.gaps, SizeIs(2)) << "natural and total: signed 1, counted 0";
  for (const auto& gap : made.gaps) {
    EXPECT_THAT(gap.gone, ElementsAre(open)) << "the request that went to another unit is named";
    EXPECT_THAT(gap.joined, IsEmpty());
  }
  fill_in(id);
  auto writing = writer();
  EXPECT_EQ(code_of(submit(writing, id, seen(id))), "annual_report.carry_unexplained");
  ASSERT_TRUE(done(write_part(writing, id, 6, "上年结转的一件申请已移送其他单位办理。", seen(id))));
  EXPECT_TRUE(done(submit(writing, id, seen(id))));
}

TEST_P(AnnualReportLife, keeps_the_files_that_prove_an_entered_value_and_freezes_their_digests) {
  const auto id = draft(2026);
  fill_in(id);
  auto writing = writer();
  const auto& form = report_format::form(Format::form_2021);
  const int licences = form.cell_named("t2", "a20_5.licence", "decisions");
  ASSERT_TRUE(done(attach_evidence(writing, id, licences, file("导出.txt", "许可一览"), seen(id))));
  ASSERT_TRUE(done(attach_evidence(writing, id, licences, file("误传.txt", "别的"), seen(id))));
  const auto kept = [&] {
    return database().read([&](db::Session& s) { return evidence_of(s, test().services, id); });
  };
  ASSERT_THAT(kept(), SizeIs(2));
  ASSERT_TRUE(done(remove_evidence(writing, id, licences, kept().back().file, seen(id))));
  EXPECT_EQ(kept().front().name, "导出.txt");
  auto signing = signer();
  ASSERT_TRUE(done(submit(writing, id, seen(id))));
  EXPECT_EQ(code_of(remove_evidence(writing, id, licences, kept().front().file, seen(id))), "case.act_not_now");
  ASSERT_TRUE(done(sign(signing, id, seen(id))));
  const auto frozen = database().read([&](db::Session& s) { return thaw(store::latest(s, id)->frozen).value(); });
  const auto entry = std::ranges::find(frozen.entries, licences, &Entry::cell);
  EXPECT_THAT(entry->evidence, ElementsAre(kept().front().sha256));
}

TEST_P(AnnualReportLife, takes_evidence_for_what_is_entered_only) {
  const auto id = draft(2026);
  auto writing = writer();
  const auto counted = report_format::cell_of(Row::received, Applicant::natural);
  EXPECT_EQ(code_of(attach_evidence(writing, id, counted, file(), seen(id))), "annual_report.cell_counted");
  EXPECT_EQ(code_of(attach_evidence(writing, id, 9999, file(), seen(id))), "annual_report.cell_unknown");
  const int licences = report_format::form(Format::form_2021).cell_named("t2", "a20_5.licence", "decisions");
  EXPECT_EQ(code_of(remove_evidence(writing, id, licences, FileId{5}, seen(id))), "files.not_found");
  for (int i = 0; i < 10; ++i)
    ASSERT_TRUE(done(attach_evidence(writing, id, licences, file("表.txt", std::to_string(i)), seen(id))));
  EXPECT_EQ(code_of(attach_evidence(writing, id, licences, file(), seen(id))), "annual_report.evidence_full");
}

TEST_P(AnnualReportLife, reminds_of_the_term_and_of_being_late) {
  draft(2026);
  auto system = test().as_system();
  EXPECT_EQ(remind_of_terms(system), 0) << "26 days before the end of January";
  to_day(2027, 1, 26);
  EXPECT_GT(remind_of_terms(system), 0);
}

TEST_P(AnnualReportLife, does_not_let_two_editors_overwrite_each_other) {
  const auto id = draft(2026);
  auto one = writer(), two = writer();
  const auto version = seen(id);
  ASSERT_TRUE(done(write_part(one, id, 5, "一", version)));
  EXPECT_EQ(code_of(write_part(two, id, 5, "二", version)), "version.conflict");
}

ON_EACH_ENGINE(AnnualReportLife);

}  // namespace
}  // namespace gongkai::annual_report
