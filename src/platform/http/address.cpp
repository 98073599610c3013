#include "platform/http/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"
#include "platform/http/header_values.hpp"

namespace gongkai::http {

namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<Address> parse_bare(std::string_view text) {
  char buffer[INET6_ADDRSTRLEN];
  if (text.empty() || text.size() >= sizeof buffer) return std::nullopt;
  std::memcpy(buffer, text.data(), text.size());
  buffer[text.size()] = 0;
  Address address;
  if (inet_pton(AF_INET6, buffer, address.bytes.data()) == 1) return address;
  if (inet_pton(AF_INET, buffer, address.bytes.data() + 12) != 1) return std::nullopt;
  std::ranges::copy(mapped_prefix, address.bytes.begin());
  return address;
}

std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    return end == std::string_view::npos ? std::string_view{} : text.substr(1, end - 1);
  }
  const std::size_t colon = text.find(':');
  const bool is_v4_with_port = colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos;
  return is_v4_with_port ? text.substr(0, colon) : text;
}

std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

/// One element of Forwarded, "for=…;proto=…;host=…".
struct Hop {
  std::optional<Address> address;
  std::string proto;
  std::string host;
};

Hop parse_hop(std::string_view element) {
  Hop hop;
  for (const std::string_view pair : split(element, ';')) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trim(pair.substr(0, equals));
    const std::string_view value = unquoted(trim(pair.substr(equals + 1)));
    if (equals_ignoring_case(name, "for")) hop.address = parse_address(value);
    if (equals_ignoring_case(name, "proto")) hop.proto = to_lower(value);
    if (equals_ignoring_case(name, "host")) hop.host = to_lower(value);
  }
  return hop;
}

std::vector<Hop> hops_of(const ForwardedHeaders& headers) {
  std::vector<Hop> hops;
  if (!headers.forwarded.empty()) {
    for (const std::string_view element : split(headers.forwarded, ',')) hops.push_back(parse_hop(element));
    return hops;
  }
  if (headers.x_forwarded_for.empty()) return hops;
  for (const std::string_view element : split(headers.x_forwarded_for, ','))
    hops.push_back({parse_address(trim(element)), {}, {}});
  // these two have no place per hop: they are the word of the proxy that we trust
  hops.back().proto = to_lower(trim(headers.x_forwarded_proto));
  hops.back().host = to_lower(trim(headers.x_forwarded_host));
  return hops;
}

}  // namespace

bool Address::is_v4() const {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin());
}

std::optional<Address> parse_address(std::string_view text) {
  return parse_bare(without_port(text));
}

std::string to_text(const Address& address) {
  char buffer[INET6_ADDRSTRLEN];
  const bool v4 = address.is_v4();
  return inet_ntop(v4 ? AF_INET : AF_INET6, address.bytes.data() + (v4 ? 12 : 0), buffer, sizeof buffer);
}

std::string_view limit_key(const Address& address) {
  const auto* bytes = reinterpret_cast<const char*>(address.bytes.data());
  return address.is_v4() ? std::string_view(bytes + 12, 4) : std::string_view(bytes, 8);
}

bool Network::contains(const Address& address) const {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole), address.bytes.begin()))
    return false;
  const int rest = bits % 8;
  return rest == 0 || (base.bytes[whole] >> (8 - rest)) == (address.bytes[whole] >> (8 - rest));
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto base = parse_bare(text.substr(0, slash));
  if (!base) return std::nullopt;
  if (slash == std::string_view::npos) return Network{*base, 128};
  int bits = 0;
  const std::string_view number = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
  const int most = base->is_v4() ? 32 : 128;
  if (error != std::errc{} || end != number.data() + number.size() || bits < 0 || bits > most) return std::nullopt;
  return Network{*base, base->is_v4() ? bits + 96 : bits};
}

bool is_in(const std::vector<Network>& networks, const Address& address) {
  return std::ranges::any_of(networks, [&](const Network& network) { return network.contains(address); });
}

Client resolve_client(const Address& peer, bool peer_secure, const ForwardedHeaders& headers,
                      const std::vector<Network>& trusted) {
  Client client{.address = peer, .secure = peer_secure};
  const auto hops = hops_of(headers);
  for (auto hop = hops.rbegin(); hop != hops.rend() && is_in(trusted, client.address); ++hop) {
    if (!hop->proto.empty()) client.secure = hop->proto == "https";
    if (!hop->host.empty()) client.host = hop->host;
    if (!hop->address) break;  // "unknown" or nonsense: the last proxy is all we know
    client.address = *hop->address;
  }
  return client;
}

}  // namespace gongkai::http
