#include "base/work_calendar.hpp"

namespace gongkai {

WorkCalendar::WorkCalendar(std::vector<CalendarYear> years) {
  for (auto& year : years) m_years[year.year] = std::move(year);
}

DayKind WorkCalendar::kind_of(Day day) const {
  if (const auto year = m_years.find(day.year()); year != m_years.end()) {
    if (year->second.makeup_workdays.contains(day)) return DayKind::makeup_workday;
    if (year->second.holidays.contains(day)) return DayKind::holiday;
  }
  return day.is_weekend() ? DayKind::weekend : DayKind::workday;
}

bool WorkCalendar::is_workday(Day day) const {
  const auto kind = kind_of(day);
  return kind == DayKind::workday || kind == DayKind::makeup_workday;
}

std::string_view WorkCalendar::holiday_name(Day day) const {
  const auto year = m_years.find(day.year());
  if (year == m_years.end()) return {};
  for (const auto* days : {&year->second.holidays, &year->second.makeup_workdays})
    if (const auto found = days->find(day); found != days->end()) return found->second;
  return {};
}

YearStatus WorkCalendar::status_of(int year) const {
  const auto found = m_years.find(year);
  return found == m_years.end() ? YearStatus::provisional : found->second.status;
}

Day WorkCalendar::add(Day start, int working_days) const {
  Day day = start;
  for (int counted = 0; counted < working_days;)
    if (is_workday(++day)) ++counted;
  return day;
}

Term WorkCalendar::explain(Day start, int working_days) const {
  Term term;
  int counted = 0;
  for (Day day = start;; ++day) {
    const auto kind = kind_of(day);
    const bool counts = day != start && (kind == DayKind::workday || kind == DayKind::makeup_workday);
    const bool provisional = status_of(day.year()) == YearStatus::provisional;
    counted += counts ? 1 : 0;
    term.provisional = term.provisional || provisional;
    term.days.push_back({day, kind, std::string(holiday_name(day)), counts ? counted : 0, provisional});
    if (counted >= working_days) {
      term.last = day;
      return term;
    }
  }
}

int WorkCalendar::count(Day from, Day to) const {
  if (to < from) return -count(to, from);
  int counted = 0;
  for (Day day = from; day < to;)
    if (is_workday(++day)) ++counted;
  return counted;
}

std::string_view to_chinese(DayKind kind) {
  switch (kind) {
    case DayKind::workday: return "工作日";
    case DayKind::makeup_workday: return "调休上班";
    case DayKind::weekend: return "周末";
    case DayKind::holiday: return "放假";
  }
  return "";
}

}  // namespace gongkai
