// What the law leaves to the city: catalog/requests/settings.json.
#pragma once
#include <string_view>

#include "platform/json/json.hpp"

namespace gongkai::requests {

struct Settings {
  int red_days = 3;         // remaining working days: red up to so many …
  int yellow_days = 7;      // … yellow up to so many
  int unread_hours = 24;    // a request that nobody signs for alarms its unit …
  int escalate_hours = 48;  // … and then the head and the city's office
  int idle_hours = 72;      // a case in hand without any act
  int draft_days = 30;      // a form that was not sent is kept
  int token_days = 90;      // the address of an outside party holds
  std::size_t longest_description = 5000;
  std::size_t longest_note = 2000;
  std::size_t most_attachments = 10;
};

/// Throws when the text is broken.
Settings parse_settings(std::string_view text);
const Settings& settings();

}  // namespace gongkai::requests
