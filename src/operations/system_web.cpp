// How the platform is doing, the index rebuild, the published checkpoints, and the event stream.
#include "directory/web_json.hpp"
#include "operations/web.hpp"
#include "platform/audit/checkpoint.hpp"
#include "platform/auth/vault.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/search/index.hpp"

namespace gongkai::operations {
namespace {
using directory::Answer;
using directory::ok;

std::string_view name_of(db::State state) {
  switch (state) {
    case db::State::ready: return "ready";
    case db::State::read_only: return "read_only";
    case db::State::down: return "down";
  }
  return "down";
}

std::string_view name_of(search::State state) {
  switch (state) {
    case search::State::ready: return "ready";
    case search::State::rebuilding: return "rebuilding";
    case search::State::broken: return "broken";
  }
  return "broken";
}

json::object search_json(const search::Index& index) {
  const auto statistics = index.statistics();
  return {{"state", name_of(statistics.state)},
          {"documents", statistics.documents},
          {"file_bytes", statistics.file_bytes},
          {"needs_rebuild", statistics.needs_rebuild}};
}

json::object cache_json(const http::PageCache& cache) {
  const auto statistics = cache.statistics();
  return {{"pages", static_cast<std::int64_t>(statistics.pages)},
          {"bytes", static_cast<std::int64_t>(statistics.bytes)},
          {"hits", static_cast<std::int64_t>(statistics.hits)},
          {"misses", static_cast<std::int64_t>(statistics.misses)}};
}

json::object disk_json(const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto space = std::filesystem::space(folder, ignored);
  return {{"free_bytes", static_cast<std::int64_t>(space.available)},
          {"total_bytes", static_cast<std::int64_t>(space.capacity)}};
}

json::array checkpoints_json(const std::filesystem::path& data_folder) {
  json::array list;
  const auto place = data_folder / "audit" / "checkpoints";
  if (!std::filesystem::exists(place)) return list;
  auto checkpoints = audit::read_checkpoints(place);
  std::reverse(checkpoints.begin(), checkpoints.end());
  for (const auto& checkpoint : checkpoints) {
    if (list.size() == 100) break;
    list.push_back(json::parse(audit::to_json_text(checkpoint)).value_or(json::object{}));
  }
  return list;
}

Answer system_state(const Services& services, const Parts& parts) {
  json::array lag;
  for (const auto& one : parts.follower.lag())
    lag.push_back(json::object{{"consumer", one.consumer}, {"seconds", one.seconds}});
  return ok(json::object{{"version", parts.version},
                         {"now", to_iso(services.clock.now())},
                         {"engine", services.database.engine() == db::Engine::sqlite ? "sqlite" : "postgres"},
                         {"database", name_of(services.database.state())},
                         {"search", search_json(*services.search)},
                         {"page_cache", cache_json(*services.pages)},
                         {"feed", std::move(lag)},
                         {"disk", disk_json(parts.data_folder)},
                         {"vault_key", static_cast<std::int64_t>(services.vault->active_key())}});
}

Answer ask_for_rebuild(Context& context, http::Request&) {
  auto asked = in_transaction(context, "search.rebuild", [](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require("system.manage", "/"));
    tx.enqueue("search.rebuild", json::object{}, {}, "search.rebuild");
    return {};
  });
  CHECK_OK(asked);
  return ok(json::object{{"ok", true}});
}
}  // namespace

void add_system_routes(http::Router& router, Services& services, const Parts& parts) {
  using directory::answering, directory::requiring;
  router.get("/api/system", "system.state", http::Access::staff,
             answering(router, services, requiring("system.read", [parts](Context& context, http::Request&) {
                         return system_state(context.services, parts);
                       })));
  router.get("/api/audit/checkpoints", "audit.checkpoints", http::Access::staff,
             answering(router, services, requiring("audit.read", [parts](Context&, http::Request&) -> Answer {
                         return ok(json::object{{"items", checkpoints_json(parts.data_folder)}});
                       })));
  router.post("/api/search/rebuild", "search.rebuild", http::Access::staff,
              answering(router, services, ask_for_rebuild));
  router.get("/api/events", "events", http::Access::staff, [&, parts](http::Request& request) {
    http::Response response;
    response.content_type = "text/event-stream";
    response.header("X-Accel-Buffering", "no");
    response.events = parts.events.subscribe(request.actor->may_somewhere("system.read"));
    return response;
  });
}

void add_routes(http::Router& router, Services& services, Parts parts) {
  add_calendar_routes(router, services);
  add_job_routes(router, services, parts.jobs);
  add_audit_routes(router, services);
  add_system_routes(router, services, parts);
}

}  // namespace gongkai::operations
