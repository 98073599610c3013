#include "report_format/columns.hpp"

#include <gtest/gtest.h>

#include <random>

#include "report_format/identities.hpp"

namespace gongkai::report_format {
namespace {

class ColumnsOf : public testing::TestWithParam<Format> {};
INSTANTIATE_TEST_SUITE_P(, ColumnsOf, testing::Values(Format::form_2019, Format::form_2021),
                         [](const auto& of) { return "form_" + std::string(name_of(of.param)); });

/// Adds up in half of the cases: random cells would hardly ever.
Tables random_tables(Format of, std::mt19937& random) {
  Tables tables;
  const auto& shape = form(of);
  for (const auto& name : shape.cells) tables.cells[static_cast<std::size_t>(name.cell)] = 0;
  const auto kind = static_cast<Applicant>(random() % 6);
  const auto many = static_cast<std::int64_t>(random() % 40);
  for (const auto column : {kind, Applicant::total})
    for (const auto row : {Row::received, Row::r2, Row::r7}) tables.at(row, column) = many;
  if (random() % 2) return tables;
  const auto& cell = shape.cells[random() % shape.cells.size()];
  tables.cells[static_cast<std::size_t>(cell.cell)] = static_cast<std::int64_t>(random() % 50) - 10;
  return tables;
}

TEST_P(ColumnsOf, answer_for_every_report_what_the_identities_answer_for_it_alone) {
  std::mt19937 random(7);
  for (const std::size_t rows : {1U, 63U, 64U, 65U, 1000U}) {
    Columns columns(rows);
    std::vector<std::uint8_t> expected;
    for (std::size_t row = 0; row < rows; ++row) {
      const auto tables = random_tables(GetParam(), random);
      columns.put(row, tables);
      expected.push_back(adds_up(tables, GetParam()));
    }
    EXPECT_EQ(adding_up(columns, GetParam()), expected) << rows;
  }
}

TEST(Columns, give_back_the_tables_that_were_put_in_with_their_blanks) {
  Tables tables{.unit = MoneyUnit::ten_thousand};
  tables.at(Row::received, Applicant::natural) = 7;
  tables.at(Row::r1, Applicant::natural) = 0;
  Columns columns(3);
  columns.put(1, tables);
  EXPECT_EQ(columns.at(1, MoneyUnit::ten_thousand), tables);
  EXPECT_EQ(columns.at(0, MoneyUnit::none), Tables{});
}

TEST(Columns, fill_a_blank_cell_when_something_is_added_to_it) {
  Columns columns(1);
  columns.add(0, 3, 5);
  columns.add(0, 3, -5);
  EXPECT_EQ(columns.at(0, MoneyUnit::none).cells[3], Count(0));
  columns.set(0, 3, {});
  EXPECT_TRUE(columns.at(0, MoneyUnit::none).cells[3].is_blank());
}

TEST(Columns, of_no_reports_have_nothing_to_check) {
  EXPECT_TRUE(adding_up(Columns{}, Format::form_2021).empty());
}

}  // namespace
}  // namespace gongkai::report_format
