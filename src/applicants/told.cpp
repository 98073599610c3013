#include "applicants/told.hpp"

#include <algorithm>

#include "requests/rules.hpp"

namespace gongkai::applicants {

namespace {

// The first try comes within seconds; the last one about a day later.
constexpr std::int64_t first_try_seconds = 600, last_try_seconds = 86'400;

const Message* find(const std::vector<Message>& messages, CaseEventId event, Way way) {
  const auto found =
      std::ranges::find_if(messages, [&](const Message& one) { return one.event == event && one.way == name_of(way); });
  return found == messages.end() ? nullptr : &*found;
}

Delivery unsettled(Instant at, bool tried, Instant now) {
  const auto age = (now.micros - at.micros) / 1'000'000;
  if (age >= last_try_seconds) return Delivery::not_sent;
  if (tried) return Delivery::retried;
  if (age < 0) return Delivery::waiting;
  return age < first_try_seconds ? Delivery::under_way : Delivery::not_sent;
}

void settle(Told& told, const casework::Event& event, const Message* message, const Telling& rules, Instant now) {
  if (message && message->state != state_retried) {
    told.delivery = message->state == state_sent ? Delivery::sent : Delivery::refused;
    told.at = message->settled_at;
    return;
  }
  told.at = next_allowed(event.at, rules);
  told.delivery = unsettled(told.at, message != nullptr, now);
}

}  // namespace

std::string_view name_of(Delivery delivery) {
  switch (delivery) {
    case Delivery::sent: return "sent";
    case Delivery::refused: return "refused";
    case Delivery::retried: return "retried";
    case Delivery::waiting: return "waiting";
    case Delivery::under_way: return "under_way";
    case Delivery::not_sent: return "not_sent";
  }
  return "";
}

std::vector<Told> told_of(const casework::Kind& kind, const std::vector<casework::Event>& events,
                          const std::vector<Message>& messages, const std::vector<Way>& ways, const Telling& rules,
                          Instant now) {
  std::vector<Told> all;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (std::ranges::find(rules.acts, event->act) == rules.acts.end()) continue;
    const auto* act = kind.find_act(event->act);
    for (const auto way : {Way::email, Way::sms}) {
      const auto* message = find(messages, event->id, way);
      if (!message && std::ranges::find(ways, way) == ways.end()) continue;
      Told told{.way = way, .on = event->on, .words = act ? requests::filled(act->public_words, event->facts) : ""};
      settle(told, *event, message, rules, now);
      all.push_back(std::move(told));
    }
  }
  return all;
}

}  // namespace gongkai::applicants
