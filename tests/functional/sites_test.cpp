// The upkeep of a site through the API: what an editor changes is on the public pages at once.
#include <gmock/gmock.h>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {
void do_columns(City& city, Clerk& editor, const std::string& site) {
  const auto path = "/api/sites/" + site + "/columns";
  EXPECT_EQ(editor.post(path, {{"slug", "Wrong Slug"}, {"name", "外部"}}).status, 422);
  const auto made = editor.post(
      path, {{"slug", "beacon"}, {"name", "党务公开"}, {"address", "https://www.example.org/"}, {"sort_order", 90}});
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_THAT(visit(city, "/c/beacon").body, HasSubstr("https://www.example.org/"));
  EXPECT_EQ(editor.post(path, {{"slug", "beacon"}, {"name", "再来"}}).status, 409);
  const auto column = "/api/columns/" + made.text_at("id");
  const json::object change{{"name", "灯塔"}, {"address", "https://www.example.org/"}, {"version", 1}};
  EXPECT_EQ(editor.put(column, change).status, 200);
  EXPECT_EQ(editor.put(column, change).status, 409);
  EXPECT_THAT(editor.get(path).text, HasSubstr("灯塔"));

  const auto unit = editor.get("/api/sites").at("items").as_array().at(0).as_object().at("unit");
  const auto topic = editor.put(column + "/topic", {{"owner", unit}, {"version", 0}});
  ASSERT_EQ(topic.status, 200) << topic.text;
  EXPECT_EQ(editor.post(column + "/topic/checks", {{"note", "链接正常"}}).status, 201);
  EXPECT_THAT(editor.get("/api/topics").text, HasSubstr("链接正常"));
  EXPECT_EQ(editor.post(column + "/topic/archive", {{"note", "工作结束"}, {"version", 1}}).status, 200);
  EXPECT_THAT(visit(city, "/c/beacon").body, HasSubstr("归档"));

  EXPECT_EQ(editor.post(column + "/close", {{"reason", ""}, {"version", 2}}).status, 422);
  EXPECT_EQ(editor.post(column + "/close", {{"reason", "已并入其他栏目"}, {"version", 2}}).status, 200);
  EXPECT_THAT(visit(city, "/c/beacon").body, HasSubstr("已并入其他栏目"));
  EXPECT_THAT(visit(city, "/map").body, Not(HasSubstr("/c/beacon")));
  EXPECT_EQ(editor.post(column + "/reopen", {{"version", 3}}).status, 200);

  EXPECT_EQ(editor.get("/api/column-sets").status, 200);
  const auto added = editor.post("/api/sites/" + site + "/column-sets", {{"set", "law"}});
  EXPECT_EQ(added.status, 201) << added.text;
  EXPECT_EQ(visit(city, "/c/law").status, 200);
}

void do_bars(City& city, Clerk& editor, const std::string& site) {
  json::object bar{{"site", site},   {"words", "台风预警：请减少外出"},    {"address", "/c/notices"},
                   {"urgent", true}, {"first_at", "2026-01-01T00:00:00Z"}, {"last_at", "2026-12-31T00:00:00Z"}};
  bar["last_at"] = "2025-12-31T00:00:00Z";
  EXPECT_EQ(editor.post("/api/notice-bars", bar).status, 422);
  bar.erase("site");
  const auto far = std::chrono::system_clock::now() + std::chrono::hours(48);
  const auto near = std::chrono::system_clock::now() - std::chrono::hours(1);
  const auto iso = [](auto when) {
    const auto seconds = std::chrono::system_clock::to_time_t(when);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return std::string(text.data());
  };
  bar["first_at"] = iso(near);
  bar["last_at"] = iso(far);
  const auto made = editor.post("/api/notice-bars", bar);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_THAT(visit(city, "/").body, HasSubstr("台风预警"));
  EXPECT_THAT(visit(city, "/contact").body, HasSubstr("台风预警")) << "on every page";
  const auto path = "/api/notice-bars/" + made.text_at("id");
  bar["version"] = 1;
  bar["words"] = "台风预警解除";
  EXPECT_EQ(editor.put(path, bar).status, 200);
  EXPECT_EQ(editor.get("/api/notice-bars").status, 200);
  EXPECT_EQ(editor.remove(path).status, 204);
  EXPECT_THAT(visit(city, "/").body, Not(HasSubstr("台风预警")));
}
/// A county's document in a column of the city, and gone from there.
void do_sharing(City& city, Clerk& editor, const std::string& site, const json::array& sites) {
  const auto other = std::ranges::find_if(sites, [](const json::value& one) { return one.at("slug") == "chengwan"; });
  const auto pool =
      editor.get("/api/search?facets=no&q=%E9%80%9A%E7%9F%A5&site=" + std::string(other->at("id").as_string()));
  ASSERT_FALSE(pool.at("hits").as_array().empty()) << pool.text;
  const std::string address(pool.at("hits").as_array().at(0).at("document_address").as_string());
  const auto columns = editor.get("/api/sites/" + site + "/columns");
  const auto& all = columns.at("items").as_array();
  const auto law = std::ranges::find_if(all, [](const json::value& one) { return one.at("slug") == "law"; });
  const auto places = "/api/documents/" + address.substr(3) + "/placements";
  const auto placed = editor.post(places, {{"column", law->at("id")}});
  ASSERT_EQ(placed.status, 201) << placed.text;
  EXPECT_THAT(visit(city, "/c/law").body, HasSubstr(address));
  EXPECT_THAT(editor.get("/api/sites/" + site + "/placements").text, HasSubstr(address.substr(3)));
  EXPECT_EQ(editor.remove(places + "/" + std::string(law->at("id").as_string())).status, 200);
  EXPECT_THAT(visit(city, "/c/law").body, Not(HasSubstr(address)));
  EXPECT_EQ(editor.get("/api/sites/0000000000000/placements").status, 404);
}
}  // namespace

void do_sites_content(City& city) {
  Clerk editor(city, "pingtai");
  const auto sites = editor.get("/api/sites");
  const auto& all = sites.at("items").as_array();
  const auto main =
      std::ranges::find_if(all, [](const json::value& one) { return one.at("slug").as_string().empty(); });
  ASSERT_NE(main, all.end());
  const std::string site(main->at("id").as_string());
  do_columns(city, editor, site);
  do_bars(city, editor, site);
  const auto appearance = "/api/sites/" + site + "/appearance";
  EXPECT_EQ(editor.put(appearance, {{"accent", "#ffcc00"}, {"version", main->at("version")}}).status, 422);
  const json::object dressed{
      {"accent", "#0f4f9c"}, {"mark", "云海"}, {"home", "news"}, {"version", main->at("version")}};
  EXPECT_EQ(editor.put(appearance, dressed).status, 204);
  EXPECT_THAT(visit(city, "/").body, HasSubstr("src=\"/mark/" + site)) << "at once, on every page";
  do_sharing(city, editor, site, all);
}

}  // namespace gongkai::testing
