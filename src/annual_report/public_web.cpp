// The pages for everybody: what is signed and published, from its frozen edition alone.
#include "annual_report/column_array.hpp"
#include "annual_report/pages.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "annual_report/web.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "platform/documents/docx_writer.hpp"
#include "platform/http/page_cache.hpp"

namespace gongkai::annual_report {

namespace {

using Page = Result<http::Response>;
using Draw = Page (*)(db::Session&, Services&, const layout::Frame&, const http::Request&);

constexpr std::string_view tag = "annual-report";
constexpr int trend_years = 5;

struct Published {
  store::Place place{};
  directory::Unit unit{};
  std::vector<Edition> editions{};
  Day on{};
};

/// A report that was published: what is being revised stays as it was.
std::optional<Published> published(db::Session& session, const Services& services, CaseId id) {
  const auto place = store::find(session, id);
  const auto unit = place ? directory::find_unit(session, place->unit) : std::nullopt;
  if (!unit) return std::nullopt;
  const auto events = casework::events_of(session, *services.vault, id);
  const auto* last = casework::last_of(events, "published");
  if (!last) return std::nullopt;
  Published found{*place, *unit, store::editions(session, id), last->on};
  const auto shown = casework::number_fact(*last, "edition");
  std::erase_if(found.editions, [&](const Edition& edition) { return edition.number > shown; });
  if (found.editions.empty()) return std::nullopt;
  return found;
}

Result<ReportView> view_of(db::Session& session, const Services& services, const http::Request& request) {
  const CaseId id{request.id_param("id")};
  auto found = published(session, services, id);
  if (!found) return refuse(FaultKind::not_found, "annual_report.not_public");
  const std::string asked(request.query.get("edition"));
  const auto shown = std::ranges::find_if(
      found->editions, [&](const Edition& one) { return asked.empty() || std::to_string(one.number) == asked; });
  if (shown == found->editions.end()) return refuse(FaultKind::not_found, "annual_report.not_public");
  return ReportView{
      .id = id, .report = TRY(thaw(shown->frozen)), .shown = *shown, .editions = std::move(found->editions)};
}

std::int64_t received(const Tables& tables) {
  return tables.at(report_format::Row::received, report_format::Applicant::total).value();
}

/// New requests as a published report says; none while it is not public.
std::optional<std::int64_t> received_as_published(db::Session& session, const Services& services, CaseId id) {
  const auto other = published(session, services, id);
  const auto report = other ? thaw(other->editions.front().frozen) : Result<Frozen>(refuse(FaultKind::not_found, ""));
  return report ? std::optional(received(report->tables)) : std::nullopt;
}

/// Calls f(kind of the unit, unit, new requests) for every published report of the year: from the column array, or from
/// the editions as long as it is not there.
template <class F>
void each_published(db::Session& session, Services& services, int year, F&& f) {
  const bool told = array_of(services).with_year(session, services, year, [&](const auto& columns, const auto*) {
    for (std::size_t row = 0; row < columns.rows().size(); ++row)
      if (const auto& count = columns.state(static_cast<int>(row)).public_received)
        f(columns.rows()[row].kind, columns.rows()[row].unit, *count);
  });
  if (told) return;
  for (const auto& place : store::of_year(session, year)) {
    const auto unit = directory::find_unit(session, place.unit);
    if (const auto count = received_as_published(session, services, place.id); unit && count)
      f(unit->kind, unit->id, *count);
  }
}

void add_neighbours(db::Session& session, Services& services, ReportView& view) {
  const auto place = store::find(session, view.id);
  const auto own = place ? directory::find_unit(session, place->unit) : std::nullopt;
  if (!own) return;
  const auto year = static_cast<int>(place->year);
  for (int earlier = year - trend_years + 1; earlier < year; ++earlier)
    each_published(session, services, earlier, [&](directory::UnitKind, UnitId unit, std::int64_t count) {
      if (unit == own->id) view.years.push_back({earlier, count});
    });
  view.years.push_back({year, received(view.report.tables)});
  each_published(session, services, year, [&](directory::UnitKind kind, UnitId, std::int64_t count) {
    if (kind != own->kind) return;
    ++view.peers.units;
    view.peers.received += count;
  });
}

http::Response cached(http::Response answer) {
  answer.cache.cacheable = true;
  return answer;
}

http::Response download(std::string type, std::string body, const ReportView& view, std::string_view extension) {
  http::Response answer{.content_type = std::move(type), .body = std::move(body)};
  const auto name = title_of(view.report.unit_name, view.report.year) + "." + std::string(extension);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name));
  return cached(std::move(answer));
}

ListLine line_of(const Published& found) {
  return {found.place.id, found.unit.name, static_cast<int>(found.place.year), found.on};
}

/// Of the site's unit and everything below it, or of one unit among them; the newest year first.
Page show_list(db::Session& session, Services& services, const layout::Frame& frame, const http::Request& request) {
  const auto own = directory::find_unit(session, frame.site.unit);
  const auto asked = request.query.get("unit");
  std::vector<ListLine> lines;
  for (const auto& place : store::all(session)) {
    if (!asked.empty() && to_text(place.unit) != asked) continue;
    const auto found = published(session, services, place.id);
    if (found && own && found->unit.path.starts_with(own->path)) lines.push_back(line_of(*found));
  }
  return cached(http::html(list_page(frame, lines)));
}

Page show_report(db::Session& session, Services& services, const layout::Frame& frame, const http::Request& request) {
  auto view = TRY(view_of(session, services, request));
  add_neighbours(session, services, view);
  return cached(http::html(report_page(frame, view)));
}

Page show_verification(db::Session& session, Services& services, const layout::Frame& frame,
                       const http::Request& request) {
  const auto asked = request.query.get("digest");
  std::optional<ListLine> line;
  if (const auto id = asked.size() == 64 ? store::with_digest(session, asked) : std::nullopt)
    if (const auto found = published(session, services, *id)) line = line_of(*found);
  return http::html(verification_page(frame, asked.substr(0, 64), line));
}

documents::OfficialText text_of(const ReportView& view) {
  return official_text(view.report, view.report.unit_name, view.shown.signed_at.day());
}

Page send_pdf(db::Session& session, Services& services, const layout::Frame&, const http::Request& request) {
  const auto view = TRY(view_of(session, services, request));
  auto printed = documents::write_official_pdf(text_of(view), services.parts.of<documents::Fonts>());
  return download("application/pdf", std::move(printed.bytes), view, "pdf");
}

Page send_docx(db::Session& session, Services& services, const layout::Frame&, const http::Request& request) {
  const auto view = TRY(view_of(session, services, request));
  return download("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                  documents::write_official_docx(text_of(view)), view, "docx");
}

Page send_xlsx(db::Session& session, Services& services, const layout::Frame&, const http::Request& request) {
  const auto view = TRY(view_of(session, services, request));
  return download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook(view.report), view,
                  "xlsx");
}

Page send_csv(db::Session& session, Services& services, const layout::Frame&, const http::Request& request) {
  const auto view = TRY(view_of(session, services, request));
  return download("text/csv; charset=utf-8", csv(view.report), view, "csv");
}

/// Byte for byte what was signed: its SHA-256 is the digest on the page.
Page send_json(db::Session& session, Services& services, const layout::Frame&, const http::Request& request) {
  const auto view = TRY(view_of(session, services, request));
  return download("application/json; charset=utf-8", view.shown.frozen, view, "json");
}

http::Handler answering(http::Router& router, Services& services, Draw draw) {
  return [&router, &services, draw](http::Request& request) {
    const auto frame = layout::load_frame(services, request);
    if (!frame) return router.refuse(request, frame.error());
    http::Recorder::note(std::string(tag));
    auto answer =
        services.database.read([&](db::Session& session) -> Page { return draw(session, services, *frame, request); });
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
       {std::pair<std::string, std::string>{"", "annual_report."}, {"/s/{site:slug}", "annual_report.site."}}) {
    const std::string one = prefix + "/annual-reports/{id:id}";
    on(prefix + "/annual-reports", name + "public_list", show_list, {"unit"});
    on(prefix + "/annual-reports/verify", name + "verify", show_verification, {"digest"});
    on(one, name + "public_report", show_report, {"edition"});
    on(one + "/report.pdf", name + "pdf", send_pdf, {"edition"});
    on(one + "/report.docx", name + "docx", send_docx, {"edition"});
    on(one + "/report.xlsx", name + "xlsx", send_xlsx, {"edition"});
    on(one + "/report.csv", name + "csv", send_csv, {"edition"});
    on(one + "/report.json", name + "json", send_json, {"edition"});
  }
}

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  if (!services.pages) return;
  for (const auto& change : changes)
    if (change.topic == "annual_report") {
      services.pages->invalidate({std::string(tag)}, true);
      return;
    }
}

}  // namespace gongkai::annual_report
