// Network addresses, and which of them is the client's when proxies stand between.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::http {

/// IPv4 is kept as a mapped IPv6 address, so that there is one way to compare.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Address&) const = default;
  bool is_v4() const;
};

/// "192.0.2.1", "2001:db8::1", "[2001:db8::1]:443", "192.0.2.1:443"; nothing else.
std::optional<Address> parse_address(std::string_view text);
std::string to_text(const Address& address);
/// What limits are counted by: one IPv4 address, or the /64 that one IPv6 subscriber holds. Views into the address.
std::string_view limit_key(const Address& address);

struct Network {
  Address base;
  int bits = 128;
  bool contains(const Address& address) const;
};
/// "10.0.0.0/8", "::1", "192.0.2.1"
std::optional<Network> parse_network(std::string_view text);

struct Client {
  Address address;
  bool secure = false;
  std::string host{};  // from Forwarded or X-Forwarded-Host; "" when not given
};

/// Headers of a request that came from a trusted peer: Forwarded (RFC 7239) if there is one, else X-Forwarded-*.
/// Read from the right: the first address that is no trusted proxy is the client; what stands left of it anybody may
/// have written.
struct ForwardedHeaders {
  std::string_view forwarded;
  std::string_view x_forwarded_for;
  std::string_view x_forwarded_proto;
  std::string_view x_forwarded_host;
};
Client resolve_client(const Address& peer, bool peer_secure, const ForwardedHeaders& headers,
                      const std::vector<Network>& trusted);

bool is_in(const std::vector<Network>& networks, const Address& address);

}  // namespace gongkai::http
