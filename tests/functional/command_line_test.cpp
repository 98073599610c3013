// The command line as an operator types it.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/functional/process.hpp"

namespace gongkai::testing {
namespace {

TEST(CommandLine, adds_working_days_over_the_spring_festival) {
  const auto plain = run_program({binary(), "workday", "add", "2026-02-10", "20"});
  EXPECT_EQ(plain.exit_code, 0);
  EXPECT_EQ(plain.out, "2026-03-16\n");
  const auto explained = run_program({binary(), "workday", "add", "2026-02-10", "20", "--explain"});
  EXPECT_NE(explained.out.find("2026-02-17 星期二    -  放假（春节）"), std::string::npos) << explained.out;
  EXPECT_NE(explained.out.find("2026-02-14 星期六    4  调休上班（春节）"), std::string::npos) << explained.out;
  EXPECT_NE(explained.out.find("2026-02-28 星期六"), std::string::npos);
}

TEST(CommandLine, prints_working_days_as_json) {
  const auto finished = run_program({binary(), "workday", "add", "2026-02-10", "2", "--explain", "--json"});
  const auto answer = boost::json::parse(finished.out).as_object();
  EXPECT_EQ(answer.at("last").as_string(), "2026-02-12");
  EXPECT_EQ(answer.at("days").as_array().size(), 3u);
  EXPECT_TRUE(answer.at("days").as_array()[0].at("counted").is_null());
}

TEST(CommandLine, counts_working_days) {
  EXPECT_EQ(run_program({binary(), "workday", "count", "2026-02-10", "2026-03-16"}).out, "20\n");
}

TEST(CommandLine, warns_of_a_year_whose_notice_is_not_out) {
  const auto finished = run_program({binary(), "workday", "add", "2026-12-25", "10"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_NE(finished.err.find("尚未公布"), std::string::npos);
}

TEST(CommandLine, wrong_use_is_exit_code_2_with_a_text_that_helps) {
  const auto day = run_program({binary(), "workday", "add", "2026-02-30", "20"});
  EXPECT_EQ(day.exit_code, 2);
  EXPECT_NE(day.err.find("YYYY-MM-DD"), std::string::npos) << day.err;
  EXPECT_EQ(run_program({binary(), "workday", "add", "2026-02-10", "x"}).exit_code, 2);
  EXPECT_EQ(run_program({binary(), "nonsense"}).exit_code, 2);
  EXPECT_EQ(run_program({binary()}).exit_code, 2);
  EXPECT_EQ(run_program({binary(), "--help"}).exit_code, 0);
}

TEST(CommandLine, seals_personal_data_again_under_a_new_key) {
  const TemporaryFolder folder;
  const auto added = run_program({binary(), "user", "add", "anlin", "--name", "安琳", "--unit", "云海市", "--role",
                                  "security_admin", "--data", folder.path()},
                                 {{"GONGKAI_PASSWORD", "Yunhai-2026-first"}});
  ASSERT_EQ(added.exit_code, 0) << added.err;
  const auto rotated = run_program({binary(), "vault", "rotate", "--sm4", "--data", folder.path(), "--json"});
  EXPECT_EQ(rotated.exit_code, 0) << rotated.err;
  EXPECT_EQ(boost::json::parse(rotated.out).as_object().at("key").as_int64(), 2);
  const auto whole = run_program({binary(), "audit", "verify", "--data", folder.path()});
  EXPECT_EQ(whole.exit_code, 0) << whole.err;
}

}  // namespace
}  // namespace gongkai::testing
