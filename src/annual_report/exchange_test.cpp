#include "annual_report/exchange.hpp"

#include <gmock/gmock.h>

#include <random>

#include "annual_report/counting.hpp"
#include "annual_report/narrative.hpp"

namespace gongkai::annual_report {
namespace {

using report_format::Applicant;
using report_format::Row;
using ::testing::HasSubstr;

Frozen sample() {
  Frozen report{
      .unit_name = "云海市财政局", .unit_code = "000000011", .year = 2025, .tables = empty_tables(Format::form_2021)};
  for (auto& cell : report.tables.cells)
    if (cell.is_blank()) cell = 0;
  report.tables.unit = report_format::MoneyUnit::ten_thousand;
  for (const auto column : {Applicant::natural, Applicant::total}) {
    report.tables.at(Row::received, column) = 7;
    report.tables.at(Row::r1, column) = 5;
    report.tables.at(Row::r7, column) = 5;
    report.tables.at(Row::carried_out, column) = 2;
  }
  const auto& form = report_format::form(Format::form_2021);
  report.tables.cells[static_cast<std::size_t>(form.cell_named("t2", "a20_8.fee", "amount"))] = 12'360'500;
  report.parts = {{1, "本报告由云海市财政局编制。"}};
  return report;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Exchange, gives_back_what_was_frozen_byte_for_byte) {
  const auto text = freeze(sample());
  EXPECT_THAT(text, HasSubstr(R"("amount":"12.3605")"));
  const auto back = thaw(text);
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(freeze(*back), text);
}

TEST(Exchange, refuses_a_broken_identity_with_its_place) {
  const auto back = thaw(with(freeze(sample()), R"("r1":{"natural":5)", R"("r1":{"natural":4)"));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, "annual_report.does_not_add_up");
  EXPECT_THAT(back.error().field, HasSubstr("t3."));
}

TEST(Exchange, names_a_missing_cell) {
  const auto back = thaw(with(freeze(sample()), R"("r1":{"natural":5,)", R"("r1":{)"));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, "annual_report.cell_missing");
  EXPECT_EQ(back.error().field, "t3.r1.natural");
}

TEST(Exchange, refuses_the_form_of_another_year) {
  EXPECT_EQ(thaw(with(freeze(sample()), R"("year":2025)", R"("year":2020)")).error().code,
            "annual_report.format_wrong");
}

TEST(Exchange, survives_hostile_texts) {
  for (const auto* text :
       {"", "[]", "{", "null", R"({"schema":"gongkai-annual-report-1"})",
        R"({"schema":"gongkai-annual-report-1","unit":"x","year":99999999999,"format":"2021","tables":[],"parts":0})"})
    EXPECT_FALSE(thaw(text)) << text;
  EXPECT_FALSE(thaw(with(freeze(sample()), R"("r1":{"natural":5)", R"("r1":{"natural":-5)")));
  EXPECT_FALSE(thaw(with(freeze(sample()), R"("12.3605")", R"("12.36051234")")));
}

TEST(Amounts, are_exact_in_both_directions) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 10'000; ++i) {
    const auto value = static_cast<std::int64_t>(random() % 1'000'000'000'000'000);
    EXPECT_EQ(parse_decimal(decimal(value)), value);
  }
  for (const auto* wrong : {"", ".", "1.", "-1", "1e3", "1,2", "1.2.3", "1234567890123"})
    EXPECT_FALSE(parse_decimal(wrong)) << wrong;
}

TEST(Growth, states_its_base_and_is_computed) {
  EXPECT_THAT(growth(42, 40), HasSubstr("40件增长5.0%"));
  EXPECT_THAT(growth(30, 40), HasSubstr("40件下降25.0%"));
  EXPECT_THAT(growth(199, 77), HasSubstr("77件增长158.4%"));
  EXPECT_THAT(growth(40, 40), HasSubstr("持平"));
  EXPECT_THAT(growth(3, 0), HasSubstr("不计算增幅"));
  EXPECT_THAT(growth(3, std::nullopt), HasSubstr("没有可比"));
}

Figures figures() {
  return {.unit = "云海市财政局",
          .year = 2025,
          .contact = "办公室",
          .phone = "0000-1",
          .address = "观海路1号",
          .fees = "0元",
          .tables = sample().tables};
}

TEST(Narrative, fills_live_references) {
  EXPECT_EQ(filled("新收{{t3.new.total}}件，收费{{t2.a20_8.fee.amount}}万元", figures()), "新收7件，收费12.3605万元");
  EXPECT_EQ(filled("{{unit}}{{ year }}", figures()), "云海市财政局2025");
  EXPECT_EQ(filled("{{nothing.here}}{{", figures()), "{{nothing.here}}{{");
}

TEST(Narrative, refuses_a_reference_to_nothing_before_it_is_saved) {
  EXPECT_TRUE(check_references("{{growth t3.new.total}}{{t3.new.total@last}}", Format::form_2021));
  const auto wrong = check_references("{{t3.new.sum}}", Format::form_2021);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().details.front().second, "t3.new.sum");
  EXPECT_FALSE(check_references("{{t3.r6_1.total}}", Format::form_2019)) << "a row of 2021";
}

TEST(Narrative, assembles_every_part_in_both_forms_without_an_open_reference) {
  for (const auto format : {Format::form_2019, Format::form_2021}) {
    auto all = figures();
    all.format = format;
    for (int part = 1; part <= 6; ++part) {
      const auto text = assembled(part, all);
      EXPECT_FALSE(text.empty()) << part;
      EXPECT_EQ(text.find("{{"), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace gongkai::annual_report
