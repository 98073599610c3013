#include "requests/rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::requests {

namespace {

using casework::Event;
using regulation::Act;

/// Notes of this capability that are the clock's acts under another name.
std::optional<Act> act_of(const Event& event) {
  return regulation::parse_act(event.act);
}

regulation::HistoryEvent history_event(const Event& event, Act act) {
  regulation::HistoryEvent said{.on = event.on, .act = act, .id = casework::text_fact(event, "id")};
  said.party = regulation::parse_party(event.party);
  said.received_on = casework::day_fact(event, "received_on");
  said.until = casework::day_fact(event, "until");
  if (const auto days = casework::number_fact(event, "working_days")) said.working_days = static_cast<int>(days);
  return said;
}

Event trial(const Situation& situation, std::string_view act) {
  Event event{.act = std::string(act), .on = situation.today};
  if (act == "extended") event.facts["working_days"] = 1;
  if (act == "correction_asked") event.facts["until"] = to_text(situation.today + 1);
  if (act == "delayed") event.facts["until"] = to_text(situation.today + 180);  // later than any term
  if (act == "consultation_sent") {
    event.party = "third_party";
    event.facts["id"] = "trial";
  }
  return event;
}

bool is_clock_act(std::string_view act) {
  // These name a consultation: what stands in their way is said at the consultation.
  if (act == "consultation_received" || act == "opinion_received") return false;
  return regulation::parse_act(act).has_value();
}

void add(std::vector<Fault>& faults, Fault fault) {
  for (auto& one : each_of(fault)) faults.push_back(std::move(one));
}

}  // namespace

regulation::History history_of(regulation::Channel channel, const std::vector<Event>& events) {
  regulation::History history{.channel = channel};
  for (const auto& event : events) {
    if (event.act == "fee_waived")
      std::erase_if(history.events, [](const auto& e) { return e.act == Act::fee_notified; });
    if (event.act == "fee_received")
      for (auto& earlier : history.events)
        if (earlier.act == Act::fee_notified) earlier.received_on = event.on;
    const auto act = act_of(event);
    if (!act || (*act == Act::confirmed && !regulation::needs_confirmation(channel))) continue;
    history.events.push_back(history_event(event, *act));
  }
  std::ranges::stable_sort(history.events, {}, &regulation::HistoryEvent::on);
  return history;
}

std::optional<Day> received_on(regulation::Channel channel, const std::vector<Event>& events) {
  const auto* found = casework::first_of(events, regulation::needs_confirmation(channel) ? "confirmed" : "received");
  if (!found) return std::nullopt;
  return found->on;
}

std::vector<std::string> open_consultations(const std::vector<Event>& events) {
  std::vector<std::string> open;
  for (const auto& event : events) {
    const auto id = casework::text_fact(event, "id");
    if (event.act == "consultation_sent") open.push_back(id);
    if (event.act == "opinion_received" || event.act == "opinion_missing") std::erase(open, id);
  }
  return open;
}

std::optional<Result<regulation::ClockReading>> reading_of(const Situation& s) {
  if (s.kind->id != kind::request) return std::nullopt;
  return regulation::clock(history_of(s.channel, *s.events), *s.calendar, *s.rules, s.today);
}

Result<void> check_clock(const Situation& s, const Event& next) {
  if (s.kind->id != kind::request) return {};
  auto events = *s.events;
  events.push_back(next);
  CHECK_OK(regulation::clock(history_of(s.channel, events), *s.calendar, *s.rules, std::max(s.today, next.on)));
  return {};
}

std::vector<Fault> why_not(const Situation& s, std::string_view act) {
  std::vector<Fault> faults;
  if (auto fault = casework::why_not(*s.kind, s.stage, act)) {
    faults.push_back(std::move(*fault));
    return faults;  // what else is wrong is of no interest at the wrong stage
  }
  if (is_clock_act(act))
    if (const auto sound = check_clock(s, trial(s, act)); !sound) add(faults, sound.error());
  if (act == "decided" && !open_consultations(*s.events).empty())
    faults.push_back({FaultKind::conflict, "requests.consultation_open", "", {}, {}});
  if (act == "co_handler_answered" && !casework::last_of(*s.events, "co_handler_asked"))
    faults.push_back({FaultKind::conflict, "requests.nobody_asked", "", {}, {}});
  if (act == "delayed" && !casework::last_of(*s.events, "excess_explained"))
    faults.push_back({FaultKind::conflict, "requests.no_explanation", "", {}, {}});
  return faults;
}

std::optional<Fault> why_not_close(const Situation& s, const regulation::Outcome& outcome) {
  if (!outcome.by_applicant) return Fault{FaultKind::conflict, "requests.needs_reply", "outcome", {}, {}};
  const auto too_early = [](Day last) {
    return Fault{FaultKind::conflict, "requests.not_yet", "outcome", {{"last", to_chinese(last)}}, {}};
  };
  if (outcome.row_2021 == "r6_1") {
    const auto* asked = casework::last_of(*s.events, "correction_asked");
    const auto until = asked ? casework::day_fact(*asked, "until") : std::nullopt;
    if (s.stage != "waiting_correction" || !until)
      return Fault{FaultKind::conflict, "requests.no_correction_asked", "outcome", {}, {}};
    if (s.today <= *until) return too_early(*until);
  }
  if (outcome.row_2021 == "r6_2") {
    if (s.stage != "waiting_fee") return Fault{FaultKind::conflict, "requests.no_fee_asked", "outcome", {}, {}};
    const auto reading = reading_of(s);
    if (!reading || !*reading) return std::nullopt;
    for (const auto& deadline : (*reading)->deadlines)
      if (deadline.clock == regulation::ClockKind::fee)
        return s.today <= deadline.due ? std::optional(too_early(deadline.due)) : std::nullopt;
    return Fault{FaultKind::conflict, "requests.fee_not_received", "outcome", {}, {}};
  }
  return std::nullopt;
}

std::string filled(std::string_view words, const json::object& facts) {
  std::string text;
  while (!words.empty()) {
    const auto begin = words.find('{');
    text += words.substr(0, begin);
    const auto end = begin == words.npos ? words.npos : words.find('}', begin);
    if (end == words.npos) break;
    if (const auto* fact = facts.if_contains(words.substr(begin + 1, end - begin - 1))) {
      const auto day = fact->is_string() ? parse_day(fact->as_string()) : std::nullopt;
      if (day) text += to_chinese(*day);
      else if (fact->is_string()) text += std::string_view(fact->as_string());
      else text += json::to_string(*fact);
    }
    words.remove_prefix(end + 1);
  }
  return text;
}

std::string_view id_of(Colour colour) {
  switch (colour) {
    case Colour::overdue: return "overdue";
    case Colour::red: return "red";
    case Colour::yellow: return "yellow";
    case Colour::green: return "green";
    case Colour::paused: return "paused";
    case Colour::waiting: return "waiting";
    case Colour::unconfirmed: return "unconfirmed";
    case Colour::none: return "none";
  }
  return {};
}

std::string_view label_of(Colour colour) {
  switch (colour) {
    case Colour::overdue: return i18n::text("requests.colour_overdue");
    case Colour::red: return i18n::text("requests.colour_red");
    case Colour::yellow: return i18n::text("requests.colour_yellow");
    case Colour::green: return i18n::text("requests.colour_green");
    case Colour::paused: return i18n::text("requests.colour_paused");
    case Colour::waiting: return i18n::text("requests.colour_waiting");
    case Colour::unconfirmed: return i18n::text("requests.colour_unconfirmed");
    case Colour::none: return i18n::text("requests.colour_none");
  }
  return {};
}

Colour colour_of(std::string_view stage, const regulation::ClockReading* reading, const Settings& settings) {
  if (stage == "unconfirmed") return Colour::unconfirmed;
  if (!reading) return Colour::none;
  switch (reading->state) {
    case regulation::State::waiting_correction:
    case regulation::State::waiting_fee: return Colour::waiting;
    case regulation::State::paused: return Colour::paused;
    case regulation::State::closed: return Colour::none;
    case regulation::State::running: break;
  }
  const auto left = reading->remaining_working_days;
  if (left < 0) return Colour::overdue;
  if (left <= settings.red_days) return Colour::red;
  return left <= settings.yellow_days ? Colour::yellow : Colour::green;
}

}  // namespace gongkai::requests
