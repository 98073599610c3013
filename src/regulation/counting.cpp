#include <algorithm>

#include "regulation/course.hpp"

namespace gongkai::regulation {

std::optional<Day> Pause::end() const {
  if (opinion && term_ends) return std::min(*opinion, *term_ends);
  return opinion ? opinion : term_ends;
}

bool Pause::covers(Day day) const {
  if (day <= sent) return false;  // the day on which the letter goes out is the last that counts
  const auto last = end();
  return !last || day <= *last;
}

const Wait* Course::wait_for(Act by) const {
  const auto found = std::ranges::find(waits, by, &Wait::by);
  return found == waits.end() ? nullptr : &*found;
}

const Wait* Course::wait_on(Day day) const {
  for (const auto& wait : waits)
    if (day > wait.from && (!wait.ended || day <= *wait.ended)) return &wait;
  return nullptr;
}

bool Course::is_paused(Day day) const {
  if (ordered && day > start().day) return false;  // the day stands, whoever is asked
  return std::ranges::any_of(pauses, [day](const Pause& pause) { return pause.covers(day); });
}

bool Course::is_at_rest(Day day) const {
  return std::ranges::any_of(rests, [day](const Rest& rest) { return rest.covers(day); });
}

int base_term(const Course& course, const Rules& rules) {
  return rules.on(course.start().day).terms.reply;
}

namespace {
/// The working days from the start to the promised day, without those that were excluded when it was promised.
int promised_days(const Course& course, const Delay& delay, const WorkCalendar& calendar) {
  int days = 0;
  for (Day day = course.start().day + 1; day <= delay.until; ++day) {
    const bool is_excluded = std::ranges::any_of(
        course.pauses, [&](const Pause& pause) { return pause.sent < delay.on && pause.covers(day); });
    if (calendar.is_workday(day) && !is_excluded) ++days;
  }
  return days;
}
}  // namespace

int term_of(const Course& course, const WorkCalendar& calendar, const Rules& rules) {
  if (course.ordered) return calendar.count(course.start().day, *course.ordered);
  const int added = course.extension ? course.extension->working_days : 0;
  const int term = base_term(course, rules) + added;
  if (!course.delay) return term;
  const bool extended_later = course.extension && course.extension->on > course.delay->on;
  return std::max(term, promised_days(course, *course.delay, calendar) + (extended_later ? added : 0));
}

int count_until(const Course& course, const WorkCalendar& calendar, int term, Day until) {
  int counted = 0;
  for (Day day = course.start().day + 1; day <= until; ++day) {
    // A term that has run out is not paused any more: what follows is delay.
    const bool is_paused = counted < term && course.is_paused(day);
    if (calendar.is_workday(day) && !course.wait_on(day) && !is_paused) ++counted;
  }
  return counted;
}

namespace {
/// Nothing is known that would ever let the days from here on count.
bool is_stopped_for_good(const Course& course, Day day) {
  if (const auto* wait = course.wait_on(day)) return !wait->ended;
  return std::ranges::any_of(course.pauses, [day](const Pause& pause) { return pause.covers(day) && !pause.end(); });
}
}  // namespace

std::optional<Day> day_of_count(const Course& course, const WorkCalendar& calendar, int term) {
  Day day = course.start().day;
  for (int counted = 0; counted < term;) {
    ++day;
    if (course.wait_on(day) || course.is_paused(day)) {
      if (is_stopped_for_good(course, day)) return std::nullopt;
    } else if (calendar.is_workday(day)) {
      ++counted;
    }
  }
  return day;
}

std::optional<Day> due_of(const Course& course, const WorkCalendar& calendar, const Rules& rules) {
  if (course.ordered) return course.ordered;
  const auto due = day_of_count(course, calendar, term_of(course, calendar, rules));
  return due && course.delay ? std::max(*due, course.delay->until) : due;
}

bool is_provisional(const WorkCalendar& calendar, Day from, Day to) {
  for (int year = (from + 1).year(); year <= to.year(); ++year)
    if (calendar.status_of(year) == YearStatus::provisional) return true;
  return false;
}

}  // namespace gongkai::regulation
