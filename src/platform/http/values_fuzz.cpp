// The small parsers of header values, forms and addresses; the first byte chooses which one.
#include <cstddef>
#include <cstdint>

#include "platform/http/address.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/header_values.hpp"
#include "platform/http/target.hpp"

using namespace gongkai::http;

namespace {

void check_range(std::string_view text) {
  const RangeAnswer answer = parse_range(text, 1000);
  const bool inside = answer.range.first >= 0 && answer.range.first <= answer.range.last && answer.range.last < 1000;
  if (answer.kind == RangeKind::part && !inside) __builtin_trap();
}

void check_forwarded(std::string_view text) {
  static const std::vector<Network> trusted{*parse_network("10.0.0.0/8")};
  const Address peer = *parse_address("10.0.0.1");
  resolve_client(peer, false, {.forwarded = text}, trusted);
  resolve_client(peer, false, {.x_forwarded_for = text, .x_forwarded_proto = text}, trusted);
}

void check_target(std::string_view text) {
  const auto target = parse_target(text);
  if (!target) return;
  const auto again = parse_target(target->path);  // a normal form is its own normal form, unless it needs encoding
  if (is_plain_target(target->path) && (!again || again->path != target->path)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 8) {
    case 0: check_range(text); break;
    case 1: parse_form(text); break;
    case 2: parse_cookies(text); break;
    case 3: check_forwarded(text); break;
    case 4: check_target(text); break;
    case 5: header_parameter(text, "name"); break;
    case 6:
      quality_of(text, "text/html");
      etag_matches(text, "\"a\"");
      break;
    default:
      gunzip(text, 10'000);
      parse_network(text);
      break;
  }
  return 0;
}
