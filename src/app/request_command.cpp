// gongkai request clock: the terms of one request from a list of events, without a database, by the same pure functions as the
// screens, so that a lawyer, a test or a court can check any case.
#include <fstream>
#include <iterator>

#include "app/catalog_calendar.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "regulation/describe.hpp"

namespace gongkai::app {
namespace {

Result<std::string> content_of(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return refuse(FaultKind::not_found, "app.file_not_readable", {}, {{"file", name}});
  return text;
}

Result<Day> day_of_reading(const RequestClockOptions& options, const regulation::HistoryFile& file) {
  if (options.as_of.empty()) return file.as_of.value_or(SystemClock().today());
  const auto day = parse_day(options.as_of);
  if (!day) return refuse(FaultKind::invalid, "workday.no_day", {}, {{"value", options.as_of}});
  return *day;
}

Result<int> read_clock(const RequestClockOptions& options) {
  const auto calendar = TRY(catalog_calendar());
  const auto text = TRY(content_of(options.history));
  const auto file = TRY(regulation::parse_history(text));
  const auto as_of = TRY(day_of_reading(options, file));
  const auto reading = TRY(regulation::clock(file.history, calendar, regulation::catalog_rules(), as_of));
  if (options.json) say(json::to_string(regulation::to_json(reading)));
  else
    for (const auto& line : regulation::describe(reading)) say(line);
  return fine;
}
}  // namespace

int show_request_clock(const RequestClockOptions& options) {
  const auto result = read_clock(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
