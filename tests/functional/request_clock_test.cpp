// gongkai request clock as a lawyer types it: from a file, and from the installation by number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/functional/counter_case.hpp"

namespace gongkai::testing {
namespace {
using ::testing::HasSubstr;
namespace json = boost::json;

class HistoryOnDisk {
 public:
  explicit HistoryOnDisk(std::string_view text) : m_file(m_folder.path() + "/history.json") {
    std::ofstream(m_file) << text;
  }
  Finished read(std::vector<std::string> options = {}) const {
    std::vector<std::string> command{binary(), "request", "clock", "--history", m_file};
    command.insert(command.end(), options.begin(), options.end());
    return run_program(command);
  }

 private:
  TemporaryFolder m_folder;
  std::string m_file;
};

constexpr std::string_view over_the_festival =
    R"({"channel":"internet","as_of":"2026-02-24","events":[{"on":"2026-02-10","event":"received"},{"on":"2026-02-10","event":"confirmed"}]})";

TEST(RequestClock, prints_the_count_of_a_file_as_json) {
  const auto finished = HistoryOnDisk(over_the_festival).read({"--json"});
  ASSERT_EQ(finished.exit_code, 0) << finished.err;
  const auto answer = json::parse(finished.out).as_object();
  EXPECT_EQ(answer.at("state").as_string(), "running");
  EXPECT_EQ(answer.at("reply_due").as_string(), "2026-03-16");
  EXPECT_EQ(answer.at("remaining_working_days").as_int64(), 15);
  EXPECT_EQ(answer.at("explanation").as_array().back().at("counted").as_int64(), 20);
}

TEST(RequestClock, lists_every_day_of_a_file) {
  const auto finished = HistoryOnDisk(over_the_festival).read();
  EXPECT_THAT(finished.out, HasSubstr("2026-02-14 星期六    4  调休上班（春节）"));
  EXPECT_THAT(finished.out, HasSubstr("2026-02-17 星期二    -  放假（春节）"));
  EXPECT_THAT(finished.out, HasSubstr("应于2026年3月16日前答复"));
}

TEST(RequestClock, takes_the_day_of_the_command_line_before_that_of_the_file) {
  const auto finished = HistoryOnDisk(over_the_festival).read({"--as-of", "2026-03-17", "--json"});
  EXPECT_EQ(json::parse(finished.out).at("remaining_working_days").as_int64(), -1);
}

TEST(RequestClock, refuses_an_impossible_history_with_the_event_and_the_rule) {
  const auto finished = HistoryOnDisk(R"({"channel":"in_person","events":[{"on":"2026-03-02","event":"received"},
      {"on":"2026-03-31","event":"extended","working_days":20}]})")
                            .read({"--json"});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_EQ(finished.out, "");
  EXPECT_THAT(finished.err, HasSubstr("第2项“告知延期答复”（2026-03-31）晚于答复期限2026-03-30"));
  EXPECT_THAT(finished.err, HasSubstr("第三十三条第二款"));
}

TEST(RequestClock, refuses_what_it_cannot_read) {
  EXPECT_EQ(HistoryOnDisk("no json").read().exit_code, 2);
  EXPECT_EQ(HistoryOnDisk(over_the_festival).read({"--as-of", "2026-02-30"}).exit_code, 2);
  EXPECT_EQ(run_program({binary(), "request", "clock", "--history", "/nowhere/history.json"}).exit_code, 2);
  EXPECT_EQ(run_program({binary(), "request", "clock"}).exit_code, 2);
}

class RequestClockOfCase : public ::testing::TestWithParam<db::Engine> {};

TEST_P(RequestClockOfCase, is_the_count_of_the_screens) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(GetParam());
  Clerk officer(city, "gongkaiban");
  const auto id = counter_case(officer, unit_named(officer, "云海市人民政府办公室"), "2025年度老旧小区改造资金安排");
  const auto shown = officer.get("/api/requests/" + id);
  const auto number = shown.text_at("number");
  const auto read = [&](const std::string& option) {
    return run_program({binary(), "request", "clock", number, option, "--data", city.data()}, city.environment());
  };
  const auto as_json = read("--json");
  ASSERT_EQ(as_json.exit_code, 0) << as_json.err;
  EXPECT_EQ(json::parse(as_json.out), shown.at("clock").at("reading"));
  std::string lines;
  for (const auto& line : shown.at("clock").at("lines").as_array()) lines += std::string(line.as_string()) + "\n";
  EXPECT_EQ(read("--explain").out, lines);
  EXPECT_EQ(
      run_program({binary(), "request", "clock", "2026-99999", "--data", city.data()}, city.environment()).exit_code,
      2);
}

INSTANTIATE_TEST_SUITE_P(Engines, RequestClockOfCase, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

}  // namespace
}  // namespace gongkai::testing
