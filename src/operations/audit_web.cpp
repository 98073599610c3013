// The trail for the auditor. Looking at it is an event, too.
#include "directory/web_json.hpp"
#include "operations/web.hpp"
#include "platform/audit/query.hpp"

namespace gongkai::operations {
namespace {
using directory::Answer;

json::object to_json(const audit::Entry& entry) {
  const auto details = json::parse(entry.details);
  return {{"event", id_text(entry.event)},
          {"seq", entry.seq ? json::value(entry.seq) : json::value(nullptr)},
          {"at", to_iso(entry.at)},
          {"act", entry.act},
          {"outcome", entry.outcome == static_cast<std::int64_t>(audit::Outcome::done) ? "done" : "refused"},
          {"person", entry.person ? json::value(id_text(entry.person)) : json::value(nullptr)},
          {"actor_name", entry.actor_name.value_or("")},
          {"unit", entry.unit ? json::value(id_text(entry.unit)) : json::value(nullptr)},
          {"subject_kind", entry.subject_kind},
          {"subject", entry.subject ? json::value(id_text(entry.subject)) : json::value(nullptr)},
          {"details", details ? *details : json::value(json::object{})},
          {"request_id", entry.request_id},
          {"address", entry.address.value_or("")},
          {"erased", entry.is_erased()}};
}

Result<std::int64_t> id_in(const http::Request& request, std::string_view name) {
  const auto text = request.query.get(name);
  if (text.empty()) return std::int64_t{0};
  const auto id = parse_id(text);
  if (!id) return refuse(FaultKind::invalid, "field.id_expected", std::string(name));
  return *id;
}

Result<std::optional<Day>> day_in(const http::Request& request, std::string_view name) {
  const auto text = request.query.get(name);
  if (text.empty()) return std::optional<Day>{};
  const auto day = parse_day(text);
  if (!day) return refuse(FaultKind::invalid, "field.day_expected", std::string(name));
  return day;
}

Result<audit::Filter> filter_of(const http::Request& request) {
  audit::Filter filter;
  filter.act = request.query.get("act");
  filter.person = PersonId{TRY(id_in(request, "person"))};
  filter.subject = TRY(id_in(request, "subject"));
  filter.subject_kind = request.query.get("subject_kind");
  if (const auto from = TRY(day_in(request, "from"))) filter.from = start_of(*from);
  if (const auto to = TRY(day_in(request, "to"))) filter.to = start_of(*to + 1);
  if (const auto after = TRY(id_in(request, "after"))) filter.before = after;
  return filter;
}

Answer list_events(Context& context, http::Request& request) {
  const auto filter = TRY(filter_of(request));
  directory::record_read(context, "audit.read", "audit", 0, UnitId{}, {{"query", request.raw_query}});
  const auto rows = context.database().read([&](db::Session& session) { return audit::find_events(session, filter); });
  json::array items;
  for (const auto& entry : rows) items.push_back(to_json(entry));
  const bool full = static_cast<std::int64_t>(rows.size()) == filter.count;
  return directory::list(std::move(items), full ? id_text(rows.back().event) : "");
}

Answer list_acts(Context& context, http::Request&) {
  json::array acts;
  for (const auto& act : context.database().read([](db::Session& session) { return audit::known_acts(session); }))
    acts.emplace_back(act);
  return directory::ok(json::object{{"items", std::move(acts)}});
}
}  // namespace

void add_audit_routes(http::Router& router, Services& services) {
  using directory::answering, directory::requiring;
  router.get("/api/audit", "audit.events", http::Access::staff,
             answering(router, services, requiring("audit.read", list_events)));
  router.get("/api/audit/acts", "audit.acts", http::Access::staff,
             answering(router, services, requiring("audit.read", list_acts)));
}

}  // namespace gongkai::operations
