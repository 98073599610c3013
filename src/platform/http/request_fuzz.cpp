// Bytes → head → body → target, headers: the way of every request, in the portions the first byte chooses.
#include <cstddef>
#include <cstdint>

#include "platform/http/header_values.hpp"
#include "platform/http/request_parser.hpp"
#include "platform/http/target.hpp"

using namespace gongkai::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t step = data[0] % 32 + 1;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t end = find_head_end(input, 0);
  if (end == 0 || end == std::string_view::npos) return 0;
  RequestParser parser;
  if (parser.parse_head(input.substr(0, end))) return 0;
  const RequestHead& head = parser.head();
  if (auto target = parse_target(head.target); target && is_plain_target(head.target) && target->path != head.target)
    __builtin_trap();
  parse_cookies(head.cookie);
  accepted_encodings(head.accept_encoding);
  std::string waiting;
  for (std::size_t at = end; at < input.size(); at += step) {
    waiting += input.substr(at, step);
    for (;;) {
      const auto body = parser.parse_body(waiting, 4096, [](std::string_view) {});
      waiting.erase(0, body.used);
      if (body.fault || body.complete) return 0;
      if (body.used == 0) break;
    }
  }
  return 0;
}
