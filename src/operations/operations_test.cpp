// The administrators' JSON without a socket: who may ask, what hostile questions get, what happens to jobs, and the stream.
#include <gtest/gtest.h>

#include "operations/web.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/search/index.hpp"
#include "tests/support/services.hpp"

namespace gongkai::operations {
namespace {
using testing::actor_with;

class Operations : public testing::EachEngineWithServices {
 protected:
  Operations() : EachEngineWithServices({"platform/calendar", "platform/auth", "directory"}) {}

  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    calendars = std::make_unique<calendar::Calendars>(database());
    runner = std::make_unique<jobs::Runner>(database(), test().clock, test().ids, jobs::Options{});
    runner->on("test.fails", [](jobs::Job&) -> Result<void> { return refuse(FaultKind::invalid, "test.no"); });
    follower = std::make_unique<feed::Follower>(database(), test().clock, "test");
    events = std::make_unique<EventHub>(database());
    test().services.calendars = calendars.get();
    add_routes(router, test().services,
               {.jobs = *runner, .follower = *follower, .events = *events, .data_folder = "/tmp", .version = "test"});
  }

  http::Response ask(http::Method method, std::string path, auth::Actor actor, std::string body = {},
                     std::string query = {}) {
    http::Request request;
    request.method = method;
    request.path = std::move(path);
    request.raw_query = query;
    request.query = http::parse_form(query);
    request.body = std::move(body);
    request.actor = std::make_shared<const auth::Actor>(std::move(actor));
    return router.dispatch(request);
  }
  http::Response get(std::string path, const std::vector<std::string>& permissions, std::string query = {}) {
    return ask(http::Method::get, std::move(path), actor_with(permissions), {}, std::move(query));
  }
  JobId queue(std::string_view kind) {
    return *database().write([&](db::Session& session) -> Result<JobId> {
      return jobs::enqueue(session, test().ids, kind, json::object{}, test().clock.now());
    });
  }

  http::Router router;
  std::unique_ptr<calendar::Calendars> calendars;
  std::unique_ptr<jobs::Runner> runner;
  std::unique_ptr<feed::Follower> follower;
  std::unique_ptr<EventHub> events;
};
ON_EACH_ENGINE(Operations);

TEST_P(Operations, are_asked_for_only_with_the_permission) {
  const std::map<std::string, std::string> needs{
      {"/api/jobs", "system.read"},      {"/api/jobs/schedule", "system.read"},    {"/api/audit", "audit.read"},
      {"/api/audit/acts", "audit.read"}, {"/api/audit/checkpoints", "audit.read"}, {"/api/calendar", "directory.read"}};
  for (const auto& [path, permission] : needs) {
    EXPECT_EQ(get(path, {"content.write"}).status, 403) << path;
    EXPECT_EQ(get(path, {permission}).status, 200) << path;
  }
}

TEST_P(Operations, answer_strange_questions_with_a_refusal) {
  for (const auto* query : {"after=nonsense", "person=1", "subject=%00", "from=2026-13-01", "to=yesterday"})
    EXPECT_EQ(get("/api/audit", {"audit.read"}, query).status, 422) << query;
  EXPECT_EQ(get("/api/jobs", {"system.read"}, "state=asleep").status, 422);
  EXPECT_EQ(get("/api/jobs", {"system.read"}, "after=1").status, 422);
  for (const auto* query : {"", "start=2026-02-10", "start=x&days=3", "start=2026-02-10&days=-1",
                            "start=2026-02-10&days=1000", "start=2026-02-10&days=1e3"})
    EXPECT_EQ(get("/api/calendar/count", {"directory.read"}, query).status, 422) << query;
  EXPECT_EQ(get("/api/calendar/1066", {"directory.read"}).status, 404);
  for (const auto* body : {"", "[]", "{\"version\":0}", "{\"version\":\"0\",\"calendar\":{}}",
                           "{\"version\":0,\"calendar\":{\"year\":2025}}"}) {
    const auto answer = ask(http::Method::put, "/api/calendar/2027", actor_with({"system.manage"}), body);
    EXPECT_GE(answer.status, 400) << body;
    EXPECT_LT(answer.status, 500) << body;
  }
}

TEST_P(Operations, count_working_days_with_a_reason_for_each) {
  const auto answer = get("/api/calendar/count", {"directory.read"}, "start=2026-02-10&days=20");
  const auto term = json::parse(answer.body)->as_object();
  EXPECT_EQ(term.at("last").as_string(), "2026-03-16");
  EXPECT_TRUE(term.at("days").as_array().front().at("counted").is_null());
}

TEST_P(Operations, let_a_dead_job_start_anew_and_only_a_dead_one) {
  const auto id = queue("test.fails");
  runner->run_due();
  const auto path = "/api/jobs/" + to_text(id);
  EXPECT_EQ(json::parse(get(path, {"system.read"}).body)->at("state").as_string(), "dead");
  EXPECT_EQ(ask(http::Method::post, path + "/retry", actor_with({"system.read"})).status, 403);
  EXPECT_EQ(ask(http::Method::post, path + "/retry", actor_with({"system.manage"})).status, 200);
  EXPECT_EQ(ask(http::Method::post, path + "/retry", actor_with({"system.manage"})).status, 409);
  EXPECT_EQ(ask(http::Method::post, path + "/cancel", actor_with({"system.manage"})).status, 200);
  EXPECT_EQ(ask(http::Method::post, "/api/jobs/0000000000001/retry", actor_with({"system.manage"})).status, 404);
}

TEST_P(Operations, leave_a_trace_when_the_trail_is_read) {
  get("/api/audit", {"audit.read"}, "act=jobs.retry");
  const auto answer = json::parse(get("/api/audit", {"audit.read"}, "act=audit.read").body);
  EXPECT_FALSE(answer->at("items").as_array().empty());
}

TEST_P(Operations, tell_open_pages_what_changed_and_end_their_streams_on_stop) {
  const auto answer = get("/api/events", {"content.read"});
  ASSERT_TRUE(answer.events);
  EXPECT_EQ(answer.content_type, "text/event-stream");
  answer.events->next();  // the greeting
  events->announce({{.topic = "document", .object = 7}});
  const auto told = answer.events->next();
  ASSERT_TRUE(told);
  EXPECT_NE(told->find("event: changed"), std::string::npos);
  EXPECT_NE(told->find(id_text(7)), std::string::npos);
  events->stop();
  EXPECT_FALSE(answer.events->next());
}

TEST_P(Operations, do_not_tire_of_a_page_that_keeps_up) {
  const auto answer = get("/api/events", {"content.read"});
  for (int i = 0; i < 1000; ++i) {
    events->announce({{.topic = "document", .object = i}});
    ASSERT_EQ(answer.events->next()->find("event: reload"), std::string::npos) << i;
  }
}

TEST_P(Operations, tell_a_page_that_fell_behind_to_load_again) {
  const auto answer = get("/api/events", {"content.read"});
  for (int i = 0; i < 300; ++i) events->announce({{.topic = "document", .object = i}});
  EXPECT_NE(answer.events->next()->find("event: reload"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::operations
