// The array against the database, cell by cell, after every change; and against counting by the rules of law.md D2.7 in SQL.
#include "annual_report/column_array.hpp"

#include <atomic>
#include <random>
#include <thread>

#include "annual_report/compile.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "regulation/applicant.hpp"
#include "remedies/use_cases.hpp"
#include "requests/statistics.hpp"
#include "requests/test_requests.hpp"

namespace gongkai::annual_report {
namespace {

using ::testing::IsEmpty;

const db::Query move_case{"annual_report_test.move", "UPDATE work_case SET unit = $2 WHERE id = $1"};
const db::Query close_case{"annual_report_test.close", "UPDATE work_case SET closed_on = $2 WHERE id = $1"};
const db::Query change_request{"annual_report_test.change",
                               "UPDATE request SET applicant_kind = $2, received_on = $3, outcome = $4 WHERE case_id = "
                               "$1"};

class ColumnArrayTest : public requests::RequestTest {
 protected:
  ColumnArrayTest() : RequestTest({"content", "policy", "annual_report"}) {}
  void SetUp() override {
    RequestTest::SetUp();
    if (IsSkipped()) return;
    const auto others = test().services.after_commit;
    test().services.after_commit = [this, others](const std::vector<feed::Change>& changes) {
      hear(test().services, changes);
      others(changes);
    };
    units = database().read([](db::Session& s) { return directory::units(s); });
  }

  ColumnArray& array() { return array_of(test().services); }
  void load() {
    database().read([&](db::Session& s) { array().rebuild(s); });
  }
  void open_years(std::initializer_list<int> years) {
    auto system = test().as_system();
    for (const int year : years) ASSERT_TRUE(done(open_year(system, year)));
  }

  /// Every cell and every state of the year, from both; the documents of table 2 are counted by both.
  void expect_equal(int year, const std::string& after) {
    database().read([&](db::Session& s) {
      const auto expected = read_year(s, test().services, year, "");
      bool equal = false;
      const bool has = array().with_year(s, test().services, year,
                                         [&](const YearColumns& found, const auto*) { equal = found == expected; });
      EXPECT_TRUE(has) << year;
      EXPECT_TRUE(equal) << year << " after " << after;
    });
  }
  /// Σ of own figures over everything, against a count of the requests by SQL.
  void expect_counted(int year) {
    database().read([&](db::Session& s) {
      const auto& form = report_format::form(report_format::format_of_year(year));
      std::map<int, std::int64_t> expected;
      for (const auto& row : requests::count_rows(s, year, "/"))
        for (std::size_t i = 0; i < form.columns3.size(); ++i)
          expected[form.cell_named("t3", row.id, form.columns3[i].id)] += row.columns.at(i);
      array().with_year(s, test().services, year, [&](const YearColumns& columns, const auto*) {
        Tables sum;
        for (std::size_t row = 0; row < columns.rows().size(); ++row)
          report_format::add(sum, columns.own(static_cast<int>(row)));
        for (const auto& [cell, value] : expected) {
          if (cell < 0) continue;  // a row of another form
          EXPECT_EQ(sum.value(cell), value) << year << " " << form.find(cell)->label;
        }
      });
    });
  }

  std::vector<directory::Unit> units;
};

/// One random change of the ledger, as if its use case had made it.
class Shaker {
 public:
  Shaker(Services& of, std::vector<directory::Unit> units, std::vector<CaseId> cases)
      : m_services(of), m_units(std::move(units)), m_cases(std::move(cases)) {}

  CaseId shake() {
    const auto id = m_cases[pick(m_cases.size())];
    const auto done = m_services.database.write([&](db::Session& s) -> Result<void> {
      if (pick(3) == 0) s.exec(move_case, id, m_units[pick(m_units.size())].id);
      const auto received = Day::of(2024, 1, 1) + static_cast<int>(pick(1000));
      const bool is_closed = pick(3) > 0;
      const auto& outcomes = regulation::catalog_outcomes().all();
      s.exec(change_request, id, regulation::id_of(regulation::applicant_kinds.at(pick(6))),
             pick(8) == 0 ? std::optional<Day>() : std::optional(received),
             is_closed ? outcomes[pick(outcomes.size())].id : std::string());
      s.exec(close_case, id, is_closed ? std::optional(received + static_cast<int>(pick(400))) : std::nullopt);
      return {};
    });
    EXPECT_TRUE(done);
    hear(m_services, {{.topic = std::string(casework::topic), .object = id.value}});
    return id;
  }

 private:
  std::size_t pick(std::size_t below) { return m_random() % below; }

  Services& m_services;
  std::vector<directory::Unit> m_units;
  std::vector<CaseId> m_cases;
  std::mt19937 m_random{20261121};
};

TEST_P(ColumnArrayTest, equals_the_database_bit_for_bit_after_every_random_change) {
  std::vector<CaseId> cases;
  for (int i = 0; i < 12; ++i) cases.push_back(submitted("请求公开第" + std::to_string(i) + "号项目的批准文件"));
  to_day(2027, 1, 5);
  open_years({2024, 2025, 2026});
  load();
  Shaker shaker(test().services, units, cases);
  for (int change = 0; change < 120; ++change) {
    const auto id = shaker.shake();
    for (const int year : {2024, 2025, 2026}) expect_equal(year, to_text(id));
    if (HasFailure()) return;
  }
  for (const int year : {2024, 2025, 2026}) expect_counted(year);
}

TEST_P(ColumnArrayTest, follows_requests_remedies_and_reports_through_their_use_cases) {
  const auto answered = closed();
  to_day(2027, 1, 5);
  load();
  open_years({2026});
  expect_equal(2026, "opening: a year that the array did not have");
  auto officer = with({"requests.handle", "requests.read"}, unit());
  const auto review = remedies::record(officer, {.kind = "reconsideration",
                                                 .request = answered,
                                                 .on = Day::of(2026, 12, 30),
                                                 .body = "市政府",
                                                 .procedure = "simple"});
  ASSERT_TRUE(done(review));
  expect_equal(2026, "a reconsideration");
  const auto id = database().read([&](db::Session& s) { return *store::of_unit(s, unit(), 2026); });
  auto writing = with({"reports.read", "reports.write"}, unit());
  const auto cell = report_format::form(Format::form_2021).cell_named("t2", "a20_5.licence", "decisions");
  ASSERT_TRUE(done(enter(writing, id, {{cell, 12, "审批平台"}}, 1)));
  expect_equal(2026, "an entry");
  const auto received = report_format::cell_of(report_format::Row::received, report_format::Applicant::natural);
  ASSERT_TRUE(done(adjust(writing, id, {received, 2, "两件由其他机关登记"}, 2)));
  expect_equal(2026, "an adjustment");
  ASSERT_TRUE(done(enter(writing, id, {{cell, std::nullopt, ""}}, 3)));
  expect_equal(2026, "an entry taken away");
  expect_counted(2026);
}

TEST_P(ColumnArrayTest, answers_compiling_with_what_the_ledgers_say) {
  closed();
  in_hand("请求公开2026年度机关食堂采购合同");
  to_day(2027, 1, 5);
  open_years({2026});
  load();
  database().read([&](db::Session& s) {
    for (const auto& place : store::of_year(s, 2026)) {
      const auto report = *annual_report::load(s, vault(), place.id);
      const auto fast = compile(s, test().services, report), slow = compile_anew(s, test().services, report);
      EXPECT_EQ(fast.own, slow.own);
      EXPECT_EQ(fast.tables, slow.tables);
      EXPECT_EQ(fast.children.size(), slow.children.size());
      EXPECT_THAT(fast.breaches, IsEmpty());
    }
  });
}

TEST_P(ColumnArrayTest, lets_the_database_answer_until_units_that_moved_are_read_again) {
  to_day(2027, 1, 5);
  open_years({2026});
  load();
  auto system = test().as_system();
  const auto root = units.front();
  ASSERT_TRUE(
      done(directory::add_unit(system, root.id, {.kind = directory::UnitKind::department, .name = "云海市档案局"})));
  database().read([&](db::Session& s) {
    EXPECT_FALSE(array().with_year(s, test().services, 2026, [](const auto&, const auto*) {}));
  });
  array().take(test().services, {{.topic = "unit"}}, "e:0:1");
  expect_equal(2026, "a new unit");
  EXPECT_EQ(array().position(), "e:0:1");
}

TEST_P(ColumnArrayTest, is_read_while_it_is_changed) {
  std::vector<CaseId> cases;
  for (int i = 0; i < 4; ++i) cases.push_back(submitted("请求公开第" + std::to_string(i) + "号项目的批准文件"));
  to_day(2027, 1, 5);
  open_years({2025, 2026});
  load();
  std::atomic<bool> stop = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!stop)
        database().read([&](db::Session& s) {
          array().with_year(s, test().services, 2026, [&](const YearColumns& columns, const auto*) {
            const auto fine = report_format::adding_up(columns.rolled_up(0), columns.format());
            EXPECT_EQ(std::ranges::count(fine, 0), 0) << "no half of a change is seen";
          });
        });
    });
  Shaker shaker(test().services, units, cases);
  for (int change = 0; change < 60; ++change) shaker.shake();
  stop = true;
  for (auto& reader : readers) reader.join();
  expect_equal(2026, "changes under readers");
}

ON_EACH_ENGINE(ColumnArrayTest);

}  // namespace
}  // namespace gongkai::annual_report
