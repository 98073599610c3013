// gongkai request clock: the terms of one request, from the database by its number, or from a list of events without any
// database; by the same pure functions as the screens, so that a lawyer, a test or a court can check any case.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/catalog_calendar.hpp"
#include "app/installation.hpp"
#include "app/output.hpp"
#include "casework/access.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "regulation/describe.hpp"
#include "requests/desk.hpp"

namespace gongkai::app {
namespace {

Result<std::string> content_of(const std::string& name) {
  std::error_code error;
  std::ifstream file(name, std::ios::binary);
  if (std::filesystem::is_directory(name, error) || !file)
    return refuse(FaultKind::not_found, "app.file_not_readable", {}, {{"file", name}});
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return text;
}

Result<Day> day_of_reading(const RequestClockOptions& options, std::optional<Day> fallback) {
  if (options.as_of.empty()) return fallback.value_or(SystemClock().today());
  const auto day = parse_day(options.as_of);
  if (!day) return refuse(FaultKind::invalid, "workday.no_day", {}, {{"value", options.as_of}});
  return *day;
}

Result<regulation::ClockReading> reading_of_file(const RequestClockOptions& options) {
  const auto calendar = TRY(catalog_calendar());
  const auto text = TRY(content_of(options.history));
  const auto file = TRY(regulation::parse_history(text));
  const auto as_of = TRY(day_of_reading(options, file.as_of));
  return regulation::clock(file.history, calendar, regulation::catalog_rules(), as_of);
}

/// The case of that number, with the installation's own calendar: what the screens show. A server may run meanwhile.
Result<regulation::ClockReading> reading_of_case(const RequestClockOptions& options) {
  const auto as_of = TRY(day_of_reading(options, std::nullopt));
  const auto config = TRY(read_configuration(options.installation));
  const auto keys = data_folder(config).keys() / "vault.json";
  if (!std::filesystem::exists(keys))
    return refuse(FaultKind::not_found, "app.no_such_file", {}, {{"file", keys.string()}});
  const auto database = TRY(open_database(config));
  auto vault = auth::Vault::open_file(keys);
  calendar::Calendars calendars(*database);
  const SystemClock clock;
  IdMaker ids(clock);
  const Services services{.database = *database, .clock = clock, .ids = ids, .vault = &vault, .calendars = &calendars};
  return database->read([&](db::Session& session) -> Result<regulation::ClockReading> {
    const auto found = casework::find_by_number(session, vault, casework::typed(options.number));
    if (!found) return refuse(FaultKind::not_found, "app.no_such_case", {}, {{"number", options.number}});
    const auto desk = requests::open_desk(session, services, found->id, as_of);
    const auto reading = desk ? requests::reading_of(desk->situation()) : std::nullopt;
    if (!reading) return refuse(FaultKind::invalid, "app.case_without_clock", {}, {{"number", options.number}});
    return *reading;
  });
}

Result<int> read_clock(const RequestClockOptions& options) {
  const auto reading = TRY(options.number.empty() ? reading_of_file(options) : reading_of_case(options));
  if (options.installation.json) say(json::to_string(regulation::to_json(reading)));
  else
    for (const auto& line : regulation::describe(reading, options.explain || options.number.empty())) say(line);
  return fine;
}
}  // namespace

int show_request_clock(const RequestClockOptions& options) {
  const auto result = read_clock(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
