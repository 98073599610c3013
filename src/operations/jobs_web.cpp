// The background jobs: what waits, runs, failed; retry and cancel.
#include "operations/answer.hpp"
#include "operations/web.hpp"
#include "platform/jobs/queue.hpp"

namespace gongkai::operations {
namespace {
constexpr std::int64_t page_size = 50;

json::object to_json(const jobs::JobView& job) {
  return {{"id", to_text(job.id)},
          {"kind", job.kind},
          {"state", jobs::name_of(job.state)},
          {"run_at", to_iso(job.run_at)},
          {"attempts", job.attempts},
          {"percent", job.percent},
          {"progress", job.progress},
          {"error", job.error},
          {"cancel_asked", job.cancel_asked},
          {"created_at", to_iso(job.created_at)},
          {"finished_at", job.finished_at ? json::value(to_iso(*job.finished_at)) : json::value(nullptr)}};
}

Result<json::object> list_jobs(Services& services, const http::Request& request) {
  std::optional<jobs::State> state;
  if (const auto name = request.query.get("state"); !name.empty()) {
    state = jobs::parse_state(name);
    if (!state) return refuse(FaultKind::invalid, "jobs.no_such_state", "state");
  }
  JobId before{};
  if (const auto after = request.query.get("after"); !after.empty()) {
    const auto id = parse_id(after);
    if (!id) return refuse(FaultKind::invalid, "field.id_expected", "after");
    before = JobId{*id};
  }
  return services.database.read([&](db::Session& session) {
    json::array items;
    const auto rows = jobs::list(session, state, before, page_size);
    for (const auto& job : rows) items.push_back(to_json(job));
    json::object counts;
    for (const auto& count : jobs::count_by_state(session)) counts[jobs::name_of(count.state)] = count.count;
    return json::object{{"items", std::move(items)},
                        {"next", rows.size() == page_size ? json::value(to_text(rows.back().id)) : json::value(nullptr)},
                        {"counts", std::move(counts)}};
  });
}

Result<json::object> list_schedule(Services& services, const jobs::Runner& runner) {
  json::array items;
  for (const auto& one : runner.scheduled())
    items.push_back(json::object{{"kind", one.kind}, {"next", to_iso(one.when.next_slot(services.clock.now()))}});
  return json::object{{"items", std::move(items)}, {"next", nullptr}};
}

using Change = Result<void> (*)(db::Session&, JobId, Instant);

Result<json::object> change_job(Services& services, const http::Request& request, std::string_view act, Change change) {
  auto context = directory::make_context(services, request);
  const JobId id{request.id_param("id")};
  auto changed = in_transaction(context, act, [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require("system.manage", "/"));
    tx.about("job", id.value, UnitId{});
    return change(tx.db(), id, tx.now());
  });
  CHECK_OK(changed);
  return services.database.read([&](db::Session& session) -> Result<json::object> {
    const auto job = jobs::find(session, id);
    if (!job) return refuse(FaultKind::not_found, "jobs.not_found");
    return to_json(*job);
  });
}

Result<json::object> show_job(Services& services, const http::Request& request) {
  return services.database.read([&](db::Session& session) -> Result<json::object> {
    const auto job = jobs::find(session, JobId{request.id_param("id")});
    if (!job) return refuse(FaultKind::not_found, "jobs.not_found");
    return to_json(*job);
  });
}
}  // namespace

void add_job_routes(http::Router& router, Services& services, jobs::Runner& runner) {
  router.get("/api/jobs/schedule", "jobs.schedule", http::Access::staff, [&](http::Request& request) {
    return answer_to(router, services, request, "system.read", [&] { return list_schedule(services, runner); });
  });
  router.get("/api/jobs", "jobs.list", http::Access::staff, [&](http::Request& request) {
    return answer_to(router, services, request, "system.read", [&] { return list_jobs(services, request); });
  });
  router.get("/api/jobs/{id:id}", "jobs.show", http::Access::staff, [&](http::Request& request) {
    return answer_to(router, services, request, "system.read", [&] { return show_job(services, request); });
  });
  router.post("/api/jobs/{id:id}/retry", "jobs.retry", http::Access::staff, [&](http::Request& request) {
    return answer(router, request, change_job(services, request, "jobs.retry", jobs::retry));
  });
  router.post("/api/jobs/{id:id}/cancel", "jobs.cancel", http::Access::staff, [&](http::Request& request) {
    return answer(router, request, change_job(services, request, "jobs.cancel", jobs::cancel));
  });
}

}  // namespace gongkai::operations
