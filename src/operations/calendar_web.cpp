// The working calendar: years, their versions, and the explained count that everybody may try.
#include "directory/web_json.hpp"
#include "operations/web.hpp"
#include "platform/calendar/calendars.hpp"

namespace gongkai::operations {
namespace {
using calendar::YearVersion;
using directory::Answer;
using directory::ok;

constexpr int first_year = 2000;
constexpr int last_year = 2100;

json::object to_json(const YearVersion& version) {
  return {{"version", version.version},
          {"changed_at", version.version ? json::value(to_iso(version.changed_at)) : json::value(nullptr)},
          {"changed_by", version.changed_by},
          {"calendar", calendar::to_json(version.year)}};
}

json::object summary(const WorkCalendar& work_calendar, const CalendarYear& year) {
  return {{"year", year.year},
          {"status", year.status == YearStatus::announced ? "announced" : "provisional"},
          {"holidays", static_cast<std::int64_t>(year.holidays.size())},
          {"makeup_workdays", static_cast<std::int64_t>(year.makeup_workdays.size())},
          {"working_days", work_calendar.count(Day::of(year.year - 1, 12, 31), Day::of(year.year, 12, 31))},
          {"source", year.source}};
}

Answer list_years(Context& context, http::Request&) {
  const auto current = context.services.calendars->current();
  json::array items;
  for (const auto& [number, year] : current->years()) items.push_back(summary(*current, year));
  return directory::list(std::move(items));
}

Result<int> year_param(const http::Request& request) {
  const auto year = request.int_param("year");
  if (year < first_year || year > last_year) return refuse(FaultKind::not_found, "calendar.no_year");
  return static_cast<int>(year);
}

Answer show_year(Context& context, http::Request& request) {
  const int year = TRY(year_param(request));
  json::array versions;
  for (const auto& version : calendar::versions_of(context.database(), year)) versions.push_back(to_json(version));
  return ok(json::object{{"year", year}, {"versions", std::move(versions)}});
}

/// The body is one entry of the "years" list of catalog/holidays.json, with the version that the editor saw.
Answer put_year(Context& context, http::Request& request) {
  const int year = TRY(year_param(request));
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto entry = reader.object_at("calendar");
  CHECK_OK(reader.finish());
  const auto years = TRY(parse_calendar(json::to_string(json::object{{"years", json::array{entry}}})));
  if (years.front().year != year) return refuse(FaultKind::invalid, "calendar.other_year", "calendar");
  const auto new_version = TRY(calendar::set_year(context, years.front(), version));
  return ok(json::object{{"year", year}, {"version", new_version}});
}

Answer count_days(Context& context, http::Request& request) {
  const auto start = parse_day(request.query.get("start"));
  if (!start) return refuse(FaultKind::invalid, "field.day_expected", "start");
  const std::string days(request.query.get("days"));
  if (days.empty() || days.size() > 3 || days.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(days) < 1)
    return refuse(FaultKind::invalid, "calendar.days_expected", "days");
  const auto term = context.services.calendars->current()->explain(*start, std::stoi(days));
  json::array lines;
  for (const auto& day : term.days)
    lines.push_back(json::object{{"day", to_text(day.day)},
                                 {"weekday", to_chinese(day.day.weekday())},
                                 {"kind", to_chinese(day.kind)},
                                 {"name", day.name},
                                 {"counted", day.counted ? json::value(day.counted) : json::value(nullptr)},
                                 {"provisional", day.provisional}});
  return ok(json::object{{"start", to_text(*start)},
                         {"last", to_text(term.last)},
                         {"provisional", term.provisional},
                         {"days", std::move(lines)}});
}
}  // namespace

void add_calendar_routes(http::Router& router, Services& services) {
  const auto read = [&](std::string pattern, std::string name, directory::JsonHandler show) {
    router.get(std::move(pattern), std::move(name), http::Access::staff,
               directory::answering(router, services, directory::requiring("directory.read", std::move(show))));
  };
  read("/api/calendar", "calendar.years", list_years);
  read("/api/calendar/count", "calendar.count", count_days);
  read("/api/calendar/{year:int}", "calendar.year", show_year);
  router.add({.method = http::Method::put,
              .pattern = "/api/calendar/{year:int}",
              .name = "calendar.set_year",
              .access = http::Access::staff,
              .handler = directory::answering(router, services, put_year)});
}

}  // namespace gongkai::operations
