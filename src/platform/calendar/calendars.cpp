#include "platform/calendar/calendars.hpp"

#include <stdexcept>

#include "base/assets.hpp"

namespace gongkai::calendar {
namespace {

struct Row {
  std::int64_t version = 0;
  std::string content{};
  Instant changed_at{};
  std::string changed_by{};
};

const db::Query newest_years{"calendar.newest_years",
                             "SELECT y.content FROM calendar_year y WHERE y.version = "
                             "(SELECT max(o.version) FROM calendar_year o WHERE o.year = y.year) ORDER BY y.year"};
const db::Query versions_of_year{"calendar.versions_of_year",
                                 "SELECT version, content, changed_at, changed_by FROM calendar_year WHERE year = $1 "
                                 "ORDER BY version DESC"};
const db::Query newest_version{"calendar.newest_version",
                               "SELECT coalesce(max(version), 0) FROM calendar_year WHERE year = $1"};
const db::Query insert_year{
    "calendar.insert_year",
    "INSERT INTO calendar_year(year, version, content, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)"};

std::vector<CalendarYear> parse_stored(std::string_view content) {
  auto years = parse_calendar(content);
  if (!years) throw std::runtime_error("a stored calendar year cannot be read: " + years.error().code);
  return std::move(*years);
}

std::vector<CalendarYear> catalog_years() {
  const auto file = assets::find("catalog/holidays.json");
  if (!file) throw std::logic_error("catalog/holidays.json is not embedded");
  return parse_stored(*file);
}

std::string stored_text(const CalendarYear& year) {
  return json::to_string(json::object{{"years", json::array{to_json(year)}}});
}
}  // namespace
}  // namespace gongkai::calendar

template <>
struct gongkai::db::Columns<gongkai::calendar::Row> {
  using Row = gongkai::calendar::Row;
  static constexpr auto list =
      std::tuple{column("version", &Row::version), column("content", &Row::content),
                 column("changed_at", &Row::changed_at), column("changed_by", &Row::changed_by)};
};

namespace gongkai::calendar {

Calendars::Calendars(db::Database& database) : m_database(database) {
  reload();
}

std::shared_ptr<const WorkCalendar> Calendars::current() const {
  const std::lock_guard lock(m_mutex);
  return m_current;
}

void Calendars::reload() {
  auto years = catalog_years();
  m_database.read([&](db::Session& session) {
    session.each<std::string>(
        [&](std::string&& content) {
          for (auto& year : parse_stored(content)) years.push_back(std::move(year));  // the later of two wins
        },
        newest_years);
  });
  auto calendar = std::make_shared<const WorkCalendar>(std::move(years));
  const std::lock_guard lock(m_mutex);
  m_current = std::move(calendar);
}

std::vector<YearVersion> versions_of(db::Database& database, int year) {
  std::vector<YearVersion> versions;
  for (auto& row : database.read([&](db::Session& session) { return session.all<Row>(versions_of_year, year); }))
    versions.push_back({row.version, parse_stored(row.content).front(), row.changed_at, std::move(row.changed_by)});
  for (auto& published : catalog_years())
    if (published.year == year) versions.push_back({0, std::move(published), {}, {}});
  return versions;
}

Result<std::int64_t> set_year(Context& context, const CalendarYear& year, std::int64_t expected_version) {
  // What parse_calendar accepts is what may be stored: one rule for files, forms and the database.
  CHECK_OK(parse_calendar(stored_text(year)));
  return in_transaction(context, "calendar.set_year", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require("system.manage", "/"));
    tx.about("calendar_year", year.year, UnitId{});
    const auto version = tx.db().one<std::int64_t>(newest_version, year.year).value_or(0);
    if (version != expected_version) return refuse(FaultKind::conflict, "version.conflict");
    tx.db().put(insert_year, year.year, version + 1, stored_text(year), tx.now(), context.actor.name);
    tx.after("version", version + 1);
    tx.after("holidays", static_cast<std::int64_t>(year.holidays.size()));
    tx.after("makeup_workdays", static_cast<std::int64_t>(year.makeup_workdays.size()));
    tx.changed(topic, year.year, feed::Operation::upsert, version + 1);
    return version + 1;
  });
}

json::object to_json(const CalendarYear& year) {
  const auto days = [](const std::map<Day, std::string>& map) {
    json::array list;
    for (const auto& [day, name] : map) list.emplace_back(to_text(day));
    return list;
  };
  const auto named = [](const std::map<Day, std::string>& map) {
    json::array list;
    for (const auto& [day, name] : map) list.push_back(json::object{{"date", to_text(day)}, {"name", name}});
    return list;
  };
  return {{"year", year.year},
          {"status", year.status == YearStatus::announced ? "announced" : "provisional"},
          {"holidays", days(year.holidays)},
          {"makeup_workdays", days(year.makeup_workdays)},
          {"named", named(year.holidays)},
          {"makeup_named", named(year.makeup_workdays)},
          {"source",
           json::object{{"notices", year.source.empty() ? json::array{} : json::array{json::value(year.source)}}}}};
}

}  // namespace gongkai::calendar
