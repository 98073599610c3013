#include "annual_report/counting.hpp"

#include <gmock/gmock.h>

#include <random>

#include "regulation/applicant.hpp"
#include "regulation/outcome.hpp"
#include "report_format/identities.hpp"

namespace gongkai::annual_report {
namespace {

using report_format::Applicant;
using report_format::Row;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Day on(std::string_view text) {
  return parse_day(text).value();
}

CaseFact fact(std::string_view received, std::string_view closed = "", std::string outcome = "open",
              std::string kind = "natural") {
  return {.id = CaseId{1},
          .applicant_kind = std::move(kind),
          .received = on(received),
          .closed = closed.empty() ? std::nullopt : std::optional(on(closed)),
          .outcome = closed.empty() ? "" : std::move(outcome)};
}

std::int64_t cell(const CaseFact& one, int year, Row row, Applicant column = Applicant::total) {
  Tables tables = empty_tables(report_format::format_of_year(year));
  count(tables, std::vector{one}, year);
  return tables.at(row, column).value();
}

// law.md D2.7: new by the date of receipt, results by the day of the closing decision.
TEST(TableThree, counts_a_request_as_new_in_the_year_of_receipt_and_by_its_result_in_that_of_the_answer) {
  const auto one = fact("2025-12-20", "2026-01-15");
  EXPECT_EQ(cell(one, 2025, Row::received), 1);
  EXPECT_EQ(cell(one, 2025, Row::carried_out), 1);
  EXPECT_EQ(cell(one, 2025, Row::r7), 0);
  EXPECT_EQ(cell(one, 2026, Row::carried_in), 1);
  EXPECT_EQ(cell(one, 2026, Row::r1), 1);
  EXPECT_EQ(cell(one, 2026, Row::received), 0);
  EXPECT_THAT(cells_of(one, 2027), IsEmpty());
  EXPECT_THAT(cells_of(one, 2024), IsEmpty());
}

TEST(TableThree, counts_on_the_last_day_of_the_year_in_that_year) {
  const auto one = fact("2026-12-31", "2026-12-31");
  EXPECT_EQ(cell(one, 2026, Row::received), 1);
  EXPECT_EQ(cell(one, 2026, Row::carried_out), 0);
}

TEST(TableThree, carries_a_long_case_through_the_years) {
  const auto one = fact("2024-06-01", "2026-02-01");
  EXPECT_EQ(cell(one, 2025, Row::carried_in), 1);
  EXPECT_EQ(cell(one, 2025, Row::carried_out), 1);
}

TEST(TableThree, uses_the_rows_of_the_form_of_its_year) {
  const auto& lapsed = *std::ranges::find(regulation::catalog_outcomes().all(), "r6_1", &regulation::Outcome::row_2021);
  EXPECT_EQ(cell(fact("2020-03-01", "2020-04-01", lapsed.id), 2020, Row::r6), 1);
  EXPECT_EQ(cell(fact("2021-03-01", "2021-04-01", lapsed.id), 2021, Row::r6_1), 1);
}

TEST(TableThree, refuses_to_leave_out_a_case_with_an_unknown_outcome) {
  EXPECT_THROW(cells_of(fact("2026-01-05", "2026-01-06", "lost"), 2026), std::runtime_error);
}

std::vector<CaseFact> random_facts(std::size_t many) {
  std::mt19937 random(20260102);
  const auto& outcomes = regulation::catalog_outcomes().all();
  std::vector<CaseFact> facts;
  facts.reserve(many);
  for (std::size_t i = 0; i < many; ++i) {
    CaseFact one{.id = CaseId{static_cast<std::int64_t>(i + 1)},
                 .applicant_kind = std::string(regulation::id_of(regulation::applicant_kinds.at(random() % 6))),
                 .received = on("2018-06-01") + static_cast<int>(random() % 3000)};
    if (random() % 10) {
      one.closed = one.received + static_cast<int>(random() % 500);
      one.outcome = outcomes[random() % outcomes.size()].id;
    }
    facts.push_back(std::move(one));
  }
  return facts;
}

/// A second way of counting: by the words of law.md D2.7, without cells_of.
std::map<std::pair<std::string, std::string>, std::int64_t> recount(const std::vector<CaseFact>& facts, int year) {
  const Day first = Day::of(year, 1, 1), last = Day::of(year, 12, 31);
  std::map<std::pair<std::string, std::string>, std::int64_t> sums;
  const auto add = [&](const std::string& row, const CaseFact& one) {
    ++sums[{row, one.applicant_kind}];
    ++sums[{row, "total"}];
  };
  for (const auto& one : facts) {
    const bool known = one.received <= last;
    const bool open_before = one.received < first && (!one.closed || *one.closed >= first);
    if (one.received >= first && known) add("new", one);
    if (open_before) add("carried_in", one);
    if (known && (!one.closed || *one.closed > last)) add("carried_out", one);
    if (!known || !one.closed || *one.closed < first || *one.closed > last) continue;
    add("r7", one);
    add(regulation::report_row(*regulation::catalog_outcomes().find(one.outcome), *one.closed), one);
  }
  return sums;
}

TEST(TableThree, of_100000_random_cases_equals_an_independent_recount_in_every_cell_and_adds_up) {
  const auto facts = random_facts(100'000);
  for (const int year : {2019, 2020, 2021, 2024, 2026}) {
    const auto format = report_format::format_of_year(year);
    const auto& form = report_format::form(format);
    auto tables = empty_tables(format);
    count(tables, facts, year);
    EXPECT_TRUE(report_format::adds_up(tables, format)) << year;
    auto expected = recount(facts, year);
    for (const auto& cell : form.cells) {
      if (cell.table != report_format::TableId::t3) continue;
      ASSERT_EQ(tables.value(cell.cell), (expected[{cell.row, cell.column}])) << year << " " << cell.label;
    }
  }
}

TEST(TableThree, carries_out_what_the_next_year_carries_in) {
  const auto facts = random_facts(5'000);
  for (int year = 2019; year < 2026; ++year) {
    auto one = empty_tables(report_format::format_of_year(year)),
         next = empty_tables(report_format::format_of_year(year + 1));
    count(one, facts, year);
    count(next, facts, year + 1);
    EXPECT_THAT(carry_gaps(one, next), IsEmpty()) << year;
  }
}

TEST(CarryGaps, name_the_column_both_numbers_and_the_cases_to_look_at) {
  auto moved = fact("2025-12-20", "2026-01-15"), changed = fact("2025-12-21", "2026-01-15", "open", "enterprise");
  moved.id = CaseId{7};
  changed.id = CaseId{8};
  const std::vector then{moved, fact("2025-12-21")};
  auto signed_before = empty_tables(Format::form_2021), now = signed_before;
  count(signed_before, then, 2025);
  const std::vector facts{changed, fact("2025-12-21")};  // 7 went to another unit, 8 came from one
  count(now, facts, 2026);
  auto gaps = carry_gaps(signed_before, now);
  name_cases(gaps, facts, 2026, carried_out(then, 2025));
  ASSERT_THAT(gaps, SizeIs(2)) << "natural persons and enterprises; the totals agree";
  EXPECT_EQ(gaps[0].cell, report_format::cell_of(Row::carried_in, Applicant::natural));
  EXPECT_EQ(gaps[0].signed_, 2);
  EXPECT_EQ(gaps[0].counted, 1);
  EXPECT_THAT(gaps[0].gone, ElementsAre(CaseId{7}));
  EXPECT_THAT(gaps[0].joined, IsEmpty());
  EXPECT_THAT(gaps[1].joined, ElementsAre(CaseId{8}));
  EXPECT_THAT(gaps[1].gone, IsEmpty());
}

TEST(CarryGaps, lead_to_the_cases_of_now_where_last_years_are_not_known) {
  const std::vector facts{fact("2025-12-20")};
  auto signed_before = empty_tables(Format::form_2021), now = signed_before;
  signed_before.at(Row::carried_out, Applicant::natural) = 3;
  count(now, facts, 2026);
  auto gaps = carry_gaps(signed_before, now);
  name_cases(gaps, facts, 2026, {});
  EXPECT_THAT(gaps[0].cases, SizeIs(1));
  EXPECT_THAT(gaps[0].gone, IsEmpty());
  EXPECT_THAT(gaps[0].joined, IsEmpty());
}

}  // namespace
}  // namespace gongkai::annual_report
