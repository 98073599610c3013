#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "platform/probe/probe.hpp"

namespace gongkai::probe {
namespace {
struct Network {
  std::uint32_t address;
  int bits;
};
constexpr std::array<Network, 14> closed{{{0x00000000, 8},
                                          {0x0A000000, 8},
                                          {0x64400000, 10},
                                          {0x7F000000, 8},
                                          {0xA9FE0000, 16},
                                          {0xAC100000, 12},
                                          {0xC0000000, 24},
                                          {0xC0000200, 24},
                                          {0xC0A80000, 16},
                                          {0xC6120000, 15},
                                          {0xC6336400, 24},
                                          {0xCB007100, 24},
                                          {0xE0000000, 4},
                                          {0xF0000000, 4}}};

bool is_closed(std::uint32_t address) {
  return std::any_of(closed.begin(), closed.end(),
                     [&](const Network& network) { return ((address ^ network.address) >> (32 - network.bits)) == 0; });
}

bool is_closed(const in6_addr& address) {
  const auto* bytes = address.s6_addr;
  const auto starts = [&](std::initializer_list<int> prefix) {
    return std::equal(prefix.begin(), prefix.end(), bytes, [](int a, unsigned char b) { return a == b; });
  };
  // IPv4 inside IPv6, by mapping and by the NAT64 prefix
  if (starts({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}) || starts({0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) {
    std::uint32_t inside = 0;
    std::memcpy(&inside, bytes + 12, sizeof inside);
    return is_closed(ntohl(inside));
  }
  return (bytes[0] & 0xE0) != 0x20 || starts({0x20, 0x01, 0x0D, 0xB8}) || starts({0x20, 0x02}) ||
         starts({0x20, 0x01, 0, 0});
}

bool is_clean(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
}  // namespace

bool is_private(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, address, sizeof four);
    return is_closed(ntohl(four.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return true;
  sockaddr_in6 six{};
  std::memcpy(&six, address, sizeof six);
  return is_closed(six.sin6_addr);
}

bool parse_target(std::string_view address, Target& target) {
  if (address.size() > 2'000 || !is_clean(address)) return false;
  target.secure = address.starts_with("https://");
  if (!target.secure && !address.starts_with("http://")) return false;
  address.remove_prefix(target.secure ? 8 : 7);
  address = address.substr(0, address.find('#'));
  const auto end = std::min(address.find_first_of("/?"), address.size());
  auto host = address.substr(0, end);
  target.path = end == address.size() ? "/" : std::string(address.substr(end));
  if (target.path.starts_with('?')) target.path.insert(0, "/");
  if (host.find('@') != host.npos) return false;
  target.port = target.secure ? "443" : "80";
  const auto bracket = host.starts_with('[') ? host.find(']') : 0;
  if (bracket == host.npos) return false;
  if (const auto colon = host.find(':', bracket); colon != host.npos) {
    target.port = host.substr(colon + 1);
    host = host.substr(0, colon);
    if (!is_number(target.port)) return false;
  }
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  target.host = host;
  return !host.empty();
}

std::string resolve_location(const Target& from, std::string_view location) {
  if (location.starts_with("http://") || location.starts_with("https://")) return std::string(location);
  const std::string scheme = from.secure ? "https:" : "http:";
  if (location.starts_with("//")) return scheme + std::string(location);
  const auto host = from.host.find(':') == std::string::npos ? from.host : "[" + from.host + "]";
  const auto root = scheme + "//" + host + ":" + from.port;
  if (location.starts_with('/')) return root + std::string(location);
  if (location.empty() || location.find(':') < location.find('/')) return {};
  const auto path = from.path.substr(0, from.path.find('?'));
  return root + path.substr(0, path.rfind('/') + 1) + std::string(location);
}

}  // namespace gongkai::probe
