// What the desk reads: the list of cases as an independent count, the own report before the checker, the board of a year.
#include <map>

#include "annual_report/case_list.hpp"
#include "annual_report/findings.hpp"
#include "annual_report/sheets.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "directory/api.hpp"
#include "platform/documents/csv.hpp"
#include "requests/test_requests.hpp"

namespace gongkai::annual_report {
namespace {

using report_format::Applicant;
using report_format::Row;
using report_format::TableId;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Figures figures() {
  Figures made{.unit = "云海市财政局", .year = 2025, .tables = empty_tables(Format::form_2021)};
  for (auto& cell : made.tables.cells)
    if (cell.is_blank()) cell = 0;
  made.tables.unit = report_format::MoneyUnit::ten_thousand;
  for (const auto column : {Applicant::natural, Applicant::total}) {
    made.tables.at(Row::received, column) = 7;
    made.tables.at(Row::r1, column) = 5;
    made.tables.at(Row::r7, column) = 5;
    made.tables.at(Row::carried_out, column) = 2;
  }
  return made;
}

std::vector<std::string> codes(const OwnFindings& own) {
  std::vector<std::string> all;
  for (const auto& finding : own.findings) all.push_back(finding.of.code);
  return all;
}

TEST(OwnFindings, mark_the_part_of_a_sentence_that_the_tables_contradict) {
  const auto own = findings_of(figures(), {{1, "本报告由云海市财政局编制。"}, {3, "2025年收到政府信息公开申请9件。"}});
  const auto found = std::ranges::find_if(own.findings, [](const OwnFinding& one) { return one.of.code == "N-RECV"; });
  ASSERT_NE(found, own.findings.end());
  EXPECT_EQ(found->part, 3);
  EXPECT_EQ(found->of.severity, report_check::Severity::warning);
}

TEST(OwnFindings, mark_the_sum_of_a_column_that_does_not_balance_and_propose_a_repair) {
  auto broken = figures();
  broken.tables.at(Row::carried_out, Applicant::natural) = 1;
  const auto own = findings_of(broken, {});
  const auto found = std::ranges::find_if(own.findings, [](const OwnFinding& one) { return one.of.code == "T3-BAL"; });
  ASSERT_NE(found, own.findings.end());
  EXPECT_EQ(found->cell, report_format::cell_of(Row::r7, Applicant::natural));
  EXPECT_THAT(own.repairs, Not(IsEmpty()));
}

TEST(OwnFindings, hold_the_year_against_the_one_before) {
  auto both = figures();
  both.last_year = figures().tables;
  EXPECT_THAT(codes(findings_of(both, {})), Contains("Y-CARRY")) << "two were carried out and none came in";
  EXPECT_THAT(codes(findings_of(figures(), {})), Not(Contains("Y-CARRY")));
}

TEST(CsvText, is_never_a_formula) {
  EXPECT_EQ(csv_text("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(csv_text("他说\"好\""), "\"他说\"\"好\"\"\"");
}

TEST(Pieces, say_which_words_are_figures) {
  const auto pieces = pieces_of("新收{{t3.new.total}}件，{{growth t3.new.total}}", figures());
  ASSERT_THAT(pieces, SizeIs(4));
  EXPECT_EQ(pieces[1].text, "7");
  EXPECT_EQ(pieces[1].reference, "t3.new.total");
  EXPECT_EQ(cell_meant(pieces[3].reference, Format::form_2021),
            report_format::cell_of(Row::received, Applicant::total));
  EXPECT_EQ(cell_meant("unit", Format::form_2021), -1);
}

class AnnualReportDesk : public requests::RequestTest {
 protected:
  AnnualReportDesk() : RequestTest({"content", "policy", "annual_report"}) {}

  CaseId draft(int year) {
    to_day(year + 1, 1, 5);
    auto system = test().as_system();
    EXPECT_TRUE(done(open_year(system, year)));
    return database().read([&](db::Session& s) { return store::of_unit(s, unit(), year); }).value_or(CaseId{});
  }
  Report report(CaseId id) {
    return database().read([&](db::Session& s) { return *load(s, vault(), id); });
  }
};

/// Table 3 once more, from nothing but the lines of the list.
std::map<std::pair<std::string, std::string>, std::int64_t> counted_from(std::string_view csv, int year) {
  std::map<std::pair<std::string, std::string>, std::int64_t> cells;
  const auto first = to_text(Day::of(year, 1, 1)), last = to_text(Day::of(year, 12, 31));
  documents::CsvReader reader(csv, ',');
  for (auto next = reader.next(); next; next = reader.next()) {
    const auto& row = (*next)->cells;
    if (row.front() != "request") continue;
    const auto add = [&](const std::string& line) {
      ++cells[{line, row[3]}];
      ++cells[{line, "total"}];
    };
    add(row[5] < first ? "carried_in" : "new");
    if (row[6].empty() || row[6] > last) {
      add("carried_out");
      continue;
    }
    add(row[9]);
    add("r7");
  }
  return cells;
}

TEST_P(AnnualReportDesk, gives_a_list_of_cases_from_which_every_counted_cell_can_be_recounted) {
  closed();
  in_hand("请求公开2026年度机关食堂采购合同");
  in_hand("请求公开2026年度公务用车维修费用明细");
  const auto of = report(draft(2026));
  const auto csv = database().read([&](db::Session& s) { return case_list_csv(s, test().services, of); });
  const auto made = database().read([&](db::Session& s) { return compile(s, test().services, of); });
  auto recounted = counted_from(csv, 2026);
  for (const auto& cell : report_format::form(made.format).cells) {
    if (cell.table != TableId::t3) continue;
    EXPECT_EQ(made.own.value(cell.cell), (recounted[{cell.row, cell.column}])) << cell.label;
  }
  EXPECT_EQ((recounted[{"new", "total"}]), 3);
}

TEST_P(AnnualReportDesk, lists_the_cases_behind_a_cell_a_page_at_a_time_without_a_name) {
  closed();
  in_hand("请求公开2026年度机关食堂采购合同");
  const auto of = report(draft(2026));
  database().read([&](db::Session& s) {
    const auto found = behind(s, test().services, of, report_format::cell_of(Row::received, Applicant::total));
    const auto first = lines_of(s, test().services, of, found.cases, {}, 1);
    ASSERT_THAT(first, SizeIs(1));
    const auto second = lines_of(s, test().services, of, found.cases, first.front().id, 1);
    ASSERT_THAT(second, SizeIs(1));
    EXPECT_NE(first.front().id, second.front().id);
    EXPECT_EQ(first.front().outcome_name, "予以公开");
    EXPECT_FALSE(second.front().closed);
    EXPECT_THAT(case_list_csv(s, test().services, of), Not(HasSubstr("欧阳")));
  });
}

TEST_P(AnnualReportDesk, knows_where_every_report_of_the_year_stands_by_one_statement) {
  const auto id = draft(2026);
  const auto standings = database().read([](db::Session& s) { return store::standings(s, 2026); });
  EXPECT_GT(standings.size(), 1u);
  const auto own = std::ranges::find(standings, id, &store::Standing::id);
  ASSERT_NE(own, standings.end());
  EXPECT_EQ(own->stage, "drafting");
  EXPECT_EQ(own->unit, unit());
  EXPECT_EQ(own->version, report(id).of.version);
}

ON_EACH_ENGINE(AnnualReportDesk);

}  // namespace
}  // namespace gongkai::annual_report
