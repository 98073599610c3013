#include "report_check/doubts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "report_check/check.hpp"
#include "report_check/reading_json.hpp"
#include "report_check/report_json.hpp"
#include "tests/files_samples/report_documents.hpp"

namespace gongkai::report_check {
namespace {
using testing::HasSubstr;
using testing::IsEmpty;

Report read(std::size_t index) {
  const auto pieces =
      documents::read_pieces(samples::html_of(samples::parts_of(published().at(index))), documents::Format::html);
  return *read_report(*pieces);
}
std::set<Doubt> reasons(const std::vector<Doubtful>& doubts) {
  std::set<Doubt> all;
  for (const auto& doubt : doubts) all.insert(doubt.why);
  return all;
}

TEST(Doubts, there_are_none_in_a_report_that_is_filled_in_and_read_clearly) {
  EXPECT_THAT(doubts_of(read(2)), IsEmpty());
}

TEST(Doubts, every_blank_cell_is_one) {
  const auto report = read(1);
  const auto doubts = doubts_of(report);
  EXPECT_EQ(reasons(doubts), std::set{Doubt::blank});
  for (const auto& doubt : doubts) EXPECT_TRUE(report.tables.cells[static_cast<std::size_t>(doubt.cell)].is_blank());
}

TEST(Doubts, a_cell_too_many_makes_the_whole_row_of_table_4_doubtful) {
  const auto doubts = doubts_of(read(0));
  EXPECT_EQ(doubts.size(), 15u);
  EXPECT_EQ(reasons(doubts), std::set{Doubt::misplaced});
}

TEST(Doubts, money_without_its_unit_is_one) {
  EXPECT_EQ(reasons(doubts_of(read(3))), std::set{Doubt::unit});
}

TEST(Doubts, everything_that_was_read_from_a_picture_is_one) {
  auto report = read(2);
  report.is_recognised = true;
  EXPECT_EQ(doubts_of(report).size(), report_format::form(report.format).cells.size());
}

TEST(Sources, say_what_stands_in_the_file_where_a_cell_was_read) {
  const auto report = read(1);
  const auto cell =
      static_cast<std::size_t>(report_format::cell_of(report_format::Row::received, report_format::Applicant::natural));
  EXPECT_EQ(report.sources[cell].text, "75");
  ASSERT_GE(report.sources[cell].line, 0);
  EXPECT_THAT(report.lines[static_cast<std::size_t>(report.sources[cell].line)].text,
              HasSubstr("新收政府信息公开申请"));
}

TEST(Reading, comes_back_as_it_was_kept) {
  for (std::size_t i = 0; i < published().size(); ++i) {
    const auto report = read(i);
    const auto back = report_of(json::parse(json::to_string(reading_json(report))).value());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->tables, report.tables);
    EXPECT_EQ(back->spots, report.spots);
    EXPECT_EQ(back->sources, report.sources);
    EXPECT_EQ(json::to_string(to_json(check(*back, nullptr))), json::to_string(to_json(check(report, nullptr))));
  }
}

TEST(Reading, that_was_damaged_is_refused) {
  for (const auto* text : {"null", "[]", "{}", R"({"unit":1})"})
    EXPECT_FALSE(report_of(json::parse(text).value())) << text;
  auto reading = reading_json(read(2));
  reading["cells"].as_array().resize(3);
  EXPECT_FALSE(report_of(reading));
  reading = reading_json(read(2));
  reading["cells"].as_array()[0].as_array()[1] = 999;
  EXPECT_FALSE(report_of(reading));
}

}  // namespace
}  // namespace gongkai::report_check
