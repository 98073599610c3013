#include "regulation/clock.hpp"

#include <algorithm>

#include "regulation/course.hpp"

namespace gongkai::regulation {
namespace {

/// One reading in the making: the course, and the day until which it counts.
class Reader {
 public:
  Reader(const Course& course, const WorkCalendar& calendar, const Rules& rules, Day as_of)
      : m_course(course),
        m_calendar(calendar),
        m_rules(rules),
        m_stop(course.end ? std::min(course.end->on, as_of) : as_of) {
    m_reading.as_of = as_of;
  }

  ClockReading read() {
    read_state();
    read_deadlines();
    m_reading.provisional =
        (m_reading.reply_due && is_provisional(m_calendar, m_course.starts.front().day, *m_reading.reply_due)) ||
        std::ranges::any_of(m_reading.deadlines,
                            [](const Deadline& deadline) { return deadline.provisional && !deadline.met_on; });
    read_warnings();
    explain();
    return std::move(m_reading);
  }

 private:
  State state_of(std::optional<Day> due) const {
    if (m_course.end) return State::closed;
    if (const auto* wait = m_course.wait_on(m_stop + 1); wait && !wait->ended)
      return wait->by == Act::fee_notified ? State::waiting_fee : State::waiting_correction;
    // A term that has run out cannot be paused any more.
    if (m_course.is_paused(m_stop) && !(due && *due <= m_stop)) return State::paused;
    return State::running;
  }

  /// None while the applicant or somebody else has to act, and none in the end when the case was closed meanwhile.
  bool has_due(std::optional<Day> due) const {
    switch (m_reading.state) {
      case State::running: return true;
      case State::waiting_correction:
      case State::waiting_fee:
      case State::paused: return false;
      case State::closed: break;
    }
    const bool ran_out = due && *due <= m_stop;
    return !m_course.wait_on(m_stop + 1) && (ran_out || !m_course.is_paused(m_stop + 1));
  }

  void read_state() {
    auto due = due_of(m_course, m_calendar, m_rules);
    auto& reading = m_reading;
    reading.state = state_of(due);
    reading.received = m_course.starts.front().day;
    reading.started = m_course.start().day;
    reading.term = term_of(m_course, m_calendar, m_rules);
    reading.counted = count_until(m_course, m_calendar, reading.term, m_stop);
    reading.remaining_working_days = reading.term - reading.counted;
    if (!has_due(due)) due.reset();
    reading.reply_due = due;
    if (!m_course.end) return;
    reading.ended = m_course.end->on;
    if (m_course.end->by != Act::withdrawn) reading.on_time = !due || m_course.end->on <= *due;
  }

  void add(ClockKind clock, Day from, Day due, std::optional<Day> met_on, std::string id = {}) {
    m_reading.deadlines.push_back({clock, due, is_provisional(m_calendar, from, due), std::move(id), met_on});
  }

  void read_deadlines() {
    const auto& first = m_course.starts.front();
    const auto& rules = m_rules.on(first.day);
    const auto end = m_course.end ? std::optional(m_course.end->on) : std::nullopt;
    const auto first_end = m_course.rests.empty() ? end : std::optional(m_course.rests.front().ended);
    if (const auto by = confirm_by(m_course.channel, m_course.arrived, m_calendar, rules.confirm_days))
      add(ClockKind::confirm, m_course.arrived, *by, m_course.confirmed);
    const auto* correction = m_course.wait_for(Act::correction_asked);
    add(ClockKind::correct, first.day, m_calendar.add(first.day, rules.terms.correction_notice),
        correction ? std::optional(correction->from) : first_end);
    if (correction && correction->due)
      add(ClockKind::correction, correction->from, *correction->due, correction->ended ? correction->ended : end);
    for (const auto& pause : m_course.pauses)
      if (pause.term_ends)
        add(pause.party == Party::third_party ? ClockKind::third : ClockKind::joint, *pause.received, *pause.term_ends,
            pause.opinion ? pause.opinion : end, pause.id);
    if (const auto* fee = m_course.wait_for(Act::fee_notified); fee && fee->due)
      add(ClockKind::fee, *fee->received, *fee->due, fee->ended ? fee->ended : end);
    if (m_reading.reply_due) read_reply_deadlines(end);
  }

  void read_reply_deadlines(std::optional<Day> end) {
    if (m_course.ordered) return add(ClockKind::reply, m_course.start().day, *m_course.ordered, end);
    const int base = base_term(m_course, m_rules);
    if (const auto due = day_of_count(m_course, m_calendar, base))
      add(ClockKind::reply, m_course.start().day, *due,
          end                  ? end
          : m_course.extension ? std::optional(m_course.extension->on)
                               : std::nullopt);
    if (m_course.extension)
      if (const auto due = day_of_count(m_course, m_calendar, base + m_course.extension->working_days))
        add(ClockKind::extend, m_course.start().day, *due, end);
    if (m_course.delay) add(ClockKind::abnormal, m_course.start().day, *m_reading.reply_due, end);
  }

  void warn(std::string code, std::optional<Day> day = {}, std::string id = {}) {
    m_reading.warnings.push_back({std::move(code), day, std::move(id)});
  }

  void read_warnings() {
    m_reading.warnings = m_course.warnings;
    if (m_reading.received < Day::of(2019, 5, 15)) warn("before_revision", m_reading.received);
    if (m_reading.provisional) warn("provisional_year");
    for (const auto& pause : m_course.pauses) warn_of(pause);
    if (m_course.end) return;
    // Whatever the unit has done since shows that it took the request in.
    if (const auto by =
            confirm_by(m_course.channel, m_course.arrived, m_calendar, m_rules.on(m_course.arrived).confirm_days);
        by && m_reading.as_of > *by && m_course.acts.size() == 1)
      warn("confirmation_missing", by);
    for (const auto& wait : m_course.waits) {
      const bool is_fee = wait.by == Act::fee_notified;
      if (wait.ended) continue;
      if (!wait.due) warn("fee_notice_not_received", wait.from);
      else if (m_reading.as_of > *wait.due) warn(is_fee ? "fee_lapsed" : "correction_lapsed", wait.due);
    }
    if (m_reading.state == State::running && m_reading.reply_due && m_reading.as_of > *m_reading.reply_due)
      warn("overdue", m_reading.reply_due);
  }

  void warn_of(const Pause& pause) {
    if (pause.opinion) return;
    const bool has_term = pause.party != Party::other_body;
    if (pause.term_ends && m_stop > *pause.term_ends)
      warn(pause.party == Party::third_party ? "third_party_silent" : "joint_maker_consents", pause.term_ends,
           pause.id);
    else if (has_term && !pause.received && !m_course.end) warn("consultation_not_received", pause.sent, pause.id);
  }

  void explain() {
    const auto last = m_reading.reply_due.value_or(m_stop);
    auto start = m_course.starts.begin();
    auto act = m_course.acts.begin();
    int counted = 0;
    for (Day day = start->day; day <= last; ++day) {
      ExplainedDay line{.day = day, .provisional = m_calendar.status_of(day.year()) == YearStatus::provisional};
      for (; act != m_course.acts.end() && act->first <= day; ++act)
        if (act->first == day) line.acts.push_back(act->second);
      bool starts = false;
      for (; start != m_course.starts.end() && start->day == day; ++start) {
        line.started_by = start->by;
        starts = true;
      }
      if (starts) {
        line.why = Why::start;
        counted = 0;
      } else {
        counted += count(line, counted >= m_reading.term) ? 1 : 0;
        if (line.why == Why::workday || line.why == Why::makeup_workday) line.counted = counted;
      }
      m_reading.explanation.push_back(std::move(line));
    }
  }

  /// Says of a day why it counts or not; weekends and holidays stay what they are within a pause. A term that ran out is not
  /// paused any more.
  bool count(ExplainedDay& line, bool ran_out) const {
    const auto kind = m_calendar.kind_of(line.day);
    line.name = m_calendar.holiday_name(line.day);
    if (kind == DayKind::weekend || kind == DayKind::holiday) {
      line.why = kind == DayKind::weekend ? Why::weekend : Why::holiday;
      return false;
    }
    if (m_course.is_at_rest(line.day)) {
      line.why = Why::at_rest;
      return false;
    }
    if (const auto* wait = m_course.wait_on(line.day)) {
      line.why = wait->by == Act::fee_notified ? Why::waiting_fee : Why::waiting_correction;
      return false;
    }
    for (const auto& pause : m_course.pauses)
      if (!ran_out && m_course.is_paused(line.day) && pause.covers(line.day) &&
          std::ranges::find(line.paused_by, pause.party) == line.paused_by.end())
        line.paused_by.push_back(pause.party);
    line.why = !line.paused_by.empty()           ? Why::paused
               : kind == DayKind::makeup_workday ? Why::makeup_workday
                                                 : Why::workday;
    return line.paused_by.empty();
  }

  const Course& m_course;
  const WorkCalendar& m_calendar;
  const Rules& m_rules;
  const Day m_stop;
  ClockReading m_reading;
};
}  // namespace

Result<ClockReading> clock(const History& history, const WorkCalendar& calendar, const Rules& rules, Day as_of) {
  const auto course = TRY(follow(history, calendar, rules, as_of));
  return Reader(course, calendar, rules, as_of).read();
}

std::string_view id_of(State state) {
  switch (state) {
    case State::running: return "running";
    case State::waiting_correction: return "waiting_correction";
    case State::paused: return "paused";
    case State::waiting_fee: return "waiting_fee";
    case State::closed: return "closed";
  }
  return {};
}

std::string_view id_of(ClockKind clock) {
  switch (clock) {
    case ClockKind::confirm: return "CK_CONFIRM";
    case ClockKind::correct: return "CK_CORRECT";
    case ClockKind::correction: return "CK_CORRECTION";
    case ClockKind::reply: return "CK_REPLY";
    case ClockKind::extend: return "CK_EXTEND";
    case ClockKind::third: return "CK_THIRD";
    case ClockKind::joint: return "CK_JOINT";
    case ClockKind::fee: return "CK_FEE";
    case ClockKind::abnormal: return "CK_ABNORMAL";
  }
  return {};
}

}  // namespace gongkai::regulation
