// The annual report on the running platform: counted, filled in, submitted, signed, published, verified, closed.
#include <gmock/gmock.h>

#include "tests/functional/counter_case.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

class Desk {
 public:
  Desk(Clerk& clerk, std::string id) : m_clerk(clerk), m_path("/api/annual-reports/" + std::move(id)) {}

  Reply now() { return m_clerk.get(m_path); }
  Reply put(const std::string& what, json::object body) { return send("PUT", what, std::move(body)); }
  Reply post(const std::string& what, json::object body = {}) { return send("POST", what, std::move(body)); }
  Reply get(const std::string& what) { return m_clerk.get(m_path + what); }

 private:
  Reply send(const char* method, const std::string& what, json::object body) {
    if (!body.contains("version")) body["version"] = now().at("version");
    return m_clerk.send(method, m_path + what, json::serialize(body));
  }
  Clerk& m_clerk;
  std::string m_path;
};

int last_year() {
  return std::stoi(today_in_china().substr(0, 4)) - 1;
}

std::string report_of(Clerk& clerk, std::string_view unit) {
  const auto board = clerk.get("/api/annual-reports");
  for (const auto& line : board.at("items").as_array())
    if (line.at("unit_name").as_string() == unit) return std::string(line.at("id").as_string());
  ADD_FAILURE() << "no report of " << unit << " in " << board.text.substr(0, 400);
  return "";
}

/// Zero with a source, for every cell that no ledger holds.
json::array zeros(const Reply& report) {
  json::array values;
  for (const auto& cell : report.at("cells").as_array()) {
    if (cell.at("origin").as_string() != "entered") continue;
    const bool amount = cell.at("kind").as_string() == "amount";
    values.push_back(json::object{{"cell", cell.at("cell")},
                                  {"value", amount ? json::value("0") : json::value(0)},
                                  {"source", "执法监督平台，1月4日"}});
  }
  return values;
}

std::int64_t cell_named(const Reply& report, std::string_view row, std::string_view column) {
  for (const auto& cell : report.at("cells").as_array())
    if (cell.at("row").as_string() == row && cell.at("column").as_string() == column) return cell.at("cell").as_int64();
  return -1;
}

void do_filling(Desk& officer) {
  const auto before = officer.now();
  EXPECT_EQ(officer.post("/submit").status, 422) << "cells are empty";
  const auto counted = cell_named(before, "new", "natural");
  EXPECT_EQ(
      officer.put("/values", {{"values", json::array{json::object{{"cell", counted}, {"value", 3}, {"source", "x"}}}}})
          .status,
      422)
      << "a counted cell is not typed";
  const auto filled = officer.put("/values", {{"values", zeros(before)}});
  EXPECT_EQ(filled.status, 200) << filled.text.substr(0, 400);
  EXPECT_EQ(officer.put("/values", {{"values", json::array{}}, {"version", 1}}).status, 409);
  EXPECT_EQ(officer.get("/cells/" + std::to_string(counted)).status, 200);
  EXPECT_EQ(officer.put("/parts/5", {{"words", "{{t3.new.sum}}"}}).status, 422) << "refers to nothing";
  EXPECT_EQ(officer.post("/submit").status, 422) << "part five is the office's own";
  const auto part = officer.put("/parts/5", {{"words", "{{year}}年新收{{t3.new.total}}件，{{growth t3.new.total}}。"}});
  EXPECT_EQ(part.status, 200) << part.text.substr(0, 300);
  const json::object adjustment{{"cell", counted}, {"value", 1}, {"reason", "一件由两个机构分别登记"}};
  EXPECT_EQ(officer.put("/adjustments", adjustment).status, 200);
  EXPECT_EQ(officer.post("/submit").status, 422) << "it does not add up any more";
  EXPECT_EQ(officer.put("/adjustments", {{"cell", counted}, {"value", 0}}).status, 200);
}

/// What the desk reads besides: findings, the list for recounting, a text before it is saved.
void do_reading(Desk& officer) {
  const auto report = officer.now();
  EXPECT_FALSE(report.at("sheets").as_array().empty());
  for (const auto& identity : report.at("identities").as_array()) EXPECT_TRUE(identity.at("broken").as_array().empty());
  const auto findings = officer.get("/findings");
  EXPECT_EQ(findings.status, 200);
  for (const auto& one : findings.at("findings").as_array()) EXPECT_NE(one.at("severity").as_string(), "error");
  EXPECT_THAT(officer.get("/cases").text, HasSubstr("种类,编号"));
  const auto preview = officer.post("/preview", {{"words", "新收{{t3.new.total}}件"}});
  EXPECT_EQ(preview.status, 200) << preview.text;
  EXPECT_EQ(preview.at("pieces").as_array().at(1).at("reference").as_string(), "t3.new.total");
  EXPECT_EQ(officer.post("/preview", {{"words", "{{t3.none.total}}"}}).status, 422);
}

void do_board(Clerk& collecting) {
  const auto year = std::to_string(last_year());
  EXPECT_EQ(collecting.get("/api/annual-reports?year=x").status, 422);
  const auto owing = collecting.get("/api/annual-reports?year=" + year + "&state=outstanding&name=体育");
  EXPECT_EQ(owing.at("items").as_array().size(), 1u) << owing.text.substr(0, 400);
  EXPECT_EQ(collecting.get("/api/annual-reports?name=没有这样的单位").at("items").as_array().size(), 0u);
  const auto reminded = collecting.post("/api/annual-reports/reminders", {{"year", last_year()}});
  EXPECT_EQ(reminded.status, 200) << reminded.text;
  EXPECT_GT(reminded.at("reminded").as_int64(), 1);
}

std::string with_file(std::int64_t version) {
  return "--b\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n" + std::to_string(version) +
         "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"导出.txt\"\r\nContent-Type: "
         "text/plain\r\n\r\n许可决定一览\r\n--b--\r\n";
}

/// A file beside an entered value: kept, read again, taken away, kept for good.
void do_evidence(Clerk& clerk, Desk& officer, const std::string& id) {
  const auto path = "/api/annual-reports/" + id;
  const auto now = officer.now();
  const auto entered = cell_named(now, "a20_5.licence", "decisions"), counted = cell_named(now, "new", "natural");
  const auto send = [&](std::int64_t cell) {
    return clerk.send("POST", path + "/cells/" + std::to_string(cell) + "/evidence",
                      with_file(officer.now().at("version").as_int64()), "multipart/form-data; boundary=b");
  };
  EXPECT_EQ(send(counted).status, 422) << "what is counted opens its cases";
  const auto kept = send(entered);
  ASSERT_EQ(kept.status, 201) << kept.text.substr(0, 300);
  std::string file;
  for (const auto& cell : kept.at("cells").as_array())
    if (cell.at("cell").as_int64() == entered) file = cell.at("evidence").at(0).at("file").as_string();
  EXPECT_EQ(officer.get("/evidence/" + file).text, "许可决定一览");
  EXPECT_EQ(officer.get("/evidence/" + id).status, 404) << "no such file";
  const auto gone = "/cells/" + std::to_string(entered) + "/evidence/" + file + "?version=";
  EXPECT_EQ(clerk.send("DELETE", path + gone + "1", "").status, 409);
  EXPECT_EQ(clerk.send("DELETE", path + gone + std::to_string(kept.at("version").as_int64()), "").status, 200);
  EXPECT_EQ(send(entered).status, 201);
}

void do_signing(City& city, Desk& officer, Desk& head, Desk& collector) {
  EXPECT_EQ(officer.post("/submit").status, 200);
  EXPECT_EQ(head.post("/send-back", {{"words", "请补充问题和措施"}}).status, 200);
  EXPECT_EQ(officer.post("/submit").status, 200);
  EXPECT_EQ(collector.post("/remind").status, 200);
  EXPECT_EQ(collector.post("/return", {{"words", "请核对结转数"}}).status, 200);
  EXPECT_EQ(officer.post("/submit").status, 200);
  EXPECT_EQ(officer.post("/sign").status, 403);
  EXPECT_EQ(officer.get("/file").status, 409) << "nothing is signed";
  const auto signed_report = head.post("/sign");
  ASSERT_EQ(signed_report.status, 200) << signed_report.text.substr(0, 400);
  const auto id = signed_report.text_at("id");
  EXPECT_EQ(visit(city, "/annual-reports/" + id).status, 404) << "not public yet";
  EXPECT_EQ(head.post("/publish").status, 200);
  const auto digest = std::string(signed_report.at("editions").as_array().front().at("digest").as_string());
  const auto page = visit(city, "/annual-reports/" + id);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(digest));
  EXPECT_THAT(page.body, HasSubstr("勾稽关系"));
  EXPECT_THAT(visit(city, "/annual-reports").body, HasSubstr(id));
  const auto unit = signed_report.text_at("unit");
  EXPECT_THAT(visit(city, "/annual-reports?unit=" + unit).body, HasSubstr(id));
  EXPECT_THAT(visit(city, "/annual-reports?unit=1").body, Not(HasSubstr(id)));
  EXPECT_THAT(visit(city, "/disclosure/" + unit + "/reports").body, HasSubstr("/annual-reports?unit=" + unit));
  EXPECT_THAT(visit(city, "/annual-reports/verify?digest=" + digest).body, HasSubstr("摘要相符"));
  EXPECT_THAT(visit(city, "/annual-reports/verify?digest=" + std::string(64, '0')).body, HasSubstr("没有公开的报告"));
  for (const std::string kind : {"pdf", "docx", "xlsx", "csv", "json"})
    EXPECT_EQ(visit(city, "/annual-reports/" + id + "/report." + kind).status, 200) << kind;
  EXPECT_EQ(officer.get("/file").status, 200);
}

/// What would change a signed year is refused until a revision is open.
void do_revision(Desk& officer, Desk& head) {
  EXPECT_EQ(officer.put("/values", {{"values", json::array{}}}).status, 409) << "signed";
  EXPECT_EQ(head.post("/revision", {{"words", ""}}).status, 422);
  EXPECT_EQ(head.post("/revision", {{"words", "漏计一件申请"}}).status, 200);
  const auto again = head.post("/sign");
  ASSERT_EQ(again.status, 200) << again.text.substr(0, 300);
  EXPECT_EQ(again.at("editions").as_array().front().at("reason").as_string(), "漏计一件申请");
}

}  // namespace

/// A unit without a line to the platform sends its report as a file; the same border for everybody.
void do_file(Clerk& collecting, Desk& officer) {
  auto file = officer.get("/file").text;
  const std::string from = "云海市人民政府办公室";
  for (auto at = file.find(from); at != std::string::npos; at = file.find(from, at))
    file.replace(at, from.size(), "云海市体育局");
  Desk other(collecting, report_of(collecting, "云海市体育局"));
  const auto broken = std::string(file).replace(file.find("\"r7\":{\"natural\":") + 16, 1, "9");
  EXPECT_EQ(other.post("/take-in", {{"file", broken}}).status, 422) << "refused with the place";
  const auto taken = other.post("/take-in", {{"file", file}});
  ASSERT_EQ(taken.status, 200) << taken.text.substr(0, 400);
  EXPECT_EQ(taken.at("stage").as_string(), "submitted");
}

void do_annual_report(City& city) {
  Clerk collecting(city, "jiandu"), writing(city, "gongkaiban"), signing(city, "lingdao");
  EXPECT_EQ(collecting.post("/api/annual-reports", {{"year", last_year() + 1}}).status, 422) << "the year is not over";
  const auto opened = collecting.post("/api/annual-reports", {{"year", last_year()}});
  ASSERT_EQ(opened.status, 200) << opened.text;
  const auto id = report_of(collecting, "云海市人民政府办公室");
  Desk officer(writing, id), head(signing, id), collector(collecting, id);
  EXPECT_EQ(collector.post("/take-in", {{"file", "{}"}}).status, 422);
  do_filling(officer);
  do_evidence(writing, officer, id);
  do_reading(officer);
  do_board(collecting);
  do_signing(city, officer, head, collector);
  do_file(collecting, officer);
  do_revision(officer, head);
}

TEST(AnnualReports, are_counted_signed_published_and_closed) {
  City city(db::Engine::sqlite);
  do_annual_report(city);
}

}  // namespace gongkai::testing
