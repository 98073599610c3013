// Whether an address on the web answers: one HEAD (or a GET that is cut short), with limits on time and redirects, and never
// to a private address, neither at first nor by a redirect: a link in a document must not make this server knock at doors
// inside the network.
#pragma once
#include <netinet/in.h>

#include <chrono>
#include <string>
#include <string_view>

namespace gongkai::probe {

enum class Outcome {
  alive,        // an answer that is a page, or asks for a log-in
  gone,         // 404, 410
  unreachable,  // no such host, no answer in time, an error of the server
  refused,      // an address we do not knock at
};
struct Seen {
  Outcome outcome = Outcome::unreachable;
  int status = 0;        // of the last answer
  std::string remark{};  // "HTTP 404", "timeout", "private address"
};

struct Limits {
  std::chrono::milliseconds time{8'000};  // for each hop
  int redirects = 4;
  bool private_too = false;  // tests have only the loopback
};

Seen visit(std::string_view address, const Limits& limits = {});

struct Target {
  bool secure = false;
  std::string host{};
  std::string port{};
  std::string path = "/";
};
/// http and https only; no user, no blank, no control character.
bool parse_target(std::string_view address, Target& target);
/// Where a Location leads from there; "" when it is not for us.
std::string resolve_location(const Target& from, std::string_view location);
/// Loopback, private, link-local, shared, multicast and the other networks that are not the public's (RFC 6890).
bool is_private(const sockaddr* address);

}  // namespace gongkai::probe
