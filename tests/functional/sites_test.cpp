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
  EXPECT_EQ(editor.put(appearance, {{"accent", "#0f4f9c"}, {"version", main->at("version")}}).status, 204);
}

}  // namespace gongkai::testing
