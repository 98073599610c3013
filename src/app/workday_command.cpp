// gongkai workday add|count: the calendar of the catalog, without a database, so that anybody can check a due date.
#include <fmt/format.h>

#include "app/catalog_calendar.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {
namespace {

Result<Day> day_of(const std::string& text) {
  const auto day = parse_day(text);
  if (!day) return refuse(FaultKind::invalid, "workday.no_day", {}, {{"value", text}});
  return *day;
}

std::string reason_of(const CountedDay& day) {
  auto reason = std::string(to_chinese(day.kind));
  if (!day.name.empty()) reason += "（" + day.name + "）";
  if (day.provisional) reason += "（该年节假日安排尚未公布，暂按周末推算）";
  return reason;
}

json::object to_json(const CountedDay& day) {
  return {{"day", to_text(day.day)},
          {"counted", day.counted ? json::value(day.counted) : json::value(nullptr)},
          {"why", reason_of(day)},
          {"provisional", day.provisional}};
}

void print_explained(const Term& term) {
  for (const auto& day : term.days) {
    const bool is_start = &day == &term.days.front();
    say(fmt::format("{} {} {:>4}  {}", to_text(day.day), to_chinese(day.day.weekday()),
                    day.counted ? std::to_string(day.counted) : "-", is_start ? "起始日，不计" : reason_of(day)));
  }
}

Result<int> add(const WorkdayOptions& options) {
  const auto calendar = TRY(catalog_calendar());
  const auto start = TRY(day_of(options.from));
  const auto term = calendar.explain(start, options.working_days);
  if (options.json) {
    json::object answer{{"start", to_text(start)},
                        {"working_days", options.working_days},
                        {"last", to_text(term.last)},
                        {"provisional", term.provisional}};
    if (options.explain) {
      json::array days;
      for (const auto& day : term.days) days.push_back(to_json(day));
      answer["days"] = std::move(days);
    }
    say(json::to_string(answer));
    return fine;
  }
  if (options.explain) print_explained(term);
  say(to_text(term.last));
  if (term.provisional) say_error("提示：期限涉及节假日安排尚未公布的年份，结果暂按周末推算。");
  return fine;
}

Result<int> count(const WorkdayOptions& options) {
  const auto calendar = TRY(catalog_calendar());
  const auto from = TRY(day_of(options.from));
  const auto to = TRY(day_of(options.to));
  const int days = calendar.count(from, to);
  if (options.json)
    say(json::to_string(json::object{{"from", to_text(from)}, {"to", to_text(to)}, {"working_days", days}}));
  else say(std::to_string(days));
  return fine;
}
}  // namespace

int add_working_days(const WorkdayOptions& options) {
  const auto result = add(options);
  return result ? *result : report(result.error());
}

int count_working_days(const WorkdayOptions& options) {
  const auto result = count(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
