// 政府网站工作年度报表 from the first row to the corrected edition, as the office and the public meet it.
#include <gmock/gmock.h>
#include <openssl/evp.h>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::string site_of(Clerk& clerk, std::string_view slug) {
  const auto sites = clerk.get("/api/sites");
  for (const auto& site : sites.at("items").as_array())
    if (site.at("slug").as_string() == slug) return std::string(site.at("id").as_string());
  ADD_FAILURE() << "no site " << slug;
  return {};
}

/// Each row that is not counted, with something that may stand there.
json::array filled_rows(const Reply& report) {
  json::array entries;
  for (const auto& part : report.at("parts").as_array())
    for (const auto& row : part.at("rows").as_array()) {
      if (row.at("counted").as_bool()) continue;
      const auto& options = row.at("options").as_array();
      const auto value = row.at("kind").as_string() == "text" ? json::string("云海")
                         : options.empty()                    ? json::string("3")
                                                              : options.at(0).as_string();
      entries.push_back({{"row", row.at("id")}, {"value", value}, {"note", "试验数据"}});
    }
  return entries;
}

json::array one_row(std::string_view row, std::string_view value, std::string_view note) {
  return {json::object{{"row", row}, {"value", value}, {"note", note}}};
}

std::string sha256_hex(const std::string& bytes) {
  std::array<unsigned char, 32> digest{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  std::string hex;
  for (const auto byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

/// A site without a report of that year becomes one with two editions.
void fill_and_publish(City& city) {
  Clerk officer(city, "gongkaiban"), releaser(city, "fabu");
  const auto path = "/api/site-reports/" + site_of(officer, "fishery") + "/2024";
  EXPECT_EQ(visit(city, "/s/fishery/site-report/2024").status, 404);
  const auto empty = officer.get(path);
  ASSERT_EQ(empty.status, 200) << empty.text;
  EXPECT_EQ(empty.text_at("standing"), "overdue");
  EXPECT_EQ(officer.put(path, {{"version", 0}, {"entries", one_row("visits", "9", "")}}).status, 422);
  auto rows = filled_rows(empty);
  for (auto& row : rows)
    if (row.at("row").as_string() == "cases") row.as_object()["value"] = "6";  // 3 of people and 3 of bodies
  const auto filled = officer.put(path, {{"version", 0}, {"entries", rows}});
  ASSERT_EQ(filled.status, 200) << filled.text;
  EXPECT_TRUE(filled.at("faults").as_array().empty()) << filled.text;
  EXPECT_EQ(officer.put(path, {{"version", 0}, {"entries", rows}}).status, 409);
  EXPECT_EQ(officer.post(path + "/editions", {{"version", 1}}).status, 403);
  const auto published = releaser.post(path + "/editions", {{"version", 1}});
  ASSERT_EQ(published.status, 201) << published.text;
  EXPECT_EQ(published.text_at("standing"), "late");
  EXPECT_EQ(releaser.post(path + "/editions", {{"version", 2}, {"reason", "无"}}).status, 409) << "nothing changed";

  EXPECT_THAT(visit(city, "/s/fishery/site-report/2024").body, Not(HasSubstr("重新核对")));
  EXPECT_EQ(officer.put(path, {{"version", 2}, {"entries", one_row("accounts", "4", "重新核对")}}).status, 200);
  EXPECT_EQ(releaser.post(path + "/editions", {{"version", 3}}).status, 422) << "a correction needs a reason";
  EXPECT_EQ(releaser.post(path + "/editions", {{"version", 3}, {"reason", "少计一个用户"}}).status, 201);
  const auto page = visit(city, "/s/fishery/site-report/2024").body;
  EXPECT_THAT(page, HasSubstr("重新核对"));
  EXPECT_THAT(page, HasSubstr("少计一个用户"));
  EXPECT_THAT(visit(city, "/s/fishery/site-report/2024?edition=1").body, Not(HasSubstr("重新核对")));
  EXPECT_EQ(visit(city, "/s/fishery/site-report/2024?edition=9").status, 404);
}

}  // namespace

void do_site_report(City& city) {
  fill_and_publish(city);
  Clerk officer(city, "gongkaiban"), stranger(city, "chuangkou");
  const auto all = officer.get("/api/site-reports?year=2025");
  ASSERT_EQ(all.status, 200) << all.text;
  EXPECT_EQ(officer.get("/api/site-reports?year=1999").status, 422);
  EXPECT_EQ(officer.get("/api/site-reports?year=%27").status, 422);
  const auto main = site_of(officer, "");
  EXPECT_EQ(stranger.get("/api/site-reports/" + main + "/2025").status, 403);
  EXPECT_EQ(officer.get("/api/site-reports/" + main + "/2017").status, 404);
  EXPECT_TRUE(stranger.get("/api/site-reports?year=2025").at("items").as_array().empty());
}

namespace {

TEST(SiteReport, goes_from_its_rows_to_the_public_and_is_corrected) {
  City city(db::Engine::sqlite);
  do_site_report(city);
}

TEST(SiteReport, of_the_demo_city_is_on_the_home_page_and_can_be_proven) {
  City city(db::Engine::sqlite);
  for (const std::string site : {"", "/s/education"}) {
    EXPECT_THAT(visit(city, site + "/").body, HasSubstr("href=\"" + site + "/site-report\""));
    EXPECT_THAT(visit(city, site + "/site-report").body, HasSubstr(site + "/site-report/2025"));
    const auto page = visit(city, site + "/site-report/2025");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("独立用户访问总量（个）"));
    const auto file = visit(city, site + "/site-report/2025/report.json");
    EXPECT_EQ(file.status, 200);
    EXPECT_THAT(page.body, HasSubstr(sha256_hex(file.body)));
    EXPECT_THAT(visit(city, site + "/site-report/2025/report.xlsx").body, ::testing::StartsWith("PK"));
  }
  EXPECT_EQ(visit(city, "/site-report/2019").status, 404);
  EXPECT_EQ(visit(city, "/site-report/99999999999").status, 404);
}

}  // namespace
}  // namespace gongkai::testing
