#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/work_calendar.hpp"

namespace gongkai {
namespace {
namespace json = boost::json;

std::unexpected<Fault> broken(std::string_view place) {
  return refuse(FaultKind::invalid, "calendar.unreadable", {}, {{"place", std::string(place)}});
}

std::string text_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::map<Day, std::string> names_of(const json::object& year, std::string_view key) {
  std::map<Day, std::string> names;
  const auto* list = year.if_contains(key);
  if (!list || !list->is_array()) return names;
  for (const auto& entry : list->get_array())
    if (entry.is_object())
      if (const auto day = parse_day(text_of(entry.get_object(), "date")))
        names[*day] = text_of(entry.get_object(), "name");
  return names;
}

Result<std::map<Day, std::string>> days_of(const json::object& year, int number, std::string_view key,
                                           std::string_view names_key) {
  const auto place = fmt::format("{}.{}", number, key);
  const auto* list = year.if_contains(key);
  if (!list || !list->is_array()) return broken(place);
  auto names = names_of(year, names_key);
  std::map<Day, std::string> days;
  for (const auto& entry : list->get_array()) {
    const auto day = entry.is_string() ? parse_day(std::string_view(entry.get_string())) : std::nullopt;
    if (!day || day->year() != number) return broken(place);
    if (!days.emplace(*day, names[*day]).second) return broken(place);
  }
  return days;
}

Result<CalendarYear> year_of(const json::value& value) {
  if (!value.is_object() || !value.get_object().contains("year") || !value.at("year").is_int64())
    return broken("years");
  const auto& object = value.get_object();
  CalendarYear year;
  const auto number = value.at("year").get_int64();
  if (number < 1949 || number > 9999) return broken("years");
  year.year = static_cast<int>(number);
  year.status = text_of(object, "status") == "announced" ? YearStatus::announced : YearStatus::provisional;
  year.holidays = TRY(days_of(object, year.year, "holidays", "named"));
  year.makeup_workdays = TRY(days_of(object, year.year, "makeup_workdays", "makeup_named"));
  for (const auto& [day, name] : year.makeup_workdays)
    if (!day.is_weekend() || year.holidays.contains(day))
      return broken(fmt::format("{}.makeup_workdays {}", year.year, to_text(day)));
  if (const auto* source = object.if_contains("source"); source && source->is_object())
    if (const auto* notices = source->get_object().if_contains("notices"); notices && notices->is_array())
      for (const auto& notice : notices->get_array())
        if (notice.is_string()) year.source += (year.source.empty() ? "" : " ") + std::string(notice.get_string());
  return year;
}
}  // namespace

Result<std::vector<CalendarYear>> parse_calendar(std::string_view text) {
  boost::system::error_code error;
  const auto root = json::parse(text, error, {}, {.max_depth = 16});
  if (error || !root.is_object()) return broken("JSON");
  const auto* list = root.get_object().if_contains("years");
  if (!list || !list->is_array()) return broken("years");
  std::vector<CalendarYear> years;
  for (const auto& entry : list->get_array()) years.push_back(TRY(year_of(entry)));
  return years;
}

}  // namespace gongkai
