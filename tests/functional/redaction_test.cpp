// Redacting the attachment of a document through HTTP: every operation, the file that comes out, and who is kept away.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "platform/documents/official_text.hpp"
#include "platform/documents/readers.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {
constexpr const char* name = "王小明";
constexpr const char* phone = "13905351234";

std::string reply_as_pdf() {
  documents::OfficialText text{.title = "关于补助发放情况的答复"};
  text.body.push_back({.spans = {{"经查，申请人：王小明，联系电话13905351234，于今年三月提出补助申请。"}}});
  text.body.push_back({.spans = {{"补助标准由区民政部门核定，按季度发放，并向社会公开。"}}});
  return documents::write_official_pdf(text, {}).bytes;
}

std::string text_of(const json::value& object, std::string_view key) {
  return std::string(object.as_object().at(key).as_string());
}

/// A draft of the editor's unit with the file beside it; the id of the document and of the file.
std::pair<std::string, std::string> draft_with(Clerk& editor, const std::string& file_name, const std::string& bytes) {
  const auto columns = editor.get("/api/columns");
  const auto made = editor.post("/api/documents", {{"type", "news"},
                                                   {"column", columns.at("items").as_array().at(0).at("id")},
                                                   {"title", "关于补助发放情况的答复"},
                                                   {"body", "<p>现将有关情况答复如下。</p>"},
                                                   {"fields", json::object{{"source", "市政府办公室"}}},
                                                   {"disclosure", "proactive"}});
  EXPECT_EQ(made.status, 201) << made.text;
  const auto document = made.text_at("id");
  const auto uploaded = editor.upload("/api/documents/" + document + "/attachments", file_name, bytes);
  EXPECT_EQ(uploaded.status, 201) << uploaded.text;
  return {document, text_of(uploaded.at("attachments").as_array().back(), "file")};
}

json::array marks_on(Clerk& editor, const std::string& path, std::initializer_list<const char*> words) {
  json::array marks;
  for (const auto* word : words) {
    const auto found = editor.post(path + "/find", {{"words", word}, {"ground", "privacy"}});
    EXPECT_EQ(found.status, 200) << found.text;
    for (const auto& item : found.at("items").as_array())
      for (const auto& mark : item.at("marks").as_array()) marks.push_back(mark);
  }
  EXPECT_FALSE(marks.empty());
  return marks;
}

void do_marking(Clerk& editor, const std::string& path) {
  const auto page = editor.get(path + "/pages/1");
  EXPECT_EQ(page.status, 200) << page.text;
  EXPECT_FALSE(page.at("lines").as_array().empty());
  EXPECT_EQ(editor.get(path + "/pages/9").status, 404);
  EXPECT_EQ(editor.get(path + "/pages/1/picture").status, 200);
  const auto suggestions = editor.get(path + "/suggestions");
  EXPECT_THAT(suggestions.text, HasSubstr("phone"));
  EXPECT_THAT(suggestions.text, HasSubstr("王**"));
  EXPECT_THAT(suggestions.text, Not(HasSubstr(phone)));
  EXPECT_EQ(editor.post(path + "/find", {{"words", name}, {"ground", "E99"}}).status, 422);
  const json::object wrong{{"marks", json::array{json::object{{"ground", "privacy"}, {"page", 1}}}}, {"version", 1}};
  EXPECT_EQ(editor.put(path + "/marks", wrong).status, 422);
}

/// The job makes the file; the page looks again and again.
Reply when_done(Clerk& editor, const std::string& path) {
  auto shown = editor.get(path);
  for (int look = 0; look < 600 && !shown.at("work").is_null(); ++look) {
    if (shown.at("work").at("state").as_string() == "dead") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    shown = editor.get(path);
  }
  return shown;
}

void do_pdf(Clerk& editor, Clerk& stranger) {
  const auto [document, file] = draft_with(editor, "答复.pdf", reply_as_pdf());
  const json::object order{{"owner_kind", "document"}, {"owner", document}, {"source", file}};
  EXPECT_EQ(stranger.post("/api/redactions", order).status, 403);
  const auto begun = editor.post("/api/redactions", order);
  ASSERT_EQ(begun.status, 201) << begun.text;
  const auto path = "/api/redactions/" + begun.text_at("id");
  do_marking(editor, path);
  const json::object marked{{"marks", marks_on(editor, path, {name, phone})}, {"version", begun.at("version")}};
  const auto saved = editor.put(path + "/marks", marked);
  ASSERT_EQ(saved.status, 200) << saved.text;
  EXPECT_EQ(editor.put(path + "/marks", marked).status, 409) << "the version is stale now";
  const auto examined = editor.get(path + "/examination");
  EXPECT_EQ(examined.status, 200) << examined.text;
  EXPECT_EQ(editor.post(path + "/apply", {{"version", 1}}).status, 409);
  const auto ordered = editor.post(path + "/apply", {{"version", saved.at("version")}});
  ASSERT_EQ(ordered.status, 202) << ordered.text;
  EXPECT_THAT(ordered.text, HasSubstr("\"work\":{"));
  const auto applied = when_done(editor, path);
  ASSERT_FALSE(applied.at("applied_at").is_null()) << applied.text;
  const auto result = editor.get(path + "/result");
  EXPECT_EQ(result.status, 200);
  const auto read = documents::extract(result.text, documents::Format::pdf);
  ASSERT_TRUE(read);
  EXPECT_THAT(documents::visible_text(*read), Not(HasSubstr(name)));
  EXPECT_THAT(documents::visible_text(*read), HasSubstr("第十五条"));
  EXPECT_EQ(editor.post(path + "/attach", {}).status, 200);
  EXPECT_EQ(editor.get("/api/documents/" + document).at("attachments").as_array().size(), 2u);
  EXPECT_EQ(editor.remove(path + "?version=" + std::to_string(applied.at("version").as_int64())).status, 409)
      << "it is applied";
  EXPECT_EQ(editor.get("/api/redactions?owner_kind=document&owner=" + document).at("items").as_array().size(), 1u);
  EXPECT_EQ(stranger.get(path).status, 403);
}

void do_text(Clerk& editor) {
  const auto [document, file] = draft_with(editor, "说明.txt", "王小明来访。\n王小明已签收。");
  const auto begun =
      editor.post("/api/redactions", {{"owner_kind", "document"}, {"owner", document}, {"source", file}});
  ASSERT_EQ(begun.status, 201) << begun.text;
  const auto path = "/api/redactions/" + begun.text_at("id");
  EXPECT_EQ(editor.get(path).status, 200);
  EXPECT_EQ(editor.get(path + "/pages/1/picture").status, 404);
  EXPECT_EQ(editor.get(path + "/result").status, 404);
  EXPECT_EQ(editor.post(path + "/attach", {}).status, 409);
  EXPECT_EQ(editor.post(path + "/apply", {{"version", 1}}).status, 422) << "nothing is marked";
  EXPECT_EQ(editor.remove(path + "?version=1").status, 204);
  EXPECT_EQ(editor.get(path).status, 404);
  EXPECT_EQ(editor.post("/api/redactions", {{"owner_kind", "letter"}, {"owner", document}, {"source", file}}).status,
            422);
}
}  // namespace

void do_redaction(City& city) {
  Clerk editor(city, "bianji"), stranger(city, "fabu");
  do_pdf(editor, stranger);
  do_text(editor);
}

class RedactionService : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  }
};

TEST_P(RedactionService, takes_words_out_of_an_attachment) {
  City city(GetParam());
  do_redaction(city);
}

INSTANTIATE_TEST_SUITE_P(Engines, RedactionService, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

}  // namespace gongkai::testing
