// A notice with an attachment from the first draft to its withdrawal, by three people and a reader, on both databases.
#include <thread>

#include "tests/functional/city.hpp"

namespace gongkai::testing {
namespace {
namespace json = boost::json;

class ThinSlice : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }
  /// A draft of the editor in the column of notices, with a text file beside it.
  void write_notice(Clerk& editor) {
    const auto columns = editor.get("/api/columns");
    std::string column;
    for (const auto& one : columns.at("items").as_array())
      if (one.at("name").as_string() == "通知公告" && column.empty()) column = one.at("id").as_string();
    ASSERT_FALSE(column.empty()) << columns.text;
    const auto made =
        editor.post("/api/documents", {{"type", "notice"},
                                       {"column", column},
                                       {"title", "关于开展冬季防火安全检查的通知"},
                                       {"body", "<p>各区市人民政府：</p><p>定于十二月开展海带养殖区防火安全检查。</p>"},
                                       {"fields", fields()},
                                       {"disclosure", "proactive"}});
    ASSERT_EQ(made.status, 201) << made.text;
    document = made.text_at("id");
    const auto attached = editor.upload("/api/documents/" + document + "/attachments", "检查表.txt",
                                        "检查项目：消防栓、灭火器、鲍鱼池电路");
    ASSERT_LT(attached.status, 300) << attached.text;
    // nothing is released while nobody knows what is in its files
    for (int attempt = 0; attempt < 300; ++attempt) {
      if (editor.get("/api/documents/" + document + "/checks").at("waiting").as_int64() == 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  static json::object fields() {
    return {{"issuer", "云海市应急管理局"}, {"formed_on", "2026-11-02"}, {"theme", "市场监管、安全生产监管"}};
  }
  std::int64_t version(Clerk& clerk) { return clerk.get("/api/documents/" + document).at("version").as_int64(); }
  std::string attachment_address() {
    const auto page = visit(*city, "/d/" + document).body;
    const auto begin = page.find("/f/");
    return begin == std::string::npos ? "" : page.substr(begin, page.find('"', begin) - begin);
  }
  bool is_found(const std::string& words) {
    return visit(*city, "/search?q=" + words).body.find("/d/" + document) != std::string::npos;
  }

  std::unique_ptr<City> city;
  std::string document;
};

TEST_P(ThinSlice, a_notice_is_written_released_found_read_and_withdrawn_everywhere) {
  Clerk editor(*city, "bianji");
  write_notice(editor);
  EXPECT_EQ(visit(*city, "/d/" + document).status, 404) << "a draft is not public";
  const auto submitted = editor.post("/api/documents/" + document + "/submit", {{"version", version(editor)}});
  ASSERT_EQ(submitted.status, 200) << submitted.text;

  const auto own_release = editor.post("/api/documents/" + document + "/release", {{"version", version(editor)}});
  EXPECT_GE(own_release.status, 400) << "the writer may not release";

  Clerk releaser(*city, "fabu");
  const auto too_early = releaser.post("/api/documents/" + document + "/release", {{"version", version(releaser)}});
  EXPECT_EQ(too_early.status, 409) << "nobody has reviewed it";
  pass_reviews(*city, document);
  const auto released = releaser.post("/api/documents/" + document + "/release", {{"version", version(releaser)}});
  ASSERT_EQ(released.status, 200) << released.text;

  const auto page = visit(*city, "/d/" + document);
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("关于开展冬季防火安全检查的通知"), std::string::npos);
  EXPECT_TRUE(is_found("冬季防火")) << "the search knows it as soon as the release has answered";
  EXPECT_NE(visit(*city, "/").body.find(document), std::string::npos) << "the cached home page was renewed";
  const auto file = attachment_address();
  ASSERT_FALSE(file.empty());
  EXPECT_EQ(visit(*city, file).status, 200);

  const auto withdrawn =
      releaser.post("/api/documents/" + document + "/withdraw",
                    {{"version", version(releaser)}, {"reason_kind", "retracted"}, {"reason", "检查时间另行通知"}});
  ASSERT_EQ(withdrawn.status, 200) << withdrawn.text;
  const auto notice = visit(*city, "/d/" + document);
  EXPECT_EQ(notice.status, 410);
  EXPECT_NE(notice.body.find("检查时间另行通知"), std::string::npos);
  EXPECT_EQ(notice.body.find("海带养殖区"), std::string::npos);
  EXPECT_EQ(visit(*city, file).status, 410);
  EXPECT_FALSE(is_found("冬季防火"));
  for (const auto* address : {"/", "/sitemap.xml"})
    EXPECT_EQ(visit(*city, address).body.find(document), std::string::npos) << address;
}

TEST_P(ThinSlice, every_step_is_in_a_trail_that_verifies_and_a_changed_byte_is_named) {
  Clerk editor(*city, "bianji");
  write_notice(editor);
  Clerk auditor(*city, "shenji");
  const auto events = auditor.get("/api/audit?subject_kind=document&subject=" + document);
  ASSERT_EQ(events.status, 200) << events.text;
  EXPECT_GE(events.at("items").as_array().size(), 2u) << events.text;
  EXPECT_EQ(editor.get("/api/audit").status, 403);

  city->process().send_signal(SIGTERM);
  EXPECT_EQ(city->process().wait(), 0);
  const std::vector<std::string> verify{binary(), "audit", "verify", "--data", city->data(), "--json"};
  const auto sound = run_program(verify, city->environment());
  EXPECT_EQ(sound.exit_code, 0) << sound.out << sound.err;
}

TEST_P(ThinSlice, two_editors_cannot_overwrite_each_other) {
  Clerk editor(*city, "bianji");
  write_notice(editor);
  auto current = editor.get("/api/documents/" + document).json.as_object();
  const auto seen = current.at("version").as_int64();
  const json::object first{{"version", seen},
                           {"column", current.at("edition").at("column")},
                           {"title", "第一稿"},
                           {"body", "<p>一</p>"},
                           {"fields", fields()}};
  auto second = first;
  second["title"] = "第二稿";
  const auto saved = editor.put("/api/documents/" + document, first);
  ASSERT_EQ(saved.status, 200) << saved.text;
  const auto conflict = editor.put("/api/documents/" + document, second);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_EQ(conflict.at("error").at("code").as_string(), "version.conflict");
  EXPECT_NE(conflict.text.find("第一稿"), std::string::npos) << "the present state comes with the refusal";
}

TEST_P(ThinSlice, a_write_without_the_token_of_the_page_is_refused) {
  Clerk editor(*city, "bianji");
  editor.csrf = "forged";
  EXPECT_EQ(editor.post("/api/documents", {{"type", "notice"}}).status, 403);
}

INSTANTIATE_TEST_SUITE_P(Engines, ThinSlice, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

}  // namespace
}  // namespace gongkai::testing
