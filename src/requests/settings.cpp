#include "requests/settings.hpp"

#include <stdexcept>

#include "base/assets.hpp"

namespace gongkai::requests {

Settings parse_settings(std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed) throw std::runtime_error("catalog/requests/settings.json is no JSON");
  json::Reader reader(*parsed);
  const auto days = [&](std::string_view key) { return static_cast<int>(reader.integer(key)); };
  const auto size = [&](std::string_view key) { return static_cast<std::size_t>(reader.integer(key)); };
  const Settings read{.red_days = days("red_days"),
                      .yellow_days = days("yellow_days"),
                      .unread_hours = days("unread_hours"),
                      .escalate_hours = days("escalate_hours"),
                      .idle_hours = days("idle_hours"),
                      .draft_days = days("draft_days"),
                      .token_days = days("token_days"),
                      .longest_description = size("longest_description"),
                      .longest_note = size("longest_note"),
                      .most_attachments = size("most_attachments")};
  if (const auto sound = reader.finish(); !sound)
    throw std::runtime_error("catalog/requests/settings.json: " + sound.error().field);
  return read;
}

const Settings& settings() {
  static const auto read = parse_settings(assets::find("catalog/requests/settings.json").value_or(""));
  return read;
}

}  // namespace gongkai::requests
