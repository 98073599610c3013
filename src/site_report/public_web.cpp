// The pages for everybody: on the main site and on every other.
#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"
#include "site_report/pages.hpp"
#include "site_report/store.hpp"
#include "site_report/web.hpp"

namespace gongkai::site_report {

namespace {

using Page = Result<http::Response>;
using Draw = Page (*)(db::Session&, const layout::Frame&, const http::Request&);

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

http::Response cached(http::Response answer) {
  answer.cache.cacheable = true;
  return answer;
}

http::Response download(std::string content_type, std::string body, const std::string& name) {
  http::Response answer{.content_type = std::move(content_type), .body = std::move(body)};
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name));
  return cached(std::move(answer));
}

Page show_index(db::Session& session, const layout::Frame& frame, const http::Request&) {
  std::vector<YearLine> years;
  for (const auto& one : store::published_of_site(session, frame.site.id))
    years.push_back({one.year, one.last_at, one.editions});
  return cached(http::html(index_page(frame, years)));
}

/// All editions of the year, the asked one first; the latest when none is named.
Result<std::vector<Edition>> editions_asked(db::Session& session, const layout::Frame& frame,
                                            const http::Request& request) {
  auto editions = store::editions(session, frame.site.id, request.int_param("year"));
  const std::string asked(request.query.get("edition"));
  const auto shown = std::ranges::find_if(
      editions, [&](const Edition& one) { return asked.empty() || std::to_string(one.number) == asked; });
  if (shown == editions.end()) return refuse(FaultKind::not_found, "site_report.not_published");
  std::rotate(editions.begin(), shown, shown + 1);
  return editions;
}

ReportView view_of(const std::vector<Edition>& editions, std::int64_t year) {
  ReportView view{.year = year, .digest = editions.front().digest, .parts = parts_of(editions.front().frozen)};
  for (const auto& one : editions) view.editions.push_back({one.number, one.published_at, one.reason});
  view.shown = view.editions.front();
  std::ranges::sort(view.editions, std::greater{}, &EditionLine::number);
  return view;
}

Page show_report(db::Session& session, const layout::Frame& frame, const http::Request& request) {
  const auto editions = TRY(editions_asked(session, frame, request));
  return cached(http::html(report_page(frame, view_of(editions, request.int_param("year")))));
}

std::string file_name(const layout::Frame& frame, const http::Request& request) {
  return i18n::text("site_report.title_of",
                    {{"site", frame.site.name}, {"year", std::to_string(request.int_param("year"))}});
}

Page send_workbook(db::Session& session, const layout::Frame& frame, const http::Request& request) {
  const auto editions = TRY(editions_asked(session, frame, request));
  return download(std::string(workbook_type),
                  report_workbook(frame.site.name, view_of(editions, request.int_param("year"))),
                  file_name(frame, request) + ".xlsx");
}

/// Byte for byte what was frozen: its SHA-256 is the digest on the page.
Page send_json(db::Session& session, const layout::Frame& frame, const http::Request& request) {
  const auto editions = TRY(editions_asked(session, frame, request));
  return download("application/json; charset=utf-8", editions.front().frozen, file_name(frame, request) + ".json");
}

http::Handler answering(http::Router& router, Services& services, Draw draw) {
  return [&router, &services, draw](http::Request& request) {
    const auto frame = layout::load_frame(services, request);
    if (!frame) return router.refuse(request, frame.error());
    http::Recorder::note("site-report:" + gongkai::to_text(frame->site.id));
    auto answer = services.database.read([&](db::Session& session) -> Page { return draw(session, *frame, request); });
    return answer ? *std::move(answer) : router.refuse(request, answer.error());
  };
}

}  // namespace

void add_public_routes(http::Router& router, Services& services) {
  const auto on = [&](std::string pattern, std::string name, Draw draw, std::vector<std::string> query) {
    router.add({.pattern = std::move(pattern),
                .name = std::move(name),
                .handler = answering(router, services, draw),
                .query = std::move(query)});
  };
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "site_report."}, {"/s/{site:slug}", "site_report.site."}}) {
    on(prefix + "/site-report", name + "index", show_index, {});
    on(prefix + "/site-report/{year:int}", name + "report", show_report, {"edition"});
    on(prefix + "/site-report/{year:int}/report.xlsx", name + "workbook", send_workbook, {"edition"});
    on(prefix + "/site-report/{year:int}/report.json", name + "json", send_json, {"edition"});
  }
}

}  // namespace gongkai::site_report
