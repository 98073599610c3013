// A batch of annual reports in the office: handed in, checked behind the scenes, decided cell by cell, taken into the ledger.
#include <gmock/gmock.h>

#include <thread>

#include "tests/files_samples/samples.hpp"
#include "tests/functional/exercises.hpp"
#include "tests/functional/report_text.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;

namespace {

constexpr const char* office = "云海市人民政府办公室";

Reply wait_until_checked(Clerk& clerk, const std::string& path) {
  for (int i = 0; i < 300; ++i) {
    auto shown = clerk.get(path);
    if (shown.text_at("state") == "done") return shown;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ADD_FAILURE() << "the batch did not come to its end";
  return clerk.get(path);
}

std::string unit_named(Clerk& clerk, std::string_view name) {
  const auto units = clerk.get("/api/units");
  for (const auto& unit : units.at("items").as_array())
    if (unit.at("name").as_string() == name) return std::string(unit.at("id").as_string());
  ADD_FAILURE() << "no unit " << name;
  return "";
}

std::string file_with(Clerk& clerk, const std::string& batch, std::string_view path) {
  const auto files = clerk.get(batch + "/files");
  for (const auto& file : files.at("items").as_array())
    if (file.at("path").as_string() == path) return "/api/report-files/" + std::string(file.at("id").as_string());
  ADD_FAILURE() << "no file " << path << " in " << files.text;
  return "";
}

/// Every open cell as it was read; blanks as zero.
json::array confirmations(const Reply& report) {
  json::array cells;
  for (const auto& cell : report.at("cells").as_array()) {
    if (!cell.at("open").as_bool()) continue;
    const auto zero = cell.at("kind").as_string() == "amount" ? json::value("0") : json::value(0);
    cells.push_back(
        json::object{{"cell", cell.at("cell")}, {"value", cell.at("read").is_null() ? zero : cell.at("read")}});
  }
  return cells;
}

json::array of_repair(const Reply& report) {
  json::array cells;
  for (const auto& cell : report.at("repairs").at(0).at("cells").as_array())
    cells.push_back(json::object{{"cell", cell.at("cell")}, {"value", cell.at("to")}});
  return cells;
}

/// 芝罘 2019 as a report of the office: blanks, three columns that do not balance, a repair of three cells.
void do_confirming(Clerk& officer, const std::string& file) {
  const auto now = [&] { return officer.get(file); };
  const auto with_version = [&](json::object body) {
    body["version"] = now().at("version");
    return body;
  };
  const auto first = now();
  EXPECT_GT(first.at("open").as_int64(), 0);
  EXPECT_EQ(officer.post(file + "/keep", with_version({})).status, 422) << "cells are open";
  EXPECT_EQ(officer.put(file + "/cells", {{"version", 0}, {"cells", json::array{}}}).status, 409);
  EXPECT_EQ(
      officer.put(file + "/cells", with_version({{"cells", json::array{json::object{{"cell", 9999}, {"value", 1}}}}}))
          .status,
      422);
  const auto confirmed = officer.put(file + "/cells", with_version({{"cells", confirmations(first)}}));
  ASSERT_EQ(confirmed.status, 200) << confirmed.text.substr(0, 400);
  EXPECT_EQ(confirmed.at("open").as_int64(), 0);
  const auto refused = officer.post(file + "/keep", with_version({}));
  EXPECT_EQ(refused.status, 422) << "it does not add up";
  EXPECT_THAT(refused.text, HasSubstr("T3-BAL"));
  const auto repaired = officer.put(file + "/cells", with_version({{"cells", of_repair(confirmed)}}));
  EXPECT_EQ(repaired.status, 200);
  EXPECT_TRUE(repaired.at("faults").as_array().empty()) << json::serialize(repaired.at("faults"));
  const auto unit = std::string(repaired.at("unit").at("id").as_string());
  EXPECT_EQ(officer.put(file + "/assignment", with_version({{"unit", unit}, {"year", 2099}})).status, 422);
  EXPECT_EQ(
      officer.put(file + "/assignment", with_version({{"unit", unit}, {"year", 2019}, {"money_unit", "亿元"}})).status,
      200);
  const auto kept = officer.post(file + "/keep", with_version({}));
  ASSERT_EQ(kept.status, 200) << kept.text.substr(0, 400);
  EXPECT_EQ(kept.text_at("state"), "kept");
  const auto report = officer.get("/api/annual-reports/" + kept.text_at("kept_as"));
  EXPECT_EQ(report.status, 200);
  EXPECT_EQ(report.at("stage").as_string(), "signed");
  EXPECT_EQ(officer.post(file + "/keep", with_version({})).status, 409);
}

}  // namespace

void do_report_intake(City& city) {
  Clerk officer(city, "gongkaiban");
  const auto unit = unit_named(officer, office);
  const auto begun = officer.post("/api/report-batches", {{"name", "往年年报"}, {"unit", unit}});
  ASSERT_EQ(begun.status, 201) << begun.text;
  const auto path = "/api/report-batches/" + begun.text_at("id");
  const auto version = [&] { return officer.get(path).at("version"); };
  EXPECT_EQ(officer.post(path + "/check", {{"version", version()}}).status, 422) << "nothing was handed in";
  const auto zip = samples::zip_of({{"2019/办公室.txt", published_report("zhifu_2019", office)},
                                    {"2020/办公室.txt", published_report("yantai_bigdata_2020", office)},
                                    {"2020/再报.txt", published_report("yantai_bigdata_2020", office)},
                                    {"要点.txt", "2026年工作要点"}});
  const auto added = officer.upload(path + "/files", "年报.zip", zip);
  ASSERT_EQ(added.status, 201) << added.text;
  EXPECT_EQ(added.at("reports").as_int64(), 4);
  EXPECT_EQ(
      officer.upload(path + "/files", "招远.txt", published_report("zhaoyuan_office_2023", "东海区人民政府办公室"))
          .status,
      201);
  EXPECT_EQ(officer.post(path + "/check", {{"version", version()}}).status, 200);
  EXPECT_EQ(officer.upload(path + "/files", "b.txt", "x").status, 409) << "it is being checked";
  const auto checked = wait_until_checked(officer, path);
  EXPECT_EQ(checked.at("read").as_int64(), 4) << checked.text;
  EXPECT_EQ(checked.at("unreadable").as_int64(), 1);
  EXPECT_EQ(checked.at("with_errors").as_int64(), 3) << "2019, and both of 2020: their carry-over";
  EXPECT_EQ(officer.get(path + "/files?only=unreadable").at("items").as_array().size(), 1U);
  const auto csv = officer.get(path + "/findings.csv");
  EXPECT_THAT(csv.text, HasSubstr("T3-BAL"));
  EXPECT_THAT(csv.text, HasSubstr("DUPLICATE"));
  EXPECT_THAT(csv.text, HasSubstr("Y-CARRY"));
  EXPECT_THAT(officer.get(path + "/findings.xlsx").text, HasSubstr("PK"));
  const auto file = file_with(officer, path, "2019/办公室.txt");
  EXPECT_EQ(officer.get(file + "/source").text, published_report("zhifu_2019", office));
  do_confirming(officer, file);
  Clerk editor(city, "bianji");
  EXPECT_EQ(editor.get(path).status, 403);
  EXPECT_EQ(editor.get(file).status, 403);
  EXPECT_EQ(editor.get("/api/report-batches").status, 403);
  EXPECT_EQ(officer.get("/api/report-batches").at("items").as_array().size(), 1U);
  EXPECT_EQ(officer.get("/api/report-files/0000000000001").status, 404);
  EXPECT_EQ(officer.post(path + "/remove", {{"version", 0}}).status, 409);
  EXPECT_EQ(officer.post(path + "/remove", {{"version", version()}}).status, 204);
}

class ReportIntakeOnline : public ::testing::TestWithParam<db::Engine> {};

TEST_P(ReportIntakeOnline, reports_of_earlier_years_are_checked_decided_and_kept) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(GetParam());
  do_report_intake(city);
}

ON_EACH_ENGINE(ReportIntakeOnline);

}  // namespace gongkai::testing
