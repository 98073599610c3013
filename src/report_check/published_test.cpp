// The published reports themselves, where the collection lies beside the repository.
#include "tests/files_samples/published_reports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report_check/check.hpp"
#include "report_check/report_json.hpp"

namespace gongkai::report_check {
namespace {
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class PublishedReports : public testing::Test {
 protected:
  static constexpr const char* folder = GONGKAI_SOURCE_DIR "/../shared/seeds";
  void SetUp() override {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the collection of published reports is not here";
  }
  static Checked checked(std::size_t index) {
    const auto bytes = content_of(std::filesystem::path(folder) / published().at(index).seed);
    const auto pieces = documents::read_plain_pieces(bytes);
    EXPECT_TRUE(pieces);
    auto report = read_report(*pieces);
    EXPECT_TRUE(report);
    return check(std::move(*report), nullptr);
  }
};

TEST_F(PublishedReports, every_cell_is_right) {
  for (std::size_t i = 0; i < published().size(); ++i) {
    const auto& known = published()[i];
    const auto read = checked(i);
    EXPECT_EQ(read.report.unit, known.unit);
    EXPECT_EQ(read.report.year, known.year);
    EXPECT_EQ(read.report.format, known.format);
    EXPECT_GT(read.report.confidence, 0.9);
    const auto tables = to_json(read.report.tables, read.report.format);
    for (const auto* table : {"t2", "t3", "t4"})
      EXPECT_EQ(tables.at(table), known.tables.at(table)) << known.id << " " << table;
  }
}

TEST_F(PublishedReports, yantai_office_2021_has_a_cell_too_many_and_sentences_to_look_at) {
  const auto read = checked(0);
  EXPECT_THAT(codes_of(read, Severity::error), ElementsAre("T4-COUNT"));
  EXPECT_THAT(codes_of(read, Severity::warning), UnorderedElementsAre("N-NOSUIT", "N-ALLREPLIED total"));
  ASSERT_EQ(read.repairs.size(), 1u);
  ASSERT_EQ(read.repairs[0].changes.size(), 1u);
  EXPECT_EQ(
      read.repairs[0].changes[0],
      (Change{report_format::cell_of(report_format::Remedy::suit_after_review, report_format::Ending::pending), 0, 2}));
}

TEST_F(PublishedReports, zhifu_2019_does_not_balance_and_three_cells_repair_it) {
  using report_format::Applicant;
  using report_format::Row;
  const auto read = checked(1);
  EXPECT_THAT(codes_of(read, Severity::error), ElementsAre("T3-BAL natural", "T3-BAL enterprise", "T3-BAL total"));
  EXPECT_THAT(codes_of(read, Severity::warning), UnorderedElementsAre("N-RECV total", "N-RECV total", "N-SUM total"));
  ASSERT_FALSE(read.repairs.empty());
  EXPECT_THAT(read.repairs[0].changes, ElementsAre(Change{cell_of(Row::received, Applicant::natural), 75, 76},
                                                   Change{cell_of(Row::received, Applicant::enterprise), 19, 20},
                                                   Change{cell_of(Row::received, Applicant::total), 94, 96}));
}

TEST_F(PublishedReports, zhaoyuan_office_2023_claims_a_growth_that_no_number_gives) {
  const auto read = checked(2);
  EXPECT_THAT(codes_of(read, Severity::error), IsEmpty());
  EXPECT_THAT(codes_of(read, Severity::warning), ElementsAre("N-GROWTH"));
  EXPECT_THAT(read.repairs, IsEmpty());
}

TEST_F(PublishedReports, yantai_bigdata_2020_lacks_a_unit) {
  const auto read = checked(3);
  EXPECT_THAT(codes_of(read, Severity::error), IsEmpty());
  EXPECT_THAT(codes_of(read, Severity::warning), ElementsAre("T2-UNIT amount", "N-PARTS"));
  EXPECT_THAT(read.repairs, IsEmpty());
}

TEST_F(PublishedReports, matters_of_form_are_said_without_blame) {
  std::vector<std::vector<std::string>> found;
  for (std::size_t i = 0; i < published().size(); ++i) found.push_back(codes_of(checked(i), Severity::info));
  EXPECT_THAT(found[0], UnorderedElementsAre("T2-LABEL repealed", "T4-SUM total", "S-TITLE", "N-CLAIM"));
  EXPECT_THAT(found[1], UnorderedElementsAre("BLANK", "BLANK", "N-WORDING", "N-YEAR", "S-CONTACT"));
  EXPECT_THAT(found[2], UnorderedElementsAre("S-TITLE", "S-TITLE", "S-TITLE", "S-TITLE", "N-DATE"));
  EXPECT_THAT(found[3], UnorderedElementsAre("S6-PLAN", "N-CLAIM", "S-CONTACT"));
}

}  // namespace
}  // namespace gongkai::report_check
