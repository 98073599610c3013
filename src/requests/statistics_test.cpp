#include "requests/statistics.hpp"

#include <random>
#include <set>

#include "requests/test_requests.hpp"

namespace gongkai::requests {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(Rows, are_those_of_the_form) {  // law.md D2.4
  EXPECT_THAT(row_ids(regulation::ReportFormat::format_2021), SizeIs(25));
  EXPECT_THAT(row_ids(regulation::ReportFormat::format_2019), SizeIs(23));
  EXPECT_EQ(row_ids(regulation::ReportFormat::format_2021).front(), "new");
  EXPECT_EQ(row_ids(regulation::ReportFormat::format_2021).back(), "carried_out");
}

class Tables : public RequestTest {
 protected:
  std::vector<TableRow> table(int year) {
    return database().read([&](db::Session& s) { return count_rows(s, year, path_of(unit())); });
  }
  static Columns row(const std::vector<TableRow>& table, std::string_view id) {
    return std::ranges::find(table, id, &TableRow::id)->columns;
  }

  /// The same table from the events of every case, one by one.
  std::vector<TableRow> recount(int year, const std::vector<CaseId>& ids) {
    std::vector<TableRow> rows;
    for (const auto& id : row_ids(regulation::report_format(year))) rows.push_back({.id = id});
    const auto count = [&](std::string_view id, const std::string& kind) {
      count_in(std::ranges::find(rows, id, &TableRow::id)->columns, kind);
    };
    for (const auto id : ids) {
      const auto at = desk(id);
      const auto& kind = at.row.applicant_kind;
      const auto received = received_on(at.situation().channel, at.events);
      if (!received) continue;
      std::optional<Day> ended;
      std::string outcome;
      for (const auto& event : at.events)
        if (event.act == "replied" || event.act == "closed" || event.act == "withdrawn") {
          ended = event.on;
          outcome = casework::text_fact(event, "outcome");
        } else if (event.act == "reopened") {
          ended.reset();
        }
      const auto first = Day::of(year, 1, 1), last = Day::of(year, 12, 31);
      if (received->year() == year) count("new", kind);
      if (*received < first && (!ended || *ended >= first)) count("carried_in", kind);
      if (*received <= last && (!ended || *ended > last)) count("carried_out", kind);
      if (!ended || ended->year() != year) continue;
      count(regulation::report_row(*regulation::catalog_outcomes().find(outcome), *ended), kind);
      count("r7", kind);
    }
    return rows;
  }

  /// A case with a random way through the years.
  CaseId wander(std::mt19937& random, int number) {
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const auto start = Day::of(2019, 11, 1) + pick(900);
    const auto at = [&](Day day) { test().clock.set(start_of(day).plus_seconds(36'000)); };
    at(start);
    auto context = officer();
    auto submission = form("随机生成的第" + std::to_string(number) + "件申请");
    if (pick(2))
      submission.applicant = {
          .kind = std::array{"enterprise", "research", "ngo", "legal", "other"}.at(static_cast<std::size_t>(pick(5))),
          .name = "示例组织",
          .credit_code = "91370200MA3C00001N",
          .contact = "联系人",
          .phone = "0000-6000000",
          .email = "o@example.cn"};
    submission.applicant.credit_code = submission.applicant.kind == "natural" ? "" : credit_code();
    const bool by_counter = pick(2);
    const auto receipt = by_counter
                             ? take_in(context, {.submission = submission, .channel = "in_person", .arrived_on = start})
                             : submit(context, submission);
    EXPECT_TRUE(done(receipt));
    const auto id = receipt.value_or(Receipt{}).id;
    if (!by_counter) {
      if (pick(10) == 0) return id;
      at(start + pick(3));
      EXPECT_TRUE(done(confirm(context, id, {}, "", version(id))));
    }
    if (pick(8) == 0) return id;
    EXPECT_TRUE(done(sign_for(context, id, version(id))));
    finish_somehow(random, id);
    return id;
  }
  static std::string credit_code() { return "91370200MA3C00001N"; }
  void finish_somehow(std::mt19937& random, CaseId id) {
    auto context = officer();
    test().clock.advance_seconds(static_cast<std::int64_t>(random() % 60) * 86'400);
    const auto way = random() % 10;
    if (way < 2) return;
    if (way == 2) {
      auto reader = applicant();
      EXPECT_TRUE(done(withdraw(reader, id, "", version(id))));
      return;
    }
    std::vector<std::string> outcomes;
    for (const auto& outcome : regulation::catalog_outcomes().all())
      if (!outcome.by_applicant) outcomes.push_back(outcome.id);
    const auto& outcome = outcomes[random() % outcomes.size()];
    EXPECT_TRUE(done(decide(context, id, {.outcome = outcome, .ground = "E15", .reasons = "理由"}, version(id))));
    EXPECT_TRUE(done(reply(context, id, {.way = "on_the_spot"}, version(id))));
    if (way == 3) reopen_somehow(random, id);
  }
  void reopen_somehow(std::mt19937& random, CaseId id) {
    auto context = officer();
    test().clock.advance_seconds(static_cast<std::int64_t>(random() % 200) * 86'400);
    EXPECT_TRUE(done(reopen(context, id, {.ground = "own_correction", .reason = "理由"}, version(id))));
    if (random() % 2) return;
    test().clock.advance_seconds(86'400);
    EXPECT_TRUE(done(decide(context, id, {.outcome = "open", .reasons = "理由"}, version(id))));
    EXPECT_TRUE(done(reply(context, id, {.way = "on_the_spot"}, version(id))));
  }
};

TEST_P(Tables, equal_a_recount_of_every_event) {  // Y-LEDGER
  std::mt19937 random{20260302};
  std::vector<CaseId> ids;
  for (int i = 0; i < 120; ++i) ids.push_back(wander(random, i));
  for (const int year : {2019, 2020, 2021, 2022}) EXPECT_EQ(table(year), recount(year, ids)) << year;
}

TEST_P(Tables, balance_in_every_column_and_carry_over_the_year) {  // T3-BAL, T3-SUM, T3-ROW, Y-CARRY
  std::mt19937 random{7};
  for (int i = 0; i < 80; ++i) wander(random, i);
  Columns carried{};
  for (int year = 2019; year <= 2023; ++year) {
    const auto rows = table(year);
    EXPECT_EQ(row(rows, "carried_in"), carried) << year;
    for (std::size_t c = 0; c < 7; ++c) {
      std::int64_t results = 0;
      for (const auto& one : rows)
        if (one.id.starts_with("r") && one.id != "r7") results += one.columns.at(c);
      EXPECT_EQ(results, row(rows, "r7").at(c));
      EXPECT_EQ(row(rows, "new").at(c) + row(rows, "carried_in").at(c),
                row(rows, "r7").at(c) + row(rows, "carried_out").at(c));
    }
    carried = row(rows, "carried_out");
  }
}

TEST_P(Tables, count_a_partial_disclosure_once) {  // J3(b)
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(decide(context, id, {.outcome = "part", .ground = "E15", .reasons = "区分处理"}, version(id))));
  ASSERT_TRUE(done(reply(context, id, {.way = "on_the_spot"}, version(id))));
  const auto rows = table(2026);
  EXPECT_EQ(row(rows, "r2").back(), 1);
  EXPECT_EQ(row(rows, "r3_4").back(), 0);
  EXPECT_EQ(row(rows, "r7").back(), 1);
}

TEST_P(Tables, leave_out_what_was_never_received_and_what_is_no_request) {
  submitted();
  auto context = applicant();
  auto submission = form("请更正本人信息");
  submission.kind = kind::records_correction;
  ASSERT_TRUE(done(submit(context, submission)));
  EXPECT_EQ(row(table(2026), "new").back(), 0);
}

TEST_P(Tables, measure_how_long_it_took) {
  closed();
  const auto all = database().read([&](db::Session& s) {
    return figures(s, *test().services.calendars->current(), "/", Day::of(2026, 1, 1), Day::of(2026, 12, 31));
  });
  EXPECT_EQ(all.received, 1);
  EXPECT_EQ(all.closed, 1);
  EXPECT_EQ(all.by_duration[0], 1);
  EXPECT_EQ(all.by_outcome.at("open"), 1);
}
ON_EACH_ENGINE(Tables);

}  // namespace
}  // namespace gongkai::requests
