// The search of the running platform: the page, suggestions, attachments by page, and what editors change at once.
#include <gmock/gmock.h>

#include <thread>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {
std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) out += c;
    else out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

}  // namespace

void wait_for_index(City& city) {
  for (int i = 0; i < 300; ++i) {
    const auto found = visit(city, "/api/search?q=" + encoded("中试基地，建设期2026年至2027年")).body;
    if (found.contains("\"found\":\"as_written\"")) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  FAIL() << "the index was not built";
}

namespace {
void do_words(Clerk& editor) {
  EXPECT_GT(editor.get("/api/search-words").at("items").as_array().size(), 60U) << "those of the catalog";
  EXPECT_EQ(editor.get("/api/search-words?kind=nonsense").status, 422);
  const json::object word{{"kind", "synonym"}, {"words", json::array{"冷空气", "凛冬将至"}}, {"note", "试验"}};
  EXPECT_THAT(editor.get("/api/search?q=" + encoded("凛冬将至")).text, Not(HasSubstr("强冷空气")));
  const auto made = editor.post("/api/search-words", word);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_THAT(editor.get("/api/search?q=" + encoded("凛冬将至")).text, HasSubstr("强冷空气"));
  EXPECT_EQ(editor.post("/api/search-words", word).status, 409);
  const auto path = "/api/search-words/" + made.text_at("id");
  auto change = word;
  change["version"] = 1;
  change["note"] = "改过";
  EXPECT_EQ(editor.put(path, change).status, 200);
  EXPECT_EQ(editor.put(path, change).status, 409);
  const auto csv = editor.get("/api/search-words/export");
  EXPECT_THAT(csv.text, HasSubstr("凛冬将至"));
  EXPECT_EQ(editor.remove(path).status, 204);
  EXPECT_EQ(editor.remove(path).status, 404);
  const auto imported = editor.post("/api/search-words/import", {{"csv", csv.text}});
  EXPECT_EQ(imported.at("added").as_int64(), 1) << imported.text;
  EXPECT_EQ(editor.post("/api/search-words/import", {{"csv", "类别,词语\n不明,词\n"}}).status, 422);
}

void do_best_bets(Clerk& editor) {
  const auto found = editor.get("/api/search?q=" + encoded("云政办发〔2026〕29号"));
  const std::string address(found.at("hits").as_array().at(0).at("document_address").as_string());
  const json::object bet{{"queries", json::array{"天冷"}},
                         {"documents", json::array{address.substr(3)}},
                         {"first_day", "2020-01-01"},
                         {"note", ""}};
  const auto made = editor.post("/api/best-bets", bet);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(editor.get("/api/search?q=" + encoded("天冷")).at("recommended").as_array().size(), 1U);
  const auto path = "/api/best-bets/" + made.text_at("id");
  auto change = bet;
  change["version"] = 1;
  change["last_day"] = "2020-02-01";
  EXPECT_EQ(editor.put(path, change).status, 200);
  EXPECT_EQ(editor.get("/api/search?q=" + encoded("天冷")).at("recommended").as_array().size(), 0U);
  EXPECT_THAT(editor.get("/api/best-bets").text, HasSubstr(made.text_at("id")));
  const auto csv = editor.get("/api/best-bets/export");
  EXPECT_EQ(editor.remove(path).status, 204);
  EXPECT_EQ(editor.post("/api/best-bets/import", {{"csv", csv.text}}).at("added").as_int64(), 1);
}

void do_questions(Clerk& editor) {
  for (int i = 0; i < 3; ++i) editor.get("/api/search?q=" + encoded("戊己庚辛壬癸"));
  const auto zero = editor.get("/api/search-questions?view=zero&days=7");
  EXPECT_THAT(zero.text, HasSubstr("戊己庚辛壬癸"));
  EXPECT_EQ(editor.get("/api/search-questions?days=0").status, 422);
}
}  // namespace

void do_finding(City& city) {
  wait_for_index(city);
  Clerk editor(city, "pingtai");
  EXPECT_THAT(editor.get("/api/search/suggestions?q=gongre").text, HasSubstr("供热"));
  do_words(editor);
  do_best_bets(editor);
  do_questions(editor);
  Clerk other(city, "bianji");
  for (const char* path : {"/api/search-words", "/api/best-bets", "/api/search-questions", "/api/search-words/export"})
    EXPECT_EQ(other.get(path).status, 403) << path;
}

namespace {
class Searching : public ::testing::Test {
 protected:
  void SetUp() override { wait_for_index(city); }
  City city{db::Engine::sqlite};
};

TEST_F(Searching, finds_the_document_of_a_number_first_however_it_is_typed) {
  for (const char* typed : {"云政发〔2026〕12号", "云政发[2026]12号", "云政发（2026）12号", "云政发 2026 12"}) {
    const auto page = visit(city, "/search?q=" + encoded(typed)).body;
    const auto first = page.find("class=\"ht\"");
    ASSERT_NE(first, page.npos) << typed;
    EXPECT_THAT(page.substr(first, 600), HasSubstr("海洋经济")) << typed;
  }
}

TEST_F(Searching, finds_text_inside_an_attachment_and_leads_there) {
  const auto page = visit(city, "/search?q=" + encoded("海洋活性物质中试基地，建设期")).body;
  EXPECT_THAT(page, HasSubstr("重点项目清单.pdf"));
  EXPECT_THAT(page, HasSubstr("第 1 页"));
  EXPECT_THAT(page, HasSubstr("href=\"/f/"));
}

TEST_F(Searching, works_without_scripts_and_keeps_every_choice_in_the_address) {
  const auto page = visit(city, "/search?q=" + encoded("通知") + "&year=2026&order=newest").body;
  EXPECT_THAT(page, HasSubstr("method=\"get\""));
  EXPECT_THAT(page, HasSubstr("发布年份：2026 年"));
  EXPECT_THAT(page, HasSubstr("page=2"));
}

TEST_F(Searching, lets_editors_change_at_once_what_is_found) {
  do_finding(city);
}

TEST_F(Searching, takes_a_click_from_its_own_pages_only) {
  const auto send = [&](const std::string& origin) {
    return HttpClient(city.port())
        .send({.method = "POST",
               .target = "/search/click",
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", origin}},
               .body = "q=x"})
        .status;
  };
  EXPECT_EQ(send("http://localhost"), 204);
  EXPECT_EQ(send("https://elsewhere.example"), 403);
}

}  // namespace
}  // namespace gongkai::testing
