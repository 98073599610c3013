// The office's endpoints through the router, without a socket.
#include <gmock/gmock.h>

#include "content/test_site.hpp"
#include "content/web.hpp"

namespace gongkai::content {

using ::testing::Contains;
using ::testing::HasSubstr;

namespace {
const db::Query readings{"content.test.readings",
                         "SELECT count(*) FROM audit_event WHERE act = 'content.read_attachment'"};
}

class Desks : public SiteTest {
 protected:
  void SetUp() override {
    SiteTest::SetUp();
    if (!IsSkipped()) add_routes(m_router, test().services);
  }
  struct Answered {
    int status = 0;
    json::value body;
    const json::object& object() const { return body.as_object(); }
    std::string code() const { return std::string(body.at("error").at("code").as_string()); }
  };
  Answered send(http::Request& request, const auth::Actor& actor) {
    request.actor = std::make_shared<const auth::Actor>(actor);
    request.id = "r-1";
    request.address = "127.0.0.1";
    const auto response = m_router.dispatch(request);
    return {response.status, json::parse(response.body).value_or(json::value{})};
  }
  Answered call(const auth::Actor& actor, http::Method method, const std::string& target,
                const std::string& body = "") {
    http::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = http::parse_form(target.substr(question + 1));
    request.body = body;
    return send(request, actor);
  }
  http::Response download(const auth::Actor& actor, const std::string& path) {
    http::Request request;
    request.path = path;
    request.actor = std::make_shared<const auth::Actor>(actor);
    return m_router.dispatch(request);
  }
  std::int64_t times_read() {
    return reading([](db::Session& session) { return session.one<std::int64_t>(readings).value_or(0); });
  }
  auth::Actor editor() { return as_writer().actor; }
  auth::Actor second() { return as_releaser().actor; }
  std::string draft_body(std::string_view extra = "") const {
    return fmt::format(
        R"({{"type":"notice","unit":"{}","column":"{}","title":"供暖通知","body":"<p>正文</p>","fields":{{"issuer":"办公室","formed_on":"2026-03-01","theme":"综合政务"}},"disclosure":"proactive"{}}})",
        gongkai::to_text(unit), gongkai::to_text(notices), extra);
  }
  std::string address(DocumentId id, std::string_view act = "") const {
    return "/api/documents/" + gongkai::to_text(id) + std::string(act);
  }

  http::Router m_router;
};
ON_EACH_ENGINE(Desks);

using enum http::Method;

TEST_P(Desks, carry_a_document_from_draft_to_withdrawal) {
  const auto made = call(editor(), post, "/api/documents", draft_body());
  ASSERT_EQ(made.status, 201) << json::to_string(made.body);
  const std::string at = "/api/documents/" + std::string(made.object().at("id").as_string());
  auto shown = call(editor(), post, at + "/submit", R"({"version":1})");
  ASSERT_EQ(shown.status, 200) << json::to_string(shown.body);
  EXPECT_EQ(shown.body.at("edition").at("state"), "in_review");
  shown = call(second(), post, at + "/release", R"({"version":2})");
  ASSERT_EQ(shown.status, 200);
  EXPECT_FALSE(shown.body.at("address").is_null());
  shown = call(second(), post, at + "/withdraw", R"({"version":3,"reason_kind":"retracted","reason":"有误"})");
  ASSERT_EQ(shown.status, 200);
  EXPECT_EQ(shown.body.at("withdrawal").at("reason"), "有误");
  EXPECT_TRUE(shown.body.at("address").is_null());
}

TEST_P(Desks, say_before_the_button_why_it_would_refuse) {
  const auto shown = call(editor(), get, address(written()));
  const auto& release = shown.body.at("actions").at("release");
  EXPECT_FALSE(release.at("allowed").as_bool());
  EXPECT_FALSE(release.at("permitted").as_bool());
  EXPECT_EQ(release.at("reasons").as_array().size(), 3u) << "no permission, not in review, own edition";
  EXPECT_TRUE(shown.body.at("actions").at("submit").at("allowed").as_bool());
}

TEST_P(Desks, show_the_current_state_to_whoever_comes_second) {
  const auto id = written();
  EXPECT_EQ(call(editor(), put, address(id), draft_body(",\"version\":1")).status, 200);
  const auto late = call(editor(), put, address(id), draft_body(",\"version\":1"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.code(), "version.conflict");
  EXPECT_EQ(late.body.at("current").at("version"), 2);
}

TEST_P(Desks, name_every_fault_of_a_form_at_its_field) {
  const auto refused =
      call(editor(), post, "/api/documents",
           fmt::format(
               R"({{"type":"notice","unit":"{}","column":"{}","title":"","fields":{{"formed_on":"x","colour":"y"}}}})",
               gongkai::to_text(unit), gongkai::to_text(notices)));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.body.at("error").at("fields").as_array().size(), 3u);
}

TEST_P(Desks, list_only_what_the_person_may_read) {
  written();
  EXPECT_EQ(call(editor(), get, "/api/documents").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(call(editor(), get, "/api/documents?state=released").body.at("items").as_array().size(), 0u);
  EXPECT_EQ(call(editor(), get, "/api/documents?q=%E4%BE%9B%E6%9A%96").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(call(editor(), get, "/api/documents?q=%25").body.at("items").as_array().size(), 0u)
      << "a percent sign is a percent sign";
  EXPECT_EQ(call(editor(), get, "/api/documents?state=lost").status, 422);
  const auto stranger = testing::actor_with({"content.read"}, "/elsewhere/");
  EXPECT_EQ(call(stranger, get, "/api/documents").body.at("items").as_array().size(), 0u);
  EXPECT_EQ(call(auth::nobody(), get, "/api/documents").status, 401);
}

TEST_P(Desks, keep_documents_of_other_units_closed) {
  const auto id = written();
  const auto stranger = testing::actor_with(
      {"content.read", "content.write", "content.release", "content.withdraw", "content.review"}, "/elsewhere/");
  EXPECT_EQ(call(stranger, get, address(id)).status, 403);
  for (const char* act : {"/submit", "/release"})
    EXPECT_EQ(call(stranger, post, address(id, act), R"({"version":1})").status, 403) << act;
  EXPECT_EQ(call(stranger, post, address(id, "/return"), R"({"version":1,"remark":"x"})").status, 403);
  EXPECT_EQ(
      call(stranger, post, address(id, "/withdraw"), R"({"version":1,"reason_kind":"moved","reason":"x"})").status,
      403);
  EXPECT_EQ(call(stranger, post, address(id, "/attachments")).status, 403);
}

TEST_P(Desks, survive_hostile_bodies) {
  const auto id = written();
  for (const char* body : {"", "[]", "null", "{", "{\"version\":\"1\"}", "{\"version\":1e99}",
                           "{\"column\":[],\"fields\":[]}", "{\"fields\":{\"a\":{}}}", "\xff\xfe"}) {
    EXPECT_EQ(call(editor(), put, address(id), body).status, 422) << body;
    EXPECT_EQ(call(editor(), post, "/api/documents", body).status, 422) << body;
    EXPECT_EQ(call(editor(), post, address(id, "/submit"), body).status, 422) << body;
  }
  EXPECT_EQ(call(editor(), put, "/api/documents/0000000000000", draft_body(",\"version\":1")).status, 404);
  EXPECT_EQ(call(second(), post, address(id, "/withdraw"), R"({"version":1,"reason_kind":"lost","reason":"x"})").status,
            422);
}

TEST_P(Desks, take_files_off_again) {
  const auto id = written();
  auto context = as_writer();
  const auto file = attach(context, id, checked_file()).value();
  EXPECT_EQ(call(editor(), get, address(id)).body.at("attachments").as_array().size(), 1u);
  const auto gone = call(editor(), del, address(id, "/attachments/" + gongkai::to_text(file)));
  EXPECT_EQ(gone.status, 200);
  EXPECT_EQ(gone.body.at("attachments").as_array().size(), 0u);
  EXPECT_EQ(call(editor(), post, address(id, "/attachments")).code(), "document.attachment_missing");
}

TEST_P(Desks, hand_unreleased_files_to_readers_of_the_unit_and_remember_it) {
  const auto id = written();
  auto context = as_writer();
  const auto file = attach(context, id, checked_file("分工表.html", "<script>alert(1)</script>")).value();
  const auto at = address(id, "/attachments/" + gongkai::to_text(file));
  const auto answer = download(editor(), at);
  ASSERT_EQ(answer.status, 200);
  ASSERT_TRUE(answer.file);
  EXPECT_THAT(answer.headers,
              Contains(std::pair<std::string, std::string>{
                  "Content-Disposition", "attachment; filename*=UTF-8''%E5%88%86%E5%B7%A5%E8%A1%A8.html"}));
  EXPECT_THAT(answer.headers, Contains(std::pair<std::string, std::string>{"Cache-Control", "no-store"}));
  EXPECT_EQ(times_read(), 1);
  EXPECT_EQ(call(testing::actor_with({"content.read"}, "/elsewhere/"), get, at).status, 403);
  EXPECT_EQ(call(auth::nobody(), get, at).status, 401);
  EXPECT_EQ(call(editor(), get, address(written(), "/attachments/" + gongkai::to_text(file))).status, 404)
      << "the file of another document";
  EXPECT_EQ(call(editor(), get, address(id, "/attachments/0000000000000")).status, 404);
  EXPECT_EQ(times_read(), 1);
}

TEST_P(Desks, hand_public_files_over_without_a_note) {
  const auto id = written();
  auto context = as_writer();
  const auto file = attach(context, id, checked_file()).value();
  ASSERT_TRUE(submit(context, id, document(id).version));
  auto releasing = as_releaser();
  ASSERT_TRUE(release(releasing, id, document(id).version));
  EXPECT_EQ(download(editor(), address(id, "/attachments/" + gongkai::to_text(file))).status, 200);
  EXPECT_EQ(times_read(), 0);
}

TEST_P(Desks, tell_the_office_types_and_columns) {
  EXPECT_EQ(call(editor(), get, "/api/document-types").body.at("items").as_array().size(),
            catalog_types().types.size());
  EXPECT_EQ(call(editor(), get, "/api/columns?site=" + gongkai::to_text(site)).body.at("items").as_array().size(), 4u);
}

}  // namespace gongkai::content
