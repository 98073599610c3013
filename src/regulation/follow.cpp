// Reads a history event by event, refuses what cannot have happened, and notes what is unusual.
#include <algorithm>

#include "regulation/course.hpp"

namespace gongkai::regulation {
namespace {
constexpr int longest_case = 20 * 366;  // days; what lies further apart is a slip of the pen

using Values = std::vector<std::pair<std::string, std::string>>;

class Follower {
 public:
  Follower(Channel channel, const WorkCalendar& calendar, const Rules& rules) : m_calendar(calendar), m_rules(rules) {
    m_course.channel = channel;
  }
  Result<void> take(const HistoryEvent& event);
  const Course& course() const { return m_course; }

 private:
  Result<void> begin(const HistoryEvent& event);
  Result<void> act_on(const HistoryEvent& event);
  Result<void> confirm(const HistoryEvent& event);
  Result<void> ask_correction(const HistoryEvent& event);
  Result<void> correct(const HistoryEvent& event);
  Result<void> send_consultation(const HistoryEvent& event);
  Result<void> note_receipt(const HistoryEvent& event);
  Result<void> receive_opinion(const HistoryEvent& event);
  Result<void> notify_fee(const HistoryEvent& event);
  Result<void> note_fee_receipt(const HistoryEvent& event);
  Result<void> receive_payment(const HistoryEvent& event);
  Result<void> ask_reasons(const HistoryEvent& event);
  Result<void> note_reasons(const HistoryEvent& event);
  Result<void> delay(const HistoryEvent& event);
  Result<void> extend(const HistoryEvent& event);
  Result<void> end(const HistoryEvent& event);
  Result<void> reopen(const HistoryEvent& event);

  Result<Pause*> pause_of(const HistoryEvent& event);
  Wait* wait_for(Act by);
  bool is_waiting() const;
  void set_received(Pause& pause, Day received);
  std::optional<Day> due() const { return due_of(m_course, m_calendar, m_rules); }
  const RuleSet& rules_on(Day day) const { return m_rules.on(day); }
  void warn(std::string code, Day day, std::string id = {}) {
    m_course.warnings.push_back({std::move(code), day, std::move(id)});
  }
  /// Names the event and its day; the text of the code names the rule that it breaks.
  std::unexpected<Fault> impossible_fault(std::string code, const HistoryEvent& event, Values more = {}) const {
    Values values{
        {"position", std::to_string(m_taken + 1)}, {"event", label_of(event.act)}, {"day", to_text(event.on)}};
    for (auto& value : more) values.push_back(std::move(value));
    return refuse(FaultKind::invalid, std::move(code), fmt::format("events[{}]", m_taken), std::move(values));
  }

  const WorkCalendar& m_calendar;
  const Rules& m_rules;
  Course m_course;
  Day m_last;
  std::size_t m_taken = 0;
};

Result<void> Follower::begin(const HistoryEvent& event) {
  if (event.act != Act::received) return impossible_fault("regulation.before_receipt", event);
  if (event.on < Day::of(1990, 1, 1) || event.on > Day::of(2100, 12, 31))
    return impossible_fault("regulation.day_out_of_range", event);
  m_course.arrived = event.on;
  m_course.starts.push_back({event.on, Act::received});
  return {};
}

Result<void> Follower::take(const HistoryEvent& event) {
  if (m_taken == 0) CHECK_OK(begin(event));
  else {
    if (event.on < m_course.arrived)
      return impossible_fault("regulation.before_receipt", event, {{"received", to_text(m_course.arrived)}});
    if (event.on < m_last) return impossible_fault("regulation.out_of_order", event, {{"last", to_text(m_last)}});
    if (event.on - m_course.arrived > longest_case) return impossible_fault("regulation.day_out_of_range", event);
    CHECK_OK(act_on(event));
  }
  m_course.acts.emplace_back(event.on, event.act);
  m_last = event.on;
  ++m_taken;
  return {};
}

Result<void> Follower::act_on(const HistoryEvent& event) {
  // An opinion may still come in, and the file may be put away, when the case has ended; nothing else.
  const bool may_follow_the_end = event.act == Act::opinion_received || event.act == Act::consultation_received ||
                                  event.act == Act::reopened ||
                                  (event.act == Act::closed && m_course.end && m_course.end->by != Act::closed);
  if (m_course.end && !may_follow_the_end)
    return impossible_fault("regulation.after_the_end", event,
                            {{"end", label_of(m_course.end->by)}, {"ended", to_text(m_course.end->on)}});
  // A term that a decision on review sets is neither restarted nor lengthened by the unit.
  const bool would_move = event.act == Act::correction_asked || event.act == Act::fee_notified ||
                          event.act == Act::extended || event.act == Act::delayed;
  if (m_course.ordered && would_move)
    return impossible_fault("regulation.term_is_ordered", event, {{"due", to_text(*m_course.ordered)}});
  switch (event.act) {
    case Act::received: return impossible_fault("regulation.received_twice", event);
    case Act::confirmed: return confirm(event);
    case Act::correction_asked: return ask_correction(event);
    case Act::corrected: return correct(event);
    case Act::consultation_sent: return send_consultation(event);
    case Act::consultation_received: return note_receipt(event);
    case Act::opinion_received: return receive_opinion(event);
    case Act::fee_notified: return notify_fee(event);
    case Act::fee_notice_received: return note_fee_receipt(event);
    case Act::fee_paid: return receive_payment(event);
    case Act::explanation_asked: return ask_reasons(event);
    case Act::excess_explained: return note_reasons(event);
    case Act::delayed: return delay(event);
    case Act::extended: return extend(event);
    case Act::replied:
    case Act::withdrawn:
    case Act::closed: return end(event);
    case Act::reopened: return reopen(event);
  }
  return {};
}

/// Art. 31(2), (3): the day of receipt is the day of confirmation.
Result<void> Follower::confirm(const HistoryEvent& event) {
  if (m_course.confirmed) return impossible_fault("regulation.confirmed_twice", event);
  if (m_taken > 1) return impossible_fault("regulation.confirmed_after_handling", event);
  m_course.confirmed = event.on;
  const auto by = confirm_by(m_course.channel, m_course.arrived, m_calendar, rules_on(event.on).confirm_days);
  if (!by) {
    warn("confirmation_not_needed", event.on);
    return {};
  }
  if (event.on > *by) warn("confirmation_late", *by);
  m_course.starts.back() = {event.on, Act::confirmed};
  return {};
}

/// Art. 30: once, within 7 working days; too late does not make it void.
Result<void> Follower::ask_correction(const HistoryEvent& event) {
  if (wait_for(Act::correction_asked)) return impossible_fault("regulation.second_correction", event);
  if (event.until && *event.until < event.on) return impossible_fault("regulation.until_before_event", event);
  const auto& rules = rules_on(event.on);
  const auto notice_by = m_calendar.add(m_course.start().day, rules.terms.correction_notice);
  if (event.on > notice_by) warn("correction_late", notice_by);
  const auto until = event.until ? *event.until : m_calendar.add(event.on, rules.correction_days);
  m_course.waits.push_back({.by = Act::correction_asked, .from = event.on, .due = until});
  return {};
}

/// Art. 30: the term runs anew, in full, from the corrected request.
Result<void> Follower::correct(const HistoryEvent& event) {
  auto* wait = wait_for(Act::correction_asked);
  if (!wait) return impossible_fault("regulation.corrected_unasked", event);
  if (wait->ended) return impossible_fault("regulation.corrected_twice", event);
  wait->ended = event.on;
  if (wait->due && event.on > *wait->due) warn("corrected_late", *wait->due);
  m_course.starts.push_back({event.on, Act::corrected});
  return {};
}

void Follower::set_received(Pause& pause, Day received) {
  pause.received = received;
  const auto& terms = rules_on(pause.sent).terms;
  if (pause.party == Party::third_party) pause.term_ends = m_calendar.add(received, terms.third_party);  // Art. 32
  if (pause.party == Party::joint_maker) pause.term_ends = m_calendar.add(received, terms.joint_maker);  // Art. 34
}

/// Art. 33(3): the time for asking third parties and other bodies does not count.
Result<void> Follower::send_consultation(const HistoryEvent& event) {
  if (!event.party) return impossible_fault("regulation.party_missing", event);
  const auto id = event.id.empty() ? fmt::format("#{}", m_course.pauses.size() + 1) : event.id;
  if (std::ranges::find(m_course.pauses, id, &Pause::id) != m_course.pauses.end())
    return impossible_fault("regulation.consultation_twice", event, {{"id", id}});
  if (event.received_on && *event.received_on < event.on)
    return impossible_fault("regulation.received_before_sent", event);
  if (const auto last = due(); last && event.on > *last) warn("consultation_after_due", *last, id);
  m_course.pauses.push_back({.id = id, .party = *event.party, .sent = event.on});
  if (event.received_on) set_received(m_course.pauses.back(), *event.received_on);
  return {};
}

/// By its id; without one, the only consultation that is still open.
Result<Pause*> Follower::pause_of(const HistoryEvent& event) {
  if (!event.id.empty()) {
    const auto found = std::ranges::find(m_course.pauses, event.id, &Pause::id);
    if (found != m_course.pauses.end()) return &*found;
    return impossible_fault("regulation.consultation_unknown", event, {{"id", event.id}});
  }
  Pause* open = nullptr;
  for (auto& pause : m_course.pauses) {
    if (pause.opinion) continue;
    if (open) return impossible_fault("regulation.consultation_ambiguous", event);
    open = &pause;
  }
  if (!open) return impossible_fault("regulation.opinion_unasked", event);
  return open;
}

Result<void> Follower::note_receipt(const HistoryEvent& event) {
  auto* pause = TRY(pause_of(event));
  if (pause->received || pause->opinion) return impossible_fault("regulation.letter_received_twice", event);
  const auto received = event.received_on.value_or(event.on);
  if (received < pause->sent || received > event.on) return impossible_fault("regulation.received_before_sent", event);
  set_received(*pause, received);
  return {};
}

Result<void> Follower::receive_opinion(const HistoryEvent& event) {
  auto* pause = TRY(pause_of(event));
  if (pause->opinion) return impossible_fault("regulation.opinion_twice", event);
  if (pause->received && event.on < *pause->received)
    return impossible_fault("regulation.opinion_before_letter", event);
  if (pause->term_ends && event.on > *pause->term_ends) warn("opinion_late", *pause->term_ends, pause->id);
  pause->opinion = event.on;
  return {};
}

Wait* Follower::wait_for(Act by) {
  const auto found = std::ranges::find(m_course.waits, by, &Wait::by);
  return found == m_course.waits.end() ? nullptr : &*found;
}

bool Follower::is_waiting() const {
  return std::ranges::any_of(m_course.waits, [](const Wait& wait) { return !wait.ended; });
}

Result<void> Follower::notify_fee(const HistoryEvent& event) {
  if (wait_for(Act::fee_notified)) return impossible_fault("regulation.second_fee_notice", event);
  if (event.received_on && *event.received_on < event.on)
    return impossible_fault("regulation.received_before_sent", event);
  if (const auto last = due(); last && event.on > *last) warn("fee_notice_late", *last);
  Wait wait{.by = Act::fee_notified, .from = event.on, .received = event.received_on};
  if (event.received_on) wait.due = m_calendar.add(*event.received_on, rules_on(event.on).payment_days);
  m_course.waits.push_back(wait);
  return {};
}

Result<void> Follower::note_fee_receipt(const HistoryEvent& event) {
  auto* wait = wait_for(Act::fee_notified);
  if (!wait || wait->ended) return impossible_fault("regulation.payment_unasked", event);
  if (wait->received) return impossible_fault("regulation.letter_received_twice", event);
  wait->received = event.received_on.value_or(event.on);
  if (*wait->received < wait->from || *wait->received > event.on)
    return impossible_fault("regulation.received_before_sent", event);
  wait->due = m_calendar.add(*wait->received, rules_on(wait->from).payment_days);
  return {};
}

Result<void> Follower::receive_payment(const HistoryEvent& event) {
  auto* wait = wait_for(Act::fee_notified);
  if (!wait) return impossible_fault("regulation.payment_unasked", event);
  if (wait->ended) return impossible_fault("regulation.paid_twice", event);
  wait->ended = event.on;
  if (wait->due && event.on > *wait->due) warn("fee_paid_late", *wait->due);
  if (rules_on(event.on).after_payment == AfterPayment::restart) m_course.starts.push_back({event.on, Act::fee_paid});
  return {};
}

/// Art. 35: asking for reasons does not stop the clock; Art. 33(3) excludes nothing but consultations.
Result<void> Follower::ask_reasons(const HistoryEvent& event) {
  if (m_course.reasons_asked) return impossible_fault("regulation.reasons_asked_twice", event);
  m_course.reasons_asked = event.on;
  return {};
}

Result<void> Follower::note_reasons(const HistoryEvent& event) {
  if (!m_course.reasons_asked) return impossible_fault("regulation.reasons_unasked", event);
  return {};
}

/// Art. 35: the reasons hold, but the term of Art. 33 cannot be kept. The unit sets the day.
Result<void> Follower::delay(const HistoryEvent& event) {
  if (!m_course.reasons_asked) return impossible_fault("regulation.reasons_unasked", event);
  if (m_course.delay) return impossible_fault("regulation.second_delay", event);
  if (!event.until) return impossible_fault("regulation.until_missing", event);
  if (*event.until - m_course.arrived > longest_case) return impossible_fault("regulation.day_out_of_range", event);
  const auto last = due();
  if (!last || is_waiting() || m_course.is_paused(event.on))
    return impossible_fault("regulation.delay_while_stopped", event);
  if (event.on > *last) return impossible_fault("regulation.delay_too_late", event, {{"due", to_text(*last)}});
  if (*event.until <= *last) return impossible_fault("regulation.delay_shortens", event, {{"due", to_text(*last)}});
  m_course.delay = Delay{event.on, *event.until};
  return {};
}

/// Art. 33(2): once, at most 20 working days, told before the term runs out.
Result<void> Follower::extend(const HistoryEvent& event) {
  const int most = rules_on(event.on).terms.extension;
  if (m_course.extension) return impossible_fault("regulation.second_extension", event);
  const int days = event.working_days.value_or(most);
  if (days < 1) return impossible_fault("regulation.extension_of_nothing", event);
  if (days > most)
    return impossible_fault("regulation.extension_too_long", event,
                            {{"days", std::to_string(days)}, {"most", std::to_string(most)}});
  if (!event.working_days) warn("extension_length_assumed", event.on);
  if (is_waiting()) warn("extension_while_waiting", event.on);
  else if (const auto last = due(); last && event.on > *last)
    return impossible_fault("regulation.extension_too_late", event, {{"due", to_text(*last)}});
  m_course.extension = Extension{event.on, days};
  return {};
}

Result<void> Follower::end(const HistoryEvent& event) {
  if (m_course.end) return {};  // the file is put away
  for (const auto& wait : m_course.waits)
    if (!wait.ended && event.act != Act::withdrawn && (!wait.due || event.on <= *wait.due))
      warn(wait.by == Act::correction_asked ? "ended_before_correction" : "ended_before_payment", event.on);
  if (event.act == Act::replied)
    for (const auto& pause : m_course.pauses)
      if (pause.covers(event.on) && pause.end() != event.on) warn("replied_before_opinion", event.on, pause.id);
  m_course.end = End{event.on, event.act};
  return {};
}

/// The answer was set aside: the new one has a full term of Art. 33(2) of its own, or the day that the decision sets.
Result<void> Follower::reopen(const HistoryEvent& event) {
  if (!m_course.end) return impossible_fault("regulation.reopened_while_open", event);
  if (m_course.end->by == Act::withdrawn) return impossible_fault("regulation.reopened_withdrawn", event);
  if (event.until && *event.until <= event.on) return impossible_fault("regulation.ordered_before_event", event);
  if (event.until && *event.until - m_course.arrived > longest_case)
    return impossible_fault("regulation.day_out_of_range", event);
  m_course.rests.push_back({m_course.end->on, event.on});
  m_course.end.reset();
  m_course.extension.reset();
  m_course.delay.reset();
  m_course.reasons_asked.reset();
  m_course.ordered = event.until;
  for (auto& wait : m_course.waits)
    if (!wait.ended) wait.ended = event.on;
  m_course.starts.push_back({event.on, Act::reopened});
  return {};
}

/// What lies behind `as_of` is not known yet, even if an earlier event names it.
Course known_on(Course course, Day as_of) {
  for (auto& pause : course.pauses)
    if (pause.received && *pause.received > as_of) {
      pause.received.reset();
      pause.term_ends.reset();
    }
  for (auto& wait : course.waits)
    if (wait.received && *wait.received > as_of) {
      wait.received.reset();
      wait.due.reset();
    }
  return course;
}
}  // namespace

Result<Course> follow(const History& history, const WorkCalendar& calendar, const Rules& rules, Day as_of) {
  if (history.events.empty()) return refuse(FaultKind::invalid, "regulation.no_events", "events");
  Follower follower(history.channel, calendar, rules);
  std::optional<Course> known;
  for (const auto& event : history.events) {
    if (event.on > as_of && !known) known = follower.course();
    CHECK_OK(follower.take(event));
  }
  const auto received = history.events.front().on;
  if (as_of < received)
    return refuse(FaultKind::invalid, "regulation.as_of_before_receipt", "as_of",
                  {{"as_of", to_text(as_of)}, {"received", to_text(received)}});
  if (as_of - received > longest_case)
    return refuse(FaultKind::invalid, "regulation.as_of_too_far", "as_of", {{"as_of", to_text(as_of)}});
  return known_on(known.value_or(follower.course()), as_of);
}

}  // namespace gongkai::regulation
