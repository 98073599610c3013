// Mail through the office's own server. A message is plain text; what is refused for good is a value, what may work later
// is an exception, so that a job tries again.
//
//   mail::send(settings, {.to = "reader@example.org", .subject = "订阅确认", .text = "…"}, clock.now(), "s-2k7…");
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::mail {

/// The key `mail.*` of the configuration; the password comes from the environment. Part of Services::parts.
struct Settings {
  std::string server{};  // smtp://host:port or smtps://host:port; "" sends nothing
  std::string from{};
  std::string user{};
  std::string password{};
  std::string origin{};  // before the addresses in the text: https://www.example.org
  bool is_set() const { return !server.empty() && !from.empty() && !origin.empty(); }
};

struct Message {
  std::string to{};
  std::string subject{};
  std::string text{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// One mailbox and nothing else: no display name, no list, no line break that would begin another header.
bool is_address(std::string_view text);

/// RFC 5322 with a body in base 64, lines ended by CR LF.
std::string compose(const Message& message, const Settings& settings, Instant now, std::string_view id);

/// Fault "mail.refused" when the server says that it never will take it (5xx). Throws std::runtime_error otherwise.
Result<void> send(const Settings& settings, const Message& message, Instant now, std::string_view id);

}  // namespace gongkai::mail
