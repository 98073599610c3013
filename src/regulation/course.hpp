// What a history amounts to: where counting starts, waits and pauses. Between history.hpp and clock.hpp; nobody else needs it.
#pragma once
#include <optional>
#include <vector>

#include "regulation/clock.hpp"

namespace gongkai::regulation {

/// A day from which a full term is counted; the day itself is not.
struct Start {
  Day day;
  Act by = Act::received;
};

/// The applicant is to act: nothing counts after the day `from` up to and including `ended`.
struct Wait {
  Act by = Act::correction_asked;  // or fee_notified
  Day from;
  std::optional<Day> received{};  // of the fee notice
  std::optional<Day> due{};       // of the applicant
  std::optional<Day> ended{};
};

/// Somebody else is asked (Art. 33(3)): nothing counts after the day `sent` up to and including the end.
struct Pause {
  std::string id;
  Party party = Party::third_party;
  Day sent;
  std::optional<Day> received{};
  std::optional<Day> term_ends{};  // of the 15 working days; other bodies have none
  std::optional<Day> opinion{};

  /// The opinion, or the end of the term if that comes first; nothing when neither is known.
  std::optional<Day> end() const;
  bool covers(Day day) const;
};

struct Extension {
  Day on;
  int working_days = 0;
};

/// Art. 35: the day until which an excessive request is to be answered.
struct Delay {
  Day on;
  Day until;
};

struct End {
  Day on;
  Act by = Act::replied;
};

/// The case had ended and was taken up again: nothing counts after the day `ended` up to and including `reopened`.
struct Rest {
  Day ended;
  Day reopened;
  bool covers(Day day) const { return day > ended && day <= reopened; }
};

struct Course {
  Channel channel = Channel::in_person;
  Day arrived;
  std::optional<Day> confirmed{};
  std::vector<Start> starts{};
  std::vector<Wait> waits{};
  std::vector<Pause> pauses{};
  std::optional<Extension> extension{};
  std::optional<Day> reasons_asked{};
  std::optional<Delay> delay{};
  std::optional<End> end{};
  std::vector<Rest> rests{};
  std::optional<Day> ordered{};  // by when the decision on review wants the new answer
  std::vector<Warning> warnings{};
  std::vector<std::pair<Day, Act>> acts{};

  const Start& start() const { return starts.back(); }
  const Wait* wait_for(Act by) const;
  const Wait* wait_on(Day day) const;
  bool is_paused(Day day) const;
  bool is_at_rest(Day day) const;
};

/// The course at the end of the day `as_of`. Every event is checked, the later ones as well.
Result<Course> follow(const History& history, const WorkCalendar& calendar, const Rules& rules, Day as_of);

/// Art. 33(2) by the rules of the day from which the term runs.
int base_term(const Course& course, const Rules& rules);
/// With what was added to it.
int term_of(const Course& course, const WorkCalendar& calendar, const Rules& rules);
/// Counted days after the last start up to and including `until`, beyond the term as well.
int count_until(const Course& course, const WorkCalendar& calendar, int term, Day until);
/// The day on which the count reaches `term`; nothing when a wait or pause without a known end lies before it.
std::optional<Day> day_of_count(const Course& course, const WorkCalendar& calendar, int term);
/// When the answer is due as things stand.
std::optional<Day> due_of(const Course& course, const WorkCalendar& calendar, const Rules& rules);
/// Whether some day after `from` up to and including `to` lies in a year without a notice.
bool is_provisional(const WorkCalendar& calendar, Day from, Day to);

}  // namespace gongkai::regulation
