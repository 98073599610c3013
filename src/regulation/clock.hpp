// The statutory clocks of one request (Regulation Art. 30 – 35): a pure function of what happened, the calendar and the rules.
//
//   const auto reading = TRY(clock(history, calendar, catalog_rules(), today));
//   if (reading.reply_due && *reading.reply_due < today) …
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/work_calendar.hpp"
#include "regulation/history.hpp"
#include "regulation/rules.hpp"

namespace gongkai::regulation {

enum class State { running, waiting_correction, paused, waiting_fee, closed };
enum class ClockKind { confirm, correct, correction, reply, extend, third, joint, fee, abnormal };

struct Deadline {
  ClockKind clock = ClockKind::reply;
  Day due;
  bool provisional = false;
  std::string id{};             // of the consultation
  std::optional<Day> met_on{};  // what was due has been done
};

enum class Why {
  start,           // 起始日，不计: receipt, corrected request, payment, reopening
  workday,         // counted
  makeup_workday,  // counted: 调休上班
  weekend,
  holiday,
  waiting_correction,
  waiting_fee,
  paused,
  at_rest,  // between the end and the reopening
};

/// One calendar day of the count. A day that lies ahead counts as things stand now.
struct ExplainedDay {
  Day day;
  int counted = 0;  // the how-manieth day of the running term; 0: not counted
  Why why = Why::workday;
  std::string name{};              // of the holiday
  Act started_by = Act::received;  // why == start
  std::vector<Party> paused_by{};  // why == paused: everybody who is being asked, once each
  std::vector<Act> acts{};         // what happened on that day
  bool provisional = false;        // the notice of that year is not out
  bool operator==(const ExplainedDay&) const = default;
};

struct Warning {
  std::string code;  // stable: correction_late …; the text is regulation.warning_<code>
  std::optional<Day> day{};
  std::string id{};  // of the consultation
};

struct ClockReading {
  State state = State::running;
  Day as_of{};
  Day received{};                  // the day of receipt in law
  Day started{};                   // from where the term in force is counted
  int term = 0;                    // working days, extension included
  int counted = 0;                 // up to and including as_of, or the day of the end
  std::optional<Day> reply_due{};  // none while waiting or while a pause stands
  int remaining_working_days = 0;  // term − counted; negative when overdue
  std::optional<bool> on_time{};   // of a closed case; none when it was withdrawn
  std::optional<Day> ended{};
  bool provisional = false;
  std::vector<Deadline> deadlines{};
  std::vector<Warning> warnings{};
  std::vector<ExplainedDay> explanation{};
};

/// What is known at the end of the day `as_of`: later events are checked, but do not count. An impossible history is refused
/// with the event and the rule it breaks.
Result<ClockReading> clock(const History& history, const WorkCalendar& calendar, const Rules& rules, Day as_of);

std::string_view id_of(State state);      // waiting_correction …
std::string_view id_of(ClockKind clock);  // CK_REPLY …

}  // namespace gongkai::regulation
