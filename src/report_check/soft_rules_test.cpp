#include "report_check/soft_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report_check/check.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Applicant;
using report_format::cell_of;
using report_format::Ending;
using report_format::Remedy;
using report_format::Row;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Report report_of(int year) {
  Report report{.unit = "云海市水务局",
                .year = year,
                .format = report_format::format_of_year(year),
                .has_table = {true, true, true}};
  report.spots.assign(report_format::cell_count, {});
  for (auto& cell : report.tables.cells) cell = 0;
  return report;
}
void set(Report& report, std::string_view row, std::string_view column, std::int64_t value) {
  const int cell = report_format::form(report.format).cell_named("t2", row, column);
  ASSERT_GE(cell, 0);
  report.tables.cells[static_cast<std::size_t>(cell)] = value;
}
std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> list;
  for (const auto& finding : findings) list.push_back(finding.code);
  return list;
}

TEST(SoftRules, more_suits_after_review_than_reviews_decided_are_pointed_out) {
  auto report = report_of(2025);
  report.tables.at(Remedy::review, Ending::upheld) = 1;
  report.tables.at(Remedy::review, Ending::pending) = 5;
  report.tables.at(Remedy::suit_after_review, Ending::total) = 1;
  EXPECT_THAT(soft_findings(report, nullptr), IsEmpty());
  report.tables.at(Remedy::suit_after_review, Ending::total) = 2;
  const auto alone = soft_findings(report, nullptr);
  ASSERT_THAT(codes(alone), ElementsAre("T4-REVIEW-SUIT"));
  EXPECT_EQ(alone[0].severity, Severity::info) << "an earlier year may explain it";
  auto last = report_of(2024);
  EXPECT_EQ(soft_findings(report, &last)[0].severity, Severity::warning);
  last.tables.at(Remedy::review, Ending::corrected) = 1;
  EXPECT_THAT(soft_findings(report, &last), IsEmpty());
}

TEST(SoftRules, documents_open_to_the_public_do_not_grow_by_more_than_was_published) {
  auto last = report_of(2019), report = report_of(2020);
  set(last, "a20_1.normative", "total_published", 40);
  set(report, "a20_1.normative", "published", 3);
  set(report, "a20_1.normative", "total_published", 43);
  EXPECT_THAT(soft_findings(report, &last), IsEmpty());
  set(report, "a20_1.normative", "total_published", 44);
  const auto found = soft_findings(report, &last);
  ASSERT_THAT(codes(found), ElementsAre("T2-PUB2"));
  EXPECT_EQ(found[0].expected, json::value(43));
  EXPECT_THAT(found[0].message, HasSubstr("43"));
}

TEST(SoftRules, no_more_is_repealed_than_was_in_force_or_made) {
  auto last = report_of(2024), report = report_of(2025);
  set(last, "a20_1.rule", "valid", 5);
  set(report, "a20_1.rule", "made", 1);
  set(report, "a20_1.rule", "repealed", 6);
  EXPECT_THAT(soft_findings(report, &last), IsEmpty());
  set(report, "a20_1.rule", "repealed", 7);
  EXPECT_THAT(codes(soft_findings(report, &last)), ElementsAre("T2-REPEAL"));
}

TEST(SoftRules, the_form_of_2021_is_not_held_against_that_of_2019) {
  auto last = report_of(2020), report = report_of(2021);
  set(report, "a20_1.rule", "repealed", 7);
  EXPECT_THAT(soft_findings(report, &last), IsEmpty());
}

TEST(SoftRules, a_tenfold_change_is_pointed_out_but_not_among_small_numbers) {
  auto last = report_of(2024), report = report_of(2025);
  last.tables.at(Row::received, Applicant::total) = 2;
  report.tables.at(Row::received, Applicant::total) = 25;
  EXPECT_THAT(soft_findings(report, &last), IsEmpty());
  last.tables.at(Row::received, Applicant::total) = 30;
  report.tables.at(Row::received, Applicant::total) = 299;
  EXPECT_THAT(soft_findings(report, &last), IsEmpty());
  report.tables.at(Row::received, Applicant::total) = 300;
  EXPECT_THAT(codes(soft_findings(report, &last)), ElementsAre("O-HISTORY"));
}

std::vector<Checked> folder_of(int count) {
  std::vector<Checked> files;
  for (int i = 0; i < count; ++i) {
    files.push_back({.path = std::to_string(i), .report = report_of(2025)});
    files.back().report.tables.at(Row::received, Applicant::total) = 10 + i;
  }
  files.back().report.tables.at(Row::received, Applicant::total) = 99'000;
  return files;
}

TEST(Peers, a_figure_out_of_all_proportion_is_named_with_the_number_of_reports) {
  auto files = folder_of(30);
  check_peers(files);
  for (std::size_t i = 0; i + 1 < files.size(); ++i) EXPECT_THAT(files[i].findings, IsEmpty());
  ASSERT_THAT(codes(files.back().findings), ElementsAre("O-PEERS"));
  EXPECT_THAT(files.back().findings[0].message, HasSubstr("30 份"));
}

TEST(Peers, fewer_than_thirty_are_no_measure) {
  auto files = folder_of(29);
  check_peers(files);
  EXPECT_THAT(files.back().findings, IsEmpty());
}

TEST(Contact, is_missed_in_a_report_with_parts_and_found_by_its_telephone) {
  auto report = report_of(2025);
  report.paragraphs = {{.text = "一、总体情况", .section = 1},
                       {.text = "公开机构设置、办公地址、联系电话等信息。", .section = 1}};
  const auto has = [](const Checked& checked) {
    return std::ranges::any_of(checked.findings, [](const Finding& finding) { return finding.code == "S-CONTACT"; });
  };
  EXPECT_TRUE(has(check(report, nullptr)));
  report.paragraphs.push_back({.text = "如有疑问，请与本单位联系，联系电话：0000-12345678。", .section = 1});
  EXPECT_FALSE(has(check(report, nullptr)));
  report.paragraphs = {{.text = "只有表格"}};
  EXPECT_FALSE(has(check(report, nullptr)));
}

}  // namespace
}  // namespace gongkai::report_check
