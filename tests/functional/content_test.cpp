// What surrounds a document, and the proof that a withdrawal is hard: a crawl of the whole site before and after it.
#include <deque>
#include <semaphore>
#include <set>
#include <thread>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace {
namespace json = boost::json;

std::string column_named(Clerk& clerk, std::string_view name) {
  const auto columns = clerk.get("/api/columns");
  for (const auto& one : columns.at("items").as_array())
    if (one.at("name").as_string() == name) return std::string(one.at("id").as_string());
  return "";
}

/// A released piece of news with an attachment that its body names.
struct Published {
  std::string id;
  std::string path;
  std::string file;
};

void publish(City& city, Clerk& editor, Clerk& releaser, Published& made) {
  const auto created = editor.post("/api/documents", {{"type", "news"},
                                                      {"column", column_named(editor, "政务动态")},
                                                      {"title", "蓝湾海上牧场试验平台下水"},
                                                      {"body", "<p>蓝湾海上牧场试验平台昨天下水。</p>"},
                                                      {"fields", json::object{{"source", "云海市海洋发展局"}}},
                                                      {"disclosure", "proactive"}});
  ASSERT_EQ(created.status, 201) << created.text;
  made.id = created.text_at("id");
  made.path = "/api/documents/" + made.id;
  const auto attached = editor.upload(made.path + "/attachments", "平台参数.txt", "蓝湾海上牧场试验平台参数");
  ASSERT_EQ(attached.status, 201) << attached.text;
  made.file = attached.at("attachments").as_array().at(0).at("file").as_string();
  const auto version = [&] { return editor.get(made.path).at("version").as_int64(); };
  for (int attempt = 0; attempt < 300; ++attempt) {
    if (editor.get(made.path + "/checks").at("waiting").as_int64() == 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  const auto submitted = editor.post(made.path + "/submit", {{"version", version()}});
  ASSERT_EQ(submitted.status, 200) << submitted.text;
  pass_reviews(city, made.id);
  const auto released = releaser.post(made.path + "/release", {{"version", version()}});
  ASSERT_EQ(released.status, 200) << released.text;
}

/// Addresses of the site that the page names, without fragments.
std::set<std::string> links_in(const std::string& body) {
  std::set<std::string> found;
  for (const std::string_view mark : {"href=\"", "src=\"", "<loc>", "<link>", "\"address\":\""})
    for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
      const auto begin = at + mark.size();
      auto address = body.substr(begin, body.find_first_of("\"<#", begin) - begin);
      if (const auto host = address.find("://"); host != std::string::npos) {
        const auto path = address.find('/', host + 3);
        if (address.find("127.0.0.1") == std::string::npos || path == std::string::npos) continue;
        address = address.substr(path);
      }
      for (auto amp = address.find("&amp;"); amp != std::string::npos; amp = address.find("&amp;"))
        address.erase(amp + 1, 4);
      if (address.starts_with('/') && !address.starts_with("//")) found.insert(address);
    }
  return found;
}

/// Everything that can be reached and bears one of the words, and how it was asked for.
class Crawl {
 public:
  Crawl(City& city, std::vector<std::string> words) : m_city(city), m_words(std::move(words)) {}

  std::set<std::string> bearers(std::deque<std::string> queue) {
    std::set<std::string> seen(queue.begin(), queue.end()), found;
    for (std::size_t visited = 0; !queue.empty() && visited < most_pages; ++visited) {
      const auto address = queue.front();
      queue.pop_front();
      const auto answer = visit(m_city, address);
      if (answer.status == 200 && bears(answer.body)) found.insert(address);
      // of the many documents only the one in question is of interest
      if (answer.status != 200 || address.starts_with("/d/")) continue;
      for (const auto& next : links_in(answer.body)) {
        const bool other_document = next.starts_with("/d/") && next.find(m_words.front()) == std::string::npos;
        const bool machinery = next.starts_with("/static/") || next.starts_with("/office") || next.starts_with("/f/") ||
                               next.starts_with("/mode");
        if (!other_document && !machinery && seen.insert(next).second) queue.push_back(next);
      }
    }
    return found;
  }
  bool bears(const std::string& body) const {
    return std::ranges::any_of(m_words, [&](const auto& word) { return body.find(word) != std::string::npos; });
  }

 private:
  static constexpr std::size_t most_pages = 500;
  City& m_city;
  std::vector<std::string> m_words;
};

}  // namespace

void do_content(City& city) {
  Clerk editor(city, "bianji"), releaser(city, "fabu"), head(city, "lingdao"), platform(city, "pingtai");
  Published made;
  publish(city, editor, releaser, made);
  const auto version = [&] { return editor.get(made.path).at("version").as_int64(); };
  const auto with_reason = [&] { return json::object{{"version", version()}, {"reason", "附件需要再核实一次"}}; };
  EXPECT_EQ(editor.get(made.path + "/editions").at("items").as_array().size(), 1u);
  EXPECT_EQ(editor.get(made.path + "/editions/1").status, 200);
  EXPECT_EQ(editor.get(made.path + "/editions/9").status, 404);
  const auto self = editor.get("/api/session").at("person").at("id");
  EXPECT_EQ(editor.put(made.path + "/readers", {{"version", version()}, {"people", json::array{self}}}).status, 200);
  EXPECT_EQ(releaser.get(made.path).status, 404) << "not on the list";
  for (const char* desk : {"/review", "/checks"}) EXPECT_EQ(releaser.get(made.path + desk).status, 404) << desk;
  const auto filing = "/api/catalogue" + made.path.substr(std::string_view("/api").size());
  EXPECT_EQ(releaser.get(filing).status, 404) << "nor at the desks of other capabilities";
  EXPECT_EQ(head.get(made.path).status, 200) << "the head of the unit sees everything";
  EXPECT_EQ(editor.put(made.path + "/readers", {{"version", version()}, {"people", json::array{}}}).status, 200);
  const auto elsewhere = column_named(editor, "通知公告");
  const auto placed = platform.post(made.path + "/placements", {{"column", elsewhere}});
  EXPECT_EQ(placed.status, 201) << placed.text;
  EXPECT_EQ(platform.remove(made.path + "/placements/" + elsewhere).status, 200);
  EXPECT_EQ(releaser.post(made.path + "/take-down", with_reason()).status, 200);
  EXPECT_EQ(visit(city, "/d/" + made.id).status, 410);
  EXPECT_EQ(releaser.post(made.path + "/restore", with_reason()).status, 403);
  EXPECT_EQ(head.post(made.path + "/restore", with_reason()).status, 200);
  EXPECT_EQ(visit(city, "/d/" + made.id).status, 200);
  const auto types = platform.get("/api/document-types");
  for (const auto& type : types.at("items").as_array()) {
    if (type.at("id").as_string() != "topic") continue;
    auto declaration = type.as_object();
    declaration.erase("version");
    const auto declared =
        platform.put("/api/document-types/topic", {{"version", type.at("version")}, {"declaration", declaration}});
    EXPECT_EQ(declared.status, 200) << declared.text;
  }
}

namespace {

class Withdrawal : public ::testing::TestWithParam<db::Engine> {};

TEST_P(Withdrawal, leaves_no_address_that_serves_the_document_or_its_file) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(GetParam());
  Clerk editor(city, "bianji"), releaser(city, "fabu");
  Published made;
  publish(city, editor, releaser, made);
  const std::string own = "/d/" + made.id, file = "/f/" + made.file + "/x.txt";
  Crawl crawl(city, {made.id, made.file, "蓝湾海上牧场试验平台"});
  auto served = crawl.bearers({"/", "/sitemap.xml", own, file, "/search?q=%E8%93%9D%E6%B9%BE%E6%B5%B7%E4%B8%8A"});
  EXPECT_TRUE(served.contains("/")) << "the crawl sees nothing";
  EXPECT_TRUE(served.contains(own));
  EXPECT_TRUE(served.contains(file));
  EXPECT_TRUE(served.contains("/sitemap.xml"));
  EXPECT_GE(served.size(), 6u) << "lists, feeds and search show it too";
  for (const auto* below : {"/print.pdf", "/qr.svg"}) served.insert(own + below);
  served.insert("/open/documents/" + made.id);

  const auto version = releaser.get(made.path).at("version");
  const auto withdrawn = releaser.post(
      made.path + "/withdraw", {{"version", version}, {"reason_kind", "retracted"}, {"reason", "参数有误，另行发布"}});
  ASSERT_EQ(withdrawn.status, 200) << withdrawn.text;
  for (const auto& address : served)
    for (const std::string encoding : {"", "gzip", "br"}) {
      HttpClient client(city.port());
      std::vector<std::pair<std::string, std::string>> headers;
      if (!encoding.empty()) headers.emplace_back("Accept-Encoding", encoding);
      const auto answer = client.get(address, headers);
      const bool of_the_document =
          address.find(made.id) != std::string::npos || address.find(made.file) != std::string::npos;
      if (of_the_document) {
        EXPECT_TRUE(answer.status == 410 || answer.status == 404) << address << " " << answer.status;
      } else if (encoding.empty()) {
        EXPECT_EQ(answer.body.find("/d/" + made.id), std::string::npos) << address;
      }
    }
  const auto notice = visit(city, own);
  EXPECT_EQ(notice.status, 410);
  EXPECT_NE(notice.body.find("参数有误，另行发布"), std::string::npos);
  EXPECT_EQ(notice.body.find("试验平台昨天下水"), std::string::npos);
  EXPECT_EQ(visit(city, file).status, 410);
}

/// A transaction that somebody leaves open for minutes: a report, a dump, a forgotten console. The feed waits for it.
class HeldTransaction {
 public:
  explicit HeldTransaction(const std::string& conninfo)
      : m_database(db::Database::open({.engine = db::Engine::postgres, .conninfo = conninfo})), m_thread([this] {
          std::ignore = m_database->write([this](db::Session& session) -> Result<void> {
            session.run_script("CREATE TABLE held_open (a INT)");
            m_begun.release();
            m_end.acquire();
            return refuse(FaultKind::conflict, "test.rolled_back");
          });
        }) {
    m_begun.acquire();
  }
  ~HeldTransaction() {
    m_end.release();
    m_thread.join();
  }

 private:
  std::binary_semaphore m_begun{0}, m_end{0};
  std::unique_ptr<db::Database> m_database;
  std::thread m_thread;
};

TEST(Search, hears_of_a_release_and_of_its_withdrawal_although_an_older_transaction_is_open) {
  if (!has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(db::Engine::postgres);
  Clerk editor(city, "bianji"), releaser(city, "fabu");
  const auto found = [&](const std::string& id) {
    return visit(city, "/search?q=%E8%93%9D%E6%B9%BE%E6%B5%B7%E4%B8%8A").body.contains("/d/" + id);
  };
  for (int i = 0; i < 300 && !visit(city, "/api/search?q=%E9%80%9A%E7%9F%A5").body.contains("\"found\":\"as_written\"");
       ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the copied city builds its index anew
  const HeldTransaction held(city.environment().at("GONGKAI_DATABASE_CONNINFO"));
  Published made;
  publish(city, editor, releaser, made);
  EXPECT_TRUE(found(made.id));
  const auto version = releaser.get(made.path).at("version");
  const auto withdrawn = releaser.post(
      made.path + "/withdraw", {{"version", version}, {"reason_kind", "retracted"}, {"reason", "参数有误，另行发布"}});
  ASSERT_EQ(withdrawn.status, 200) << withdrawn.text;
  EXPECT_FALSE(found(made.id));
}

INSTANTIATE_TEST_SUITE_P(Engines, Withdrawal, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

}  // namespace
}  // namespace gongkai::testing
