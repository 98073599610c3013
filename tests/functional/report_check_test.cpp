// The check of annual reports, as an operator types it and as anybody finds it on the public site.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "tests/functional/city.hpp"

namespace gongkai::testing {
namespace {
using ::testing::HasSubstr;

/// A report in which 75 came in and one more is carried over: two columns do not balance.
std::string report_text() {
  std::ifstream file(std::string(GONGKAI_SOURCE_DIR) + "/catalog/report_formats/2021.json");
  std::stringstream content;
  content << file.rdbuf();
  const auto form = boost::json::parse(content.str()).as_object();
  const std::map<std::string, std::string> filled{{"new", "75"}, {"r1", "75"}, {"r7", "75"}, {"carried_out", "1"}};
  std::string text =
      "云海市水务局\n2025年政府信息公开工作年度报告\n一、总体情况\n全年共收到政府信息公开申请76件，结转下年度1件。\n";
  for (const auto& part : form.at("t2").as_array()) {
    text += "信息内容";
    for (const auto& column : part.at("columns").as_array()) text += "\t" + std::string(column.at("label").as_string());
    for (const auto& row : part.at("rows").as_array()) {
      text += "\n" + std::string(row.at("label").as_string());
      for (std::size_t i = 0; i < part.at("columns").as_array().size(); ++i) text += "\t0";
    }
    text += "\n";
  }
  text += "项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
  for (const auto& row : form.at("t3").at("rows").as_array()) {
    const auto found = filled.find(std::string(row.at("id").as_string()));
    const auto number = found == filled.end() ? "0" : found->second;
    text += std::string(row.at("label").as_string()) + "\t" + number + "\t0\t0\t0\t0\t0\t" + number + "\n";
  }
  for (int block = 0; block < 3; ++block) text += "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t";
  text += "\n";
  for (int i = 0; i < 15; ++i) text += i ? "\t0" : "0";
  return text + "\n";
}

std::string written(const TemporaryFolder& folder, const std::string& name, const std::string& content) {
  const auto path = folder.path() + "/" + name;
  std::ofstream(path) << content;
  return path;
}

TEST(ReportCheck, says_what_is_broken_and_what_would_repair_it) {
  const TemporaryFolder folder;
  const auto path = written(folder, "年报.txt", report_text());
  const auto finished = run_program({binary(), "report", "check", path, "--json"});
  EXPECT_EQ(finished.exit_code, 1) << finished.err;
  const auto answer = boost::json::parse(finished.out).as_object();
  EXPECT_FALSE(answer.at("ok").as_bool());
  const auto& file = answer.at("files").as_array().at(0).as_object();
  EXPECT_EQ(file.at("unit").as_string(), "云海市水务局");
  EXPECT_EQ(file.at("year").as_int64(), 2025);
  EXPECT_EQ(file.at("tables").at("t3").at("new").at("natural").as_int64(), 75);
  const auto& finding = file.at("findings").as_array().at(0).as_object();
  EXPECT_EQ(finding.at("code").as_string(), "T3-BAL");
  EXPECT_EQ(finding.at("severity").as_string(), "error");
  EXPECT_EQ(finding.at("column").as_string(), "natural");
  const auto& cell = file.at("repairs").as_array().at(0).at("cells").as_array().at(0).as_object();
  EXPECT_EQ(cell.at("row").as_string(), "new");
  EXPECT_EQ(cell.at("from").as_int64(), 75);
  EXPECT_EQ(cell.at("to").as_int64(), 76);
}

TEST(ReportCheck, exit_codes_tell_fine_broken_and_unreadable_apart) {
  const TemporaryFolder folder;
  const auto good = std::regex_replace(report_text(), std::regex("收到政府信息公开申请76件，结转下年度1件"),
                                       "收到政府信息公开申请75件");
  const auto balanced = std::regex_replace(good, std::regex("四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1"),
                                           "四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0");
  EXPECT_EQ(run_program({binary(), "report", "check", written(folder, "a.txt", balanced)}).exit_code, 0);
  EXPECT_EQ(run_program({binary(), "report", "check", written(folder, "b.txt", report_text())}).exit_code, 1);
  const auto plan = run_program({binary(), "report", "check", written(folder, "c.txt", "2026年工作要点")});
  EXPECT_EQ(plan.exit_code, 2);
  EXPECT_THAT(plan.out, HasSubstr("没有找到年度报告"));
  EXPECT_EQ(run_program({binary(), "report", "check", folder.path() + "/missing.pdf"}).exit_code, 2);
  EXPECT_EQ(run_program({binary(), "report", "check", folder.path()}).exit_code, 2)
      << "a folder with one unreadable file";
}

std::string form_part(const std::string& name, const std::string& file_name, const std::string& content) {
  return "--part\r\nContent-Disposition: form-data; name=\"" + name + "\"" +
         (file_name.empty() ? "" : "; filename=\"" + file_name + "\"") + "\r\n\r\n" + content + "\r\n";
}

TEST(ReportCheck, the_public_page_shows_the_broken_cells_and_keeps_nothing) {
  City city(db::Engine::sqlite);
  const auto form = visit(city, "/report-check");
  ASSERT_EQ(form.status, 200);
  EXPECT_EQ(form.header("cache-control"), "no-store");
  std::smatch token;
  ASSERT_TRUE(std::regex_search(form.body, token, std::regex("name=\"csrf\" value=\"([^\"]+)\"")));
  const auto cookie = form.header("set-cookie");
  const auto send = [&](const std::string& file_name, const std::string& content) {
    return HttpClient(city.port())
        .send({.method = "POST",
               .target = "/report-check",
               .headers = {{"Content-Type", "multipart/form-data; boundary=part"},
                           {"Cookie", cookie.substr(0, cookie.find(';'))}},
               .body = form_part("csrf", "", token[1]) + form_part("file", file_name, content) + "--part--\r\n"});
  };
  const auto checked = send("年报.txt", report_text());
  EXPECT_EQ(checked.status, 200);
  EXPECT_THAT(checked.body, HasSubstr("T3-BAL"));
  EXPECT_THAT(checked.body, HasSubstr("<td class=\"broken\"><del>75</del> <ins>76</ins></td>"));
  EXPECT_EQ(checked.header("cache-control"), "no-store");
  const auto refused = send("要点.txt", "2026年工作要点");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("没有找到年度报告"));
  EXPECT_EQ(send("", "").status, 422);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(city.data()))
    EXPECT_EQ(entry.path().string().find("upload-"), std::string::npos) << entry.path();
}

}  // namespace
}  // namespace gongkai::testing
