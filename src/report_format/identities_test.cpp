#include "report_format/identities.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace gongkai::report_format {
namespace {

/// A table that adds up, of random cases.
Tables random_tables(Format of, std::mt19937& random) {
  Tables tables;
  const auto& shape = form(of);
  for (const auto& name : shape.cells) tables.cells[static_cast<std::size_t>(name.cell)] = 0;
  const auto pick = [&](int below) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(below)); };
  for (int column = 0; column < 6; ++column) {
    const auto kind = static_cast<Applicant>(column);
    std::int64_t closed = 0;
    for (const auto& row : shape.t3) {
      if (row.row < Row::r1 || row.row >= Row::r7) continue;
      const auto count = pick(30);
      tables.at(row.row, kind) = count;
      closed += count;
    }
    tables.at(Row::r7, kind) = closed;
    const auto carried_in = std::min<std::int64_t>(pick(9), closed);
    tables.at(Row::carried_in, kind) = carried_in;
    tables.at(Row::carried_out, kind) = pick(9);
    tables.at(Row::received, kind) = closed + tables.at(Row::carried_out, kind).value() - carried_in;
  }
  for (const auto& row : shape.t3) {
    std::int64_t total = 0;
    for (int column = 0; column < 6; ++column) total += tables.at(row.row, static_cast<Applicant>(column)).value();
    tables.at(row.row, Applicant::total) = total;
  }
  for (int block = 0; block < t4_blocks; ++block) {
    std::int64_t total = 0;
    for (int i = 0; i < 4; ++i) {
      const auto count = pick(5);
      tables.at(static_cast<Remedy>(block), static_cast<Ending>(i)) = count;
      total += count;
    }
    tables.at(static_cast<Remedy>(block), Ending::total) = total;
  }
  return tables;
}

class BothFormats : public testing::TestWithParam<Format> {};
INSTANTIATE_TEST_SUITE_P(, BothFormats, testing::Values(Format::form_2019, Format::form_2021),
                         [](const auto& of) { return "form_" + std::string(name_of(of.param)); });

TEST_P(BothFormats, a_table_counted_from_cases_adds_up) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const auto tables = random_tables(GetParam(), random);
    EXPECT_TRUE(adds_up(tables, GetParam()));
    EXPECT_TRUE(breaches_of(tables, GetParam()).empty());
  }
}

TEST_P(BothFormats, the_equations_say_the_same_as_the_identities) {
  std::mt19937 random(2);
  const auto equations = equations_of(GetParam());
  const auto& cells = form(GetParam()).cells;
  for (int i = 0; i < 2000; ++i) {
    auto tables = random_tables(GetParam(), random);
    for (unsigned changes = random() % 4; changes > 0; --changes) {
      const auto& cell = cells[random() % cells.size()];
      tables.cells[static_cast<std::size_t>(cell.cell)] = static_cast<std::int64_t>(random() % 50);
    }
    std::multiset<std::pair<std::string_view, int>> from_equations, from_rules;
    for (const auto& equation : equations)
      if (!equation.holds(tables)) from_equations.emplace(code_of(equation.rule), equation.place);
    for (const auto& breach : breaches_of(tables, GetParam())) from_rules.emplace(code_of(breach.rule), breach.cell);
    EXPECT_EQ(from_equations, from_rules);
    EXPECT_EQ(adds_up(tables, GetParam()), from_rules.empty());
  }
}

TEST_P(BothFormats, any_other_number_in_a_cell_of_table_3_breaks_a_rule) {
  std::mt19937 random(3);
  const auto good = random_tables(GetParam(), random);
  for (const auto& name : form(GetParam()).cells) {
    if (name.table != TableId::t3) continue;
    auto tables = good;
    tables.cells[static_cast<std::size_t>(name.cell)] = good.value(name.cell) + 1;
    EXPECT_FALSE(adds_up(tables, GetParam())) << name.label;
  }
}

TEST(Identities, zhifu_2019_breaks_the_balance_in_three_columns) {
  Tables tables;  // 94 + 0 ≠ 94 + 2; the other rows are left out, so the sum of results would break as well
  const auto row = [&](Row name, std::int64_t natural, std::int64_t enterprise) {
    tables.at(name, Applicant::natural) = natural;
    tables.at(name, Applicant::enterprise) = enterprise;
    tables.at(name, Applicant::total) = natural + enterprise;
  };
  row(Row::received, 75, 19);
  row(Row::r1, 75, 19);
  row(Row::r7, 75, 19);
  row(Row::carried_out, 1, 1);
  const auto breaches = breaches_of(tables, Format::form_2019);
  ASSERT_EQ(breaches.size(), 3u);
  for (const auto& breach : breaches) EXPECT_EQ(code_of(breach.rule), "T3-BAL");
  EXPECT_EQ(breaches[2], (Breach{Rule::t3_balance, cell_of(Row::received, Applicant::total), 94, 96}));
}

TEST(Identities, what_was_carried_over_is_taken_over_column_by_column) {
  std::mt19937 random(4);
  const auto last = random_tables(Format::form_2021, random);
  auto next = random_tables(Format::form_2021, random);
  for (int column = 0; column < t3_columns; ++column)
    next.at(Row::carried_in, static_cast<Applicant>(column)) =
        last.at(Row::carried_out, static_cast<Applicant>(column));
  EXPECT_TRUE(breaches_between(last, Format::form_2021, next, Format::form_2021).empty());
  next.at(Row::carried_in, Applicant::legal) = last.at(Row::carried_out, Applicant::legal).value() + 2;
  const auto breaches = breaches_between(last, Format::form_2021, next, Format::form_2021);
  ASSERT_EQ(breaches.size(), 1u);
  EXPECT_EQ(code_of(breaches[0].rule), "Y-CARRY");
  EXPECT_EQ(breaches[0].left, breaches[0].right + 2);
}

TEST(Identities, the_stock_of_documents_goes_on_from_year_to_year) {
  const auto& shape = form(Format::form_2021);
  Tables last, next;
  const auto set = [&](Tables& tables, std::string_view column, std::int64_t value) {
    tables.cells[static_cast<std::size_t>(shape.cell_named("t2", "a20_1.normative", column))] = value;
  };
  set(last, "valid", 12);
  set(next, "made", 1);
  set(next, "repealed", 3);
  set(next, "valid", 10);  // 12 + 1 − 3
  EXPECT_TRUE(breaches_between(last, Format::form_2021, next, Format::form_2021).empty());
  set(next, "valid", 11);
  const auto breaches = breaches_between(last, Format::form_2021, next, Format::form_2021);
  ASSERT_EQ(breaches.size(), 1u);
  EXPECT_EQ(breaches[0], (Breach{Rule::t2_stock, shape.cell_named("t2", "a20_1.normative", "valid"), 11, 10}));
  // the 2019 form counts another stock, so 2021 opens it
  EXPECT_TRUE(breaches_between(last, Format::form_2019, next, Format::form_2021).empty());
}

TEST(Identities, table_2_knows_its_cells_by_their_ids) {
  const auto& old = form(Format::form_2019);
  EXPECT_EQ(old.cell_named("t2", "a20_1.normative", "published"), 4);
  EXPECT_EQ(old.cell_named("t2", "a20_5.licence", "prev_items"), 6);
  EXPECT_EQ(old.cell_named("t2", "a20_8.fee", "delta"), 19);
  EXPECT_EQ(old.cell_named("t2", "a20_9.procurement", "amount"), 21);
  const auto& now = form(Format::form_2021);
  EXPECT_EQ(now.cell_named("t2", "a20_1.normative", "valid"), 5);
  EXPECT_EQ(now.cell_named("t2", "a20_8.fee", "amount"), 9);
  EXPECT_EQ(now.cells.size(), 10u + 25 * 7 + 15);
  EXPECT_EQ(old.cells.size(), 22u + 23 * 7 + 15);
}

TEST(Identities, fewer_permits_may_be_written_as_a_negative_change) {
  Tables tables;
  const auto& old = form(Format::form_2019);
  const auto set = [&](std::string_view column, std::int64_t value) {
    tables.cells[static_cast<std::size_t>(old.cell_named("t2", "a20_8.fee", column))] = value;
  };
  set("prev_items", 84);
  set("delta", -14);
  EXPECT_TRUE(adds_up(tables, Format::form_2019));
  set("delta", -85);
  EXPECT_EQ(code_of(breaches_of(tables, Format::form_2019).at(0).rule), "T2-ITEMS");
}

TEST(Form, a_year_has_its_form) {
  EXPECT_EQ(format_of_year(2019), Format::form_2019);
  EXPECT_EQ(format_of_year(2020), Format::form_2019);
  EXPECT_EQ(format_of_year(2021), Format::form_2021);  // 国办公开办函〔2021〕30号
  EXPECT_EQ(format_of_year(2025), Format::form_2021);
}

TEST(RollUp, the_sum_of_reports_adds_up_and_keeps_what_is_blank) {
  std::mt19937 random(5);
  Tables sum;
  std::int64_t received = 0;
  for (int i = 0; i < 60; ++i) {
    const auto tables = random_tables(Format::form_2021, random);
    received += tables.at(Row::received, Applicant::total).value();
    add(sum, tables);
  }
  EXPECT_EQ(sum.at(Row::received, Applicant::total).value(), received);
  EXPECT_TRUE(adds_up(sum, Format::form_2021));
  EXPECT_TRUE(sum.at(Row::r6, Applicant::total).is_blank());
}

TEST(RollUp, amounts_are_brought_to_one_unit) {
  const auto cell = static_cast<std::size_t>(form(Format::form_2019).cell_named("t2", "a20_9.procurement", "amount"));
  Tables sum, first, second;
  first.cells[cell] = 12'036 * (amount_scale / 10'000);  // 1.2036 亿元
  first.unit = MoneyUnit::hundred_million;
  second.cells[cell] = 64 * amount_scale;
  second.unit = MoneyUnit::ten_thousand;
  add(sum, second);
  add(sum, first);
  EXPECT_EQ(sum.unit, MoneyUnit::ten_thousand);
  EXPECT_EQ(sum.cells[cell].value(), (12'036 + 64) * amount_scale);
}

}  // namespace
}  // namespace gongkai::report_format
