// From a file to the ledger: nothing that is uncertain or does not add up enters it without a person's decision.
#include "annual_report/compile.hpp"
#include "annual_report/store.hpp"
#include "report_check/check.hpp"
#include "report_check/reading_json.hpp"
#include "report_intake/findings_list.hpp"
#include "report_intake/judgement.hpp"
#include "report_intake/reports_in_archive.hpp"
#include "report_intake/store.hpp"
#include "requests/test_requests.hpp"
#include "tests/files_samples/report_documents.hpp"

namespace gongkai::report_intake {
namespace {

using report_check::published;
using report_format::Applicant;
using report_format::cell_of;
using report_format::Row;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ReportIntake : public requests::RequestTest {
 protected:
  ReportIntake() : RequestTest({"content", "policy", "annual_report", "report_intake"}) {}

  Context officer() { return with({"reports.read", "reports.write"}, unit()); }
  Context collector() { return with({"reports.read", "reports.collect"}, city().root); }

  std::filesystem::path written(const std::string& name, const std::string& bytes) {
    const auto path = std::filesystem::temp_directory_path() / ("report-intake-" + name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  ReportBatchId batch(Context context) {
    auto id = begin(context, unit(), "往年年报");
    EXPECT_TRUE(done(id));
    return id.value_or(ReportBatchId{});
  }

  /// One of the published reports as if it were the unit's, read into a batch.
  ReportFileId read_into(ReportBatchId id, std::size_t index, int year = 0) {
    const auto bytes = samples::html_of(samples::parts_of(published().at(index)));
    auto report = *report_check::read_report(*documents::read_pieces(bytes, documents::Format::html));
    report.unit = database().read([&](db::Session& s) { return directory::find_unit(s, unit())->name; });
    if (year > 0) report.year = year;
    auto context = officer();
    EXPECT_TRUE(done(add_file(context, id, written("a.html", bytes), "年报.html")));
    const auto lines =
        database().read([&](db::Session& s) { return store::files(s, id, store::Wanted::all, ReportFileId{}, 100); });
    File file{.line = lines.back(), .reading = json::to_string(report_check::reading_json(report))};
    file.line.state = FileState::read;
    file.line.unit_name = report.unit;
    file.line.unit = unit();
    file.line.year = report.year;
    auto system = test().as_system();
    EXPECT_TRUE(done(in_transaction(system, "test.read", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("reports.collect", "/"));
      store::update(tx.db(), file);
      return {};
    })));
    return file.line.id;
  }

  Judgement judged(ReportFileId id) {
    return database().read([&](db::Session& s) { return *judge(s, *store::find(s, id)); });
  }
  std::vector<std::string> against(ReportFileId id, Context context) {
    std::vector<std::string> codes;
    const auto faults =
        database().read([&](db::Session& s) { return why_not_keep(s, context, *judge(s, *store::find(s, id))); });
    for (const auto& fault : faults) codes.push_back(fault.code);
    return codes;
  }
  std::int64_t seen(ReportFileId id) { return judged(id).file.line.version; }

  /// Every doubtful cell as it was read, blanks as zero.
  void confirm_all(ReportFileId id) {
    const auto now = judged(id);
    std::vector<Decision> all;
    for (const int cell : now.open) all.push_back({cell, now.read.tables.value(cell)});
    auto context = officer();
    ASSERT_TRUE(done(decide(context, id, all, seen(id))));
  }
};

TEST_P(ReportIntake, keeps_a_clear_report_of_an_earlier_year_as_signed) {
  const auto id = read_into(batch(officer()), 2);
  auto context = officer();
  EXPECT_THAT(against(id, context), IsEmpty());
  const auto kept = keep(context, id, seen(id));
  ASSERT_TRUE(done(kept));
  const auto report = database().read([&](db::Session& s) { return *annual_report::load(s, vault(), *kept); });
  EXPECT_EQ(report.stage, "signed");
  const auto edition = database().read([&](db::Session& s) { return *annual_report::store::latest(s, *kept); });
  EXPECT_THAT(edition.reason, HasSubstr("年报.html"));
  const auto proof = database().read([&](db::Session& s) { return annual_report::signed_report(s, unit(), 2023); });
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->tables.at(Row::received, Applicant::total), 40);
  ASSERT_THAT(proof->parts, Contains(::testing::Key(1)));
  EXPECT_THAT(proof->parts.at(1), HasSubstr("全年共办理依申请办件42件"));
  EXPECT_THAT(proof->parts, Not(Contains(::testing::Key(3)))) << "labels of tables are no text";
  EXPECT_EQ(judged(id).file.line.state, FileState::kept);
  EXPECT_EQ(code_of(keep(context, id, seen(id))), "report_intake.kept_already");
}

TEST_P(ReportIntake, lets_nothing_uncertain_and_nothing_that_does_not_add_up_into_the_ledger) {
  const auto id = read_into(batch(officer()), 1);
  auto context = officer();
  EXPECT_THAT(against(id, context), Contains("report_intake.doubts_open"));
  EXPECT_THAT(against(id, context), Contains("annual_report.does_not_add_up"));
  EXPECT_FALSE(keep(context, id, seen(id)));
  confirm_all(id);
  EXPECT_THAT(against(id, context), ElementsAre("annual_report.does_not_add_up", "annual_report.does_not_add_up",
                                                "annual_report.does_not_add_up"));
  const auto now = judged(id);
  ASSERT_FALSE(now.checked.repairs.empty());
  std::vector<Decision> repair;
  for (const auto& change : now.checked.repairs.front().changes) repair.push_back({change.cell, change.to});
  EXPECT_THAT(repair, SizeIs(3));
  ASSERT_TRUE(done(decide(context, id, repair, seen(id))));
  EXPECT_THAT(against(id, context), IsEmpty());
  const auto kept = keep(context, id, seen(id));
  ASSERT_TRUE(done(kept));
  const auto edition = database().read([&](db::Session& s) { return *annual_report::store::latest(s, *kept); });
  EXPECT_EQ(annual_report::thaw(edition.frozen)->tables.at(Row::received, Applicant::total), 96);
}

TEST_P(ReportIntake, settles_what_was_ambiguous_once_every_cell_of_it_is_decided) {
  const auto id = read_into(batch(officer()), 0);
  const auto has_count = [&] {
    const auto now = judged(id);
    return std::ranges::any_of(now.checked.findings,
                               [](const report_check::Finding& finding) { return finding.code == "T4-COUNT"; });
  };
  EXPECT_TRUE(has_count());
  EXPECT_THAT(judged(id).open, SizeIs(15));
  confirm_all(id);
  EXPECT_FALSE(has_count());
  EXPECT_THAT(judged(id).open, IsEmpty());
}

TEST_P(ReportIntake, hands_in_the_report_of_last_year_and_does_not_sign_it) {
  to_day(2024, 1, 12);
  const auto id = read_into(batch(officer()), 2);
  auto own = officer();
  EXPECT_THAT(against(id, own), ElementsAre("auth.not_permitted")) << "the running year is the collector's";
  auto context = collector();
  const auto kept = keep(context, id, seen(id));
  ASSERT_TRUE(done(kept));
  const auto report = database().read([&](db::Session& s) { return *annual_report::load(s, vault(), *kept); });
  EXPECT_EQ(report.stage, "submitted");
}

TEST_P(ReportIntake, proves_the_carry_over_against_the_report_that_was_kept) {
  const auto first = read_into(batch(officer()), 2);
  auto context = officer();
  ASSERT_TRUE(done(keep(context, first, seen(first))));
  const auto next = read_into(batch(officer()), 2, 2024);
  const auto findings = judged(next).checked.findings;
  EXPECT_TRUE(std::ranges::any_of(findings, [](const auto& finding) { return finding.code == "Y-CARRY"; }))
      << "2 were carried in, none out of the year before";
}

TEST_P(ReportIntake, refuses_other_people_old_versions_and_impossible_values) {
  const auto id = read_into(batch(officer()), 2);
  auto stranger = with({"reports.read", "reports.write"}, city().east, PersonId{1003});
  const int cell = cell_of(Row::received, Applicant::natural);
  EXPECT_EQ(code_of(decide(stranger, id, {{cell, 1}}, seen(id))), "auth.not_permitted");
  auto context = officer();
  EXPECT_EQ(code_of(decide(context, id, {{cell, 1}}, seen(id) + 1)), "version.conflict");
  const auto refused = decide(context, id, {{cell, -1}, {9999, 1}}, seen(id));
  ASSERT_FALSE(refused);
  EXPECT_THAT(each_of(refused.error()), SizeIs(2));
  EXPECT_EQ(code_of(assign(context, id, {.unit = unit(), .year = 2018}, seen(id))), "annual_report.year_wrong");
}

TEST_P(ReportIntake, takes_a_decision_back) {
  const auto id = read_into(batch(officer()), 2);
  auto context = officer();
  const int cell = cell_of(Row::received, Applicant::natural);
  ASSERT_TRUE(done(decide(context, id, {{cell, 1}}, seen(id))));
  EXPECT_THAT(against(id, context), Not(IsEmpty()));
  ASSERT_TRUE(done(decide(context, id, {{cell, {}}}, seen(id))));
  EXPECT_THAT(against(id, context), IsEmpty());
}

TEST_P(ReportIntake, lists_findings_and_marks_what_looks_like_a_formula) {
  const auto in = batch(officer());
  const auto id = read_into(in, 1);
  auto system = test().as_system();
  ASSERT_TRUE(done(in_transaction(system, "test.path", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require("reports.collect", "/"));
    auto now = *judge(tx.db(), *store::find(tx.db(), id));
    now.file.line.path = "=cmd|x";
    note_findings(now.file, now.checked, 0);
    store::update(tx.db(), now.file);
    return {};
  })));
  const auto csv = database().read([&](db::Session& s) { return findings_csv(s, in); });
  EXPECT_THAT(csv, HasSubstr("\"T3-BAL\""));
  EXPECT_THAT(csv, Not(HasSubstr("\"=cmd")));
  EXPECT_TRUE(database().read([&](db::Session& s) { return findings_xlsx(s, in); }).starts_with("PK"));
}

TEST_P(ReportIntake, removes_a_batch_and_leaves_what_entered_the_ledger) {
  const auto in = batch(officer());
  const auto id = read_into(in, 2);
  auto context = officer();
  const auto kept = keep(context, id, seen(id));
  ASSERT_TRUE(done(kept));
  const auto version = database().read([&](db::Session& s) { return store::find(s, in)->version; });
  ASSERT_TRUE(done(remove(context, in, version)));
  EXPECT_FALSE(database().read([&](db::Session& s) { return store::find(s, id); }));
  EXPECT_TRUE(database().read([&](db::Session& s) { return annual_report::store::latest(s, *kept); }));
  EXPECT_THAT(
      database().read([&](db::Session& s) { return test().services.files->used_by(s, "annual_report", kept->value); }),
      SizeIs(1));
}

TEST_P(ReportIntake, takes_an_archive_as_its_reports_without_what_desktops_leave_in_it) {
  const auto in = batch(officer());
  auto context = officer();
  const auto zip = samples::zip_of(
      samples::Entries{{"甲/年报.txt", "甲"}, {"乙.html", "乙"}, {"__MACOSX/甲/年报.txt", "x"}, {"甲/.DS_Store", "x"}});
  const auto count = add_file(context, in, written("b.zip", zip), "全市.zip");
  ASSERT_TRUE(done(count));
  EXPECT_EQ(*count, 2);
  EXPECT_EQ(code_of(add_file(context, in, written("c.zip", samples::zip_of(samples::Entries{{"__MACOSX/a", "x"}})),
                             "空.zip")),
            "report_intake.empty_archive");
  EXPECT_FALSE(add_file(context, in, written("d.zip", samples::zip_of(samples::Entries{{"../a.txt", "x"}})), "坏.zip"));
}

TEST(Decisions, come_back_as_they_were_written) {
  const Decisions decisions{{3, 0}, {24, 96}, {150, -5}};
  EXPECT_EQ(decisions_of(decisions_json(decisions)), decisions);
  EXPECT_TRUE(decisions_of("").empty());
}

ON_EACH_ENGINE(ReportIntake);

}  // namespace
}  // namespace gongkai::report_intake
