#include "platform/http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/id.hpp"

namespace gongkai::http {

namespace {

Request request(Method method, std::string path) {
  Request r;
  r.method = method;
  r.path = std::move(path);
  return r;
}

Handler says(std::string body) {
  return [body = std::move(body)](Request&) { return text(body); };
}

std::string answer_to(const Router& router, std::string path) {
  Request r = request(Method::get, std::move(path));
  return router.dispatch(r).body;
}

}  // namespace

TEST(Router, prefers_the_narrower_segment) {
  Router router;
  router.get("/a/{word}", "text", Access::open, says("text"));
  router.get("/a/{n:int}", "int", Access::open, says("int"));
  router.get("/a/{d:day}", "day", Access::open, says("day"));
  router.get("/a/{s:slug}", "slug", Access::open, says("slug"));
  router.get("/a/{i:id}", "id", Access::open, says("id"));
  router.get("/a/new", "literal", Access::open, says("literal"));
  EXPECT_EQ(answer_to(router, "/a/new"), "literal");
  EXPECT_EQ(answer_to(router, "/a/17"), "int");
  EXPECT_EQ(answer_to(router, "/a/2026-03-16"), "day");
  EXPECT_EQ(answer_to(router, "/a/2026-02-30"), "slug");
  EXPECT_EQ(answer_to(router, "/a/" + id_text(123456789)), "id");
  EXPECT_EQ(answer_to(router, "/a/公开"), "text");
}

TEST(Router, tries_the_wider_segment_when_the_narrower_leads_nowhere) {
  Router router;
  router.get("/{n:int}/edit", "edit", Access::open, says("edit"));
  router.get("/{word}/view", "view", Access::open, [](Request& r) { return text(std::string(r.param("word"))); });
  EXPECT_EQ(answer_to(router, "/7/view"), "7");
}

TEST(Router, gives_typed_parameters) {
  Router router;
  router.get("/{site}/{i:id}/{n:int}/{d:day}/{p:rest}", "all", Access::open, [](Request& r) {
    return text(fmt::format("{} {} {} {} {}", r.param("site"), r.id_param("i"), r.int_param("n"),
                            to_text(r.day_param("d")), r.param("p")));
  });
  EXPECT_EQ(answer_to(router, "/city/" + id_text(99) + "/12/2026-03-16/x/y.txt"), "city 99 12 2026-03-16 x/y.txt");
}

TEST(Router, lets_rest_be_empty_behind_a_slash) {
  Router router;
  router.get("/office/{path:rest}", "office", Access::open,
             [](Request& r) { return text("[" + std::string(r.param("path")) + "]"); });
  EXPECT_EQ(answer_to(router, "/office/"), "[]");
  EXPECT_EQ(answer_to(router, "/office/people/1"), "[people/1]");
}

TEST(Router, refuses_clashes_and_malformed_patterns) {
  Router router;
  router.get("/a/{x}", "one", Access::open, says(""));
  EXPECT_THROW(router.get("/a/{y}", "two", Access::open, says("")), std::invalid_argument);
  EXPECT_THROW(router.get("/b", "one", Access::open, says("")), std::invalid_argument);
  for (const char* pattern :
       {"", "a", "/{", "/{a", "/x{a}", "/{a:nothing}", "/{a:rest}/b", "/{a}/{a}", "/a//b", "/{A}"}) {
    EXPECT_THROW(router.get(pattern, pattern, Access::open, says("")), std::invalid_argument) << pattern;
  }
}

TEST(Router, serves_head_by_get_and_answers_options_and_405_with_allow) {
  Router router;
  router.get("/a", "get", Access::open, says("body"));
  router.post("/a", "post", Access::open, says("posted"));
  Request head = request(Method::head, "/a");
  EXPECT_EQ(router.dispatch(head).status, 200);
  Request options = request(Method::options, "/a");
  const Response allowed = router.dispatch(options);
  EXPECT_EQ(allowed.status, 204);
  ASSERT_EQ(allowed.headers.size(), 1u);
  EXPECT_EQ(allowed.headers[0].second, "GET, HEAD, POST, OPTIONS");
  Request put = request(Method::put, "/a");
  const Response refused = router.dispatch(put);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.back().first, "Allow");
}

TEST(Router, leads_the_other_form_of_the_slash_to_the_page) {
  Router router;
  router.get("/c/{slug:slug}", "column", Access::open, says(""));
  router.get("/office/", "office", Access::open, says(""));
  Request with = request(Method::get, "/c/news/");
  with.raw_query = "page=2";
  const Response there = router.dispatch(with);
  EXPECT_EQ(there.status, 308);
  EXPECT_EQ(there.headers[0].second, "/c/news?page=2");
  Request without = request(Method::get, "/office");
  EXPECT_EQ(router.dispatch(without).headers[0].second, "/office/");
  Request post = request(Method::post, "/c/news/");
  EXPECT_EQ(router.dispatch(post).status, 404);
}

TEST(Router, asks_the_gate_before_the_handler) {
  Router router;
  bool ran = false;
  router.add({.pattern = "/secret", .name = "secret", .access = Access::staff, .handler = [&](Request&) {
                ran = true;
                return text("x");
              }});
  router.set_gate([](Request&, const Route& route) -> std::optional<Response> {
    if (route.access == Access::staff) return text("no", 401);
    return std::nullopt;
  });
  Request r = request(Method::get, "/secret");
  EXPECT_EQ(router.dispatch(r).status, 401);
  EXPECT_FALSE(ran);
}

TEST(Router, turns_exceptions_into_500_with_an_incident) {
  Router router;
  router.get("/api/broken", "broken", Access::open,
             [](Request&) -> Response { throw std::runtime_error("the disk is gone"); });
  router.get("/odd", "odd", Access::open, [](Request&) -> Response { throw 7; });
  Request api = request(Method::get, "/api/broken");
  const Response answer = router.dispatch(api);
  EXPECT_EQ(answer.status, 500);
  EXPECT_TRUE(answer.body.contains(R"("incident":")")) << answer.body;
  EXPECT_FALSE(answer.body.contains("disk"));
  Request odd = request(Method::get, "/odd");
  const Response page = router.dispatch(odd);
  EXPECT_EQ(page.status, 500);
  EXPECT_TRUE(page.body.contains("事件编号"));
}

TEST(Router, answers_a_failure_that_is_a_refusal_in_truth_as_one) {
  Router router;
  router.set_failures([](const std::exception& error) -> std::optional<Fault> {
    if (error.what() != std::string("away")) return std::nullopt;
    return Fault{.kind = FaultKind::unavailable, .code = "storage.unreachable"};
  });
  router.get("/api/away", "away", Access::open, [](Request&) -> Response { throw std::runtime_error("away"); });
  router.get("/api/bug", "bug", Access::open, [](Request&) -> Response { throw std::logic_error("bug"); });
  Request away = request(Method::get, "/api/away");
  const Response answer = router.dispatch(away);
  EXPECT_EQ(answer.status, 503);
  EXPECT_TRUE(answer.body.contains("storage.unreachable"));
  EXPECT_FALSE(answer.body.contains("incident"));
  Request bug = request(Method::get, "/api/bug");
  EXPECT_EQ(router.dispatch(bug).status, 500);
}

TEST(Router, shows_the_plain_page_when_the_error_page_fails) {
  Router router;
  router.set_error_page([](const Request&, const Fault&) -> Response { throw std::runtime_error("no database"); });
  Request r = request(Method::get, "/nowhere");
  const Response answer = router.dispatch(r);
  EXPECT_EQ(answer.status, 404);
  EXPECT_TRUE(answer.body.contains("页面不存在"));
}

TEST(Router, answers_faults_in_the_shape_of_the_interface) {
  Router router;
  router.set_messages([](const Fault& fault) { return "text of " + fault.code; });
  Request r = request(Method::put, "/api/x");
  Fault fault{.kind = FaultKind::invalid, .code = "document.title_missing", .field = "title"};
  fault.also.push_back({.kind = FaultKind::invalid, .code = "document.body_missing", .field = "body"});
  const Response answer = router.refuse(r, fault);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(
      answer.body,
      R"({"error":{"kind":"invalid","code":"document.title_missing","message":"text of document.title_missing","fields":[)"
      R"({"field":"title","code":"document.title_missing","message":"text of document.title_missing"},)"
      R"({"field":"body","code":"document.body_missing","message":"text of document.body_missing"}]}})");
}

TEST(Requests, want_json_under_api_or_by_preference) {
  Request r = request(Method::get, "/x");
  EXPECT_FALSE(r.wants_json());
  r.headers.add("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  EXPECT_FALSE(r.wants_json());
  Request json = request(Method::get, "/x");
  json.headers.add("accept", "application/json, text/html;q=0.5");
  EXPECT_TRUE(json.wants_json());
  EXPECT_TRUE(request(Method::get, "/api/session").wants_json());
}

}  // namespace gongkai::http
