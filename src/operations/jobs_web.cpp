// The background jobs: what waits, runs, failed; retry and cancel.
#include "directory/web_json.hpp"
#include "operations/web.hpp"
#include "platform/jobs/queue.hpp"

namespace gongkai::operations {
namespace {
using directory::Answer;
using directory::ok;

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

Answer list_jobs(Context& context, http::Request& request) {
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
  return context.database().read([&](db::Session& session) {
    json::array items;
    const auto rows = jobs::list(session, state, before, page_size);
    for (const auto& job : rows) items.push_back(to_json(job));
    json::object counts;
    for (const auto& count : jobs::count_by_state(session)) counts[jobs::name_of(count.state)] = count.count;
    return ok(
        json::object{{"items", std::move(items)},
                     {"next", rows.size() == page_size ? json::value(to_text(rows.back().id)) : json::value(nullptr)},
                     {"counts", std::move(counts)}});
  });
}

Answer list_schedule(const Context& context, const jobs::Runner& runner) {
  json::array items;
  for (const auto& one : runner.scheduled())
    items.push_back(
        json::object{{"kind", one.kind}, {"next", to_iso(one.when.next_slot(context.services.clock.now()))}});
  return directory::list(std::move(items));
}

using Change = Result<void> (*)(db::Session&, JobId, Instant);

Answer show_job(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto job = jobs::find(session, JobId{request.id_param("id")});
    if (!job) return refuse(FaultKind::not_found, "jobs.not_found");
    return ok(to_json(*job));
  });
}

directory::JsonHandler changing(std::string act, Change change) {
  return [act = std::move(act), change](Context& context, http::Request& request) -> Answer {
    const JobId id{request.id_param("id")};
    auto changed = in_transaction(context, act, [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("system.manage", "/"));
      tx.about("job", id.value, UnitId{});
      return change(tx.db(), id, tx.now());
    });
    CHECK_OK(changed);
    return show_job(context, request);
  };
}
}  // namespace

void add_job_routes(http::Router& router, Services& services, jobs::Runner& runner) {
  const auto read = [&](std::string pattern, std::string name, directory::JsonHandler show) {
    router.get(std::move(pattern), std::move(name), http::Access::staff,
               directory::answering(router, services, directory::requiring("system.read", std::move(show))));
  };
  read("/api/jobs/schedule", "jobs.schedule",
       [&](Context& context, http::Request&) { return list_schedule(context, runner); });
  read("/api/jobs", "jobs.list", list_jobs);
  read("/api/jobs/{id:id}", "jobs.show", show_job);
  router.post("/api/jobs/{id:id}/retry", "jobs.retry", http::Access::staff,
              directory::answering(router, services, changing("jobs.retry", jobs::retry)));
  router.post("/api/jobs/{id:id}/cancel", "jobs.cancel", http::Access::staff,
              directory::answering(router, services, changing("jobs.cancel", jobs::cancel)));
}

}  // namespace gongkai::operations
