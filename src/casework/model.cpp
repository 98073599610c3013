#include "casework/model.hpp"

#include <algorithm>

namespace gongkai::casework {

std::string text_fact(const Event& event, std::string_view key) {
  const auto* value = event.facts.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::int64_t number_fact(const Event& event, std::string_view key) {
  const auto* value = event.facts.if_contains(key);
  return value && value->is_int64() ? value->as_int64() : 0;
}

std::optional<Day> day_fact(const Event& event, std::string_view key) {
  const auto text = text_fact(event, key);
  return text.empty() ? std::nullopt : parse_day(text);
}

const Event* last_of(const std::vector<Event>& events, std::string_view act) {
  const auto found = std::find_if(events.rbegin(), events.rend(), [&](const Event& e) { return e.act == act; });
  return found == events.rend() ? nullptr : &*found;
}

const Event* first_of(const std::vector<Event>& events, std::string_view act) {
  const auto found = std::ranges::find(events, act, &Event::act);
  return found == events.end() ? nullptr : &*found;
}

}  // namespace gongkai::casework
