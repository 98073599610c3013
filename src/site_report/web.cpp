// The office's JSON; its shapes are in openapi.json.
#include "site_report/web.hpp"

#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"
#include "site_report/counting.hpp"
#include "site_report/place.hpp"
#include "site_report/store.hpp"

namespace gongkai::site_report {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::string_view may_read = "content.read";

SiteId site_in(const http::Request& request) {
  return SiteId{request.id_param("site")};
}

json::object term_json(std::int64_t year, std::optional<Day> published_on, Day today) {
  const Day due = due_of(form(), year);
  return {{"year", year},
          {"due", to_text(due)},
          {"days_left", due - today},
          {"standing", name_of(standing_of(form(), year, published_on, today))}};
}

json::object with(json::object object, const json::object& more) {
  for (const auto& [name, value] : more) object[name] = value;
  return object;
}

Answer list_reports(Context& context, http::Request& request) {
  const auto asked = request.query.get("year");
  const auto year = asked.empty()
                        ? std::optional(context.today().year() - 1)
                        : parse_day(std::string(asked) + "-01-01").transform([](Day day) { return day.year(); });
  if (!year || *year < first_year || *year > context.today().year())
    return refuse(FaultKind::invalid, "site_report.no_such_year", "year", {{"first", std::to_string(first_year)}});
  return context.database().read([&](db::Session& session) -> Answer {
    const auto published = store::published_of_year(session, *year);
    json::array items;
    for (const auto& site : directory::sites(session)) {
      const auto unit = directory::find_unit(session, site.unit);
      if (!unit || !context.actor.may(may_read, unit->path)) continue;
      const auto found = std::ranges::find(published, site.id, &store::Published::site);
      const auto first = found == published.end() ? std::nullopt : std::optional(found->first_at);
      const auto day = first ? std::optional(first->day()) : std::nullopt;
      items.push_back(with({{"site", to_text(site.id)},
                            {"site_name", site.name},
                            {"slug", site.slug},
                            {"published_at", directory::instant_or_null(first)},
                            {"editions", first ? found->editions : 0}},
                           term_json(*year, day, context.today())));
    }
    return directory::list(std::move(items));
  });
}

json::object row_json(const Filled& filled) {
  const auto& row = *filled.row;
  json::array options;
  for (const auto& option : row.options) options.emplace_back(option);
  return {{"id", row.id},
          {"label", row.label},
          {"unit", row.unit},
          {"kind", name_of(row.kind)},
          {"options", std::move(options)},
          {"counted", row.is_counted()},
          {"how", row.how},
          {"optional", row.optional},
          {"needs_source", row.needs_source},
          {"value", filled.value},
          {"note", filled.note},
          {"entered_by", filled.entered_by},
          {"entered_at", directory::instant_or_null(filled.entered_at)}};
}

json::array parts_json(const Sheet& sheet) {
  json::array parts;
  auto filled = sheet.begin();
  for (const auto& part : form().parts) {
    json::array rows;
    for (std::size_t i = 0; i < part.rows.size(); ++i) rows.push_back(row_json(*filled++));
    parts.push_back(json::object{{"id", part.id}, {"name", part.name}, {"rows", std::move(rows)}});
  }
  return parts;
}

json::array faults_json(const Sheet& sheet) {
  json::array faults;
  for (const auto& fault : why_incomplete(form(), sheet))
    faults.push_back(json::object{{"row", fault.field}, {"message", i18n::messages().message(fault)}});
  return faults;
}

json::array editions_json(const std::vector<Edition>& editions) {
  json::array items;
  for (const auto& edition : editions)
    items.push_back(json::object{{"number", edition.number},
                                 {"published_at", to_iso(edition.published_at)},
                                 {"published_by", edition.published_by},
                                 {"reason", edition.reason},
                                 {"digest", edition.digest}});
  return items;
}

Result<json::object> whole_report(Context& context, db::Session& session, SiteId site, std::int64_t year) {
  const auto place = TRY(place_of(session, site, year, context.today()));
  CHECK_OK(auth::require(context.actor, may_read, place.unit.path));
  const auto report = store::find(session, site, year);
  const auto sheet = load_sheet(session, form(), place.site, year);
  const auto editions = store::editions(session, site, year);
  const auto day = editions.empty() ? std::nullopt : std::optional(editions.back().published_at.day());
  return with({{"site", to_text(site)},
               {"site_name", place.site.name},
               {"slug", place.site.slug},
               {"source", form().source},
               {"year_over", context.today().year() > year},
               {"may_fill", context.actor.may(may_fill, place.unit.path)},
               {"may_publish", context.actor.may(may_publish, place.unit.path)},
               {"version", report ? report->version : 0},
               {"parts", parts_json(sheet)},
               {"faults", faults_json(sheet)},
               {"editions", editions_json(editions)}},
              term_json(year, day, context.today()));
}

Answer show_report(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    return ok(TRY(whole_report(context, session, site_in(request), request.int_param("year"))));
  });
}

json::value current_report(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    auto report = whole_report(context, session, site_in(request), request.int_param("year"));
    return report ? json::value(*std::move(report)) : json::value(nullptr);
  });
}

Result<std::vector<Entry>> entries_of(const json::array& list) {
  std::vector<Entry> entries;
  for (const auto& said : list) {
    json::Reader reader(said);
    entries.push_back(
        {.item = reader.text("row"), .value = reader.text_or("value", ""), .note = reader.text_or("note", "")});
    CHECK_OK(reader.finish());
  }
  return entries;
}

Answer put_report(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto entries = TRY(entries_of(reader.list("entries")));
  CHECK_OK(reader.finish());
  CHECK_OK(fill(context, site_in(request), request.int_param("year"), entries, version));
  return show_report(context, request);
}

Answer post_edition(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  CHECK_OK(publish(context, site_in(request), request.int_param("year"), reason, version));
  auto answer = TRY(show_report(context, request));
  answer.status = 201;
  return answer;
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/site-reports", "site_report.list", list_reports);
  on(get, "/api/site-reports/{site:id}/{year:int}", "site_report.show", show_report);
  on(put, "/api/site-reports/{site:id}/{year:int}", "site_report.fill", put_report, current_report);
  on(post, "/api/site-reports/{site:id}/{year:int}/editions", "site_report.publish", post_edition, current_report);
  add_public_routes(router, services);
}

}  // namespace gongkai::site_report
