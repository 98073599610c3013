#include "readers/web.hpp"

#include <charconv>

#include "content/api.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "readers/rules.hpp"
#include "readers/store.hpp"
#include "readers/store_voices.hpp"
#include "readers/subscription.hpp"
#include "readers/use_cases.hpp"

namespace gongkai::readers {

namespace {

using directory::Answer;
using directory::ok;

constexpr int page_size = 50, most_listed = 500, longest_period = 366 * 5;

Result<Day> day_in(const http::Request& request, std::string_view name) {
  const auto day = parse_day(request.query.get(name));
  if (!day) return refuse(FaultKind::invalid, "readers.not_a_day", std::string(name));
  return *day;
}

/// The site that the officer may look after, by the "site" of the query.
Result<directory::Site> site_in(Context& context, db::Session& session, const http::Request& request) {
  auto site = directory::find_site(session, SiteId{parse_id(request.query.get("site")).value_or(0)});
  const auto unit = site ? directory::find_unit(session, site->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "column.site_unknown");
  CHECK_OK(auth::require(context.actor, "content.read", unit->path));
  return *std::move(site);
}

/// The units whose readers the officer answers, as paths of which none lies in another.
Result<std::vector<std::string>> units_of(const Context& context) {
  if (!context.actor.may_somewhere(permission)) CHECK_OK(auth::require(context.actor, permission, "/"));
  std::vector<std::string> paths;
  for (const auto& grant : context.actor.scope_of(permission)) paths.push_back(grant.unit_path);
  std::ranges::sort(paths);
  std::vector<std::string> outermost;
  for (auto& path : paths)
    if (outermost.empty() || !path.starts_with(outermost.back())) outermost.push_back(std::move(path));
  return outermost;
}

Answer most_read(Context& context, http::Request& request) {
  const auto from = TRY(day_in(request, "from"));
  const auto to = TRY(day_in(request, "to"));
  if (to < from || to - from > longest_period) return refuse(FaultKind::invalid, "readers.period_wrong", "to");
  return context.database().read([&](db::Session& session) -> Answer {
    const auto site = TRY(site_in(context, session, request));
    json::array items;
    for (const auto& one : store::most_read(session, site.id, from, to, page_size))
      items.push_back(json::object{{"document", to_text(one.document)},
                                   {"title", one.title},
                                   {"readings", one.readings},
                                   {"useful", one.useful},
                                   {"useless", one.useless}});
    const auto whole = store::readings_of_site(session, site.id, from, to);
    return ok(json::object{{"items", std::move(items)},
                           {"pages", whole.pages},
                           {"visitors", whole.visitors},
                           {"subscribers", count_subscribers(session, site.id)}});
  });
}

Answer list_remarks(Context& context, http::Request& request) {
  const auto units = TRY(units_of(context));
  const RemarkId before{directory::cursor_of(request)};
  return context.database().read([&](db::Session& session) -> Answer {
    std::vector<Remark> found;
    for (const auto& unit : units)
      std::ranges::move(store::remarks(session, unit, before, page_size), std::back_inserter(found));
    std::ranges::sort(found, std::greater(), &Remark::id);
    const bool more = found.size() >= page_size;
    if (more) found.resize(page_size);
    json::array items;
    for (const auto& one : found)
      items.push_back(json::object{{"id", to_text(one.id)},
                                   {"document", to_text(one.document)},
                                   {"title", one.title},
                                   {"useful", one.useful},
                                   {"words", context.services.vault->open("remark.words", one.id.value, one.words)},
                                   {"written_at", to_iso(one.written_at)}});
    return directory::list(std::move(items), more ? to_text(found.back().id) : "");
  });
}

json::object to_json(Context& context, db::Session& session, const ErrorReport& report) {
  const auto waiting =
      waiting_of(report, *context.services.calendars->current(), settings().answer_working_days, context.today());
  const auto unit = directory::find_unit(session, report.unit);
  const auto site = directory::find_site(session, report.site);
  return {{"id", to_text(report.id)},
          {"number", report.number},
          {"kind", name_of_kind(report.kind)},
          {"page", report.page},
          {"site_name", site ? site->name : ""},
          {"unit", to_text(report.unit)},
          {"unit_name", unit ? unit->name : ""},
          {"received_at", to_iso(report.received_at)},
          {"waiting_days", waiting.working_days},
          {"due", to_text(waiting.due)},
          {"overdue", waiting.overdue},
          {"answered_at", directory::instant_or_null(report.answered_at)},
          {"version", report.version}};
}

Answer list_reports(Context& context, http::Request& request) {
  const auto units = TRY(units_of(context));
  const bool answered = request.query.get("state") == "answered";
  const ErrorReportId before{directory::cursor_of(request)};
  return context.database().read([&](db::Session& session) -> Answer {
    std::vector<ErrorReport> found;
    for (const auto& unit : units)
      std::ranges::move(answered ? store::answered_reports(session, unit, before, page_size)
                                 : store::open_reports(session, unit, most_listed),
                        std::back_inserter(found));
    if (answered) std::ranges::sort(found, std::greater(), &ErrorReport::id);
    else std::ranges::sort(found, {}, [](const ErrorReport& r) { return std::pair(r.received_at, r.id); });
    const bool more = answered && found.size() >= page_size;
    if (more) found.resize(page_size);
    json::array items;
    for (const auto& one : found) items.push_back(to_json(context, session, one));
    return directory::list(std::move(items), more ? to_text(found.back().id) : "");
  });
}

/// With the reader's words and contact: looking at them is noted in the audit trail.
json::object whole_report(Context& context, db::Session& session, const ErrorReport& report) {
  const auto& vault = *context.services.vault;
  auto out = to_json(context, session, report);
  out["words"] = json::value(vault.open("error_report.words", report.id.value, report.words));
  out["contact"] = json::value(report.contact ? vault.open("error_report.contact", report.id.value, *report.contact)
                                              : std::string());
  out["answer"] = json::value(report.answer);
  out["answered_by"] = json::value(report.answered_by);
  out["public"] = report.is_public;
  json::array moves;
  for (const auto& move : store::moves_of(session, report.id)) {
    const auto from = directory::find_unit(session, move.from_unit), to = directory::find_unit(session, move.to_unit);
    moves.push_back(json::object{{"moved_at", to_iso(move.moved_at)},
                                 {"from", from ? from->name : ""},
                                 {"to", to ? to->name : ""},
                                 {"note", move.note},
                                 {"moved_by", move.moved_by}});
  }
  out["moves"] = std::move(moves);
  return out;
}

ErrorReportId report_of(const http::Request& request) {
  return ErrorReportId{request.id_param("id")};
}

Answer show_report(Context& context, http::Request& request) {
  UnitId of{};
  auto body = context.database().read([&](db::Session& session) -> Result<json::object> {
    const auto report = store::find_report(session, report_of(request));
    const auto unit = report ? directory::find_unit(session, report->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "readers.report_unknown");
    CHECK_OK(auth::require(context.actor, permission, unit->path));
    of = unit->id;
    return whole_report(context, session, *report);
  });
  if (!body) return std::unexpected(body.error());
  directory::record_read(context, "readers.read_report", "error_report", report_of(request).value, of);
  return ok(*std::move(body));
}

json::value current_report(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto report = store::find_report(session, report_of(request));
    return report ? json::value(to_json(context, session, *report)) : json::value(nullptr);
  });
}

Answer post_answer(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const ReportAnswer answer{.text = reader.text("answer"), .is_public = reader.boolean_or("public", false)};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(answer_report(context, report_of(request), answer, version));
  return directory::done();
}

Answer post_forward(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId to{reader.id("unit")};
  const auto note = reader.text("note");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(forward_report(context, report_of(request), to, note, version));
  return directory::done();
}

}  // namespace

void add_office_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/readings", "readers.readings", most_read);
  on(get, "/api/remarks", "readers.remarks", list_remarks);
  on(get, "/api/error-reports", "readers.error_reports", list_reports);
  on(get, "/api/error-reports/{id:id}", "readers.error_report", show_report);
  on(post, "/api/error-reports/{id:id}/answer", "readers.answer", post_answer, current_report);
  on(post, "/api/error-reports/{id:id}/forward", "readers.forward", post_forward, current_report);
}

void add_routes(http::Router& router, Services& services) {
  add_voice_routes(router, services);
  add_subscription_routes(router, services);
  add_office_routes(router, services);
}

}  // namespace gongkai::readers
