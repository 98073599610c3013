// The values of the few request headers the server understands: lists with weights, cookies, ranges, entity tags.
// Everything here reads foreign bytes: no exceptions, no allocation that the input could inflate.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::http {

bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string to_lower(std::string_view text);

/// The weight (0–1000) that a list such as Accept or Accept-Encoding gives to a value; wildcards count.
int quality_of(std::string_view list, std::string_view value);

struct Encodings {
  bool brotli = false;
  bool gzip = false;
};
Encodings accepted_encodings(std::string_view accept_encoding);

/// "a=1; b=2"; broken pieces are left out.
Fields parse_cookies(std::string_view header);
std::string_view cookie_value(std::string_view header, std::string_view name);

/// True when the list of If-None-Match contains the tag (given with quotes); weak comparison.
bool etag_matches(std::string_view list, std::string_view etag);

struct ByteRange {
  std::int64_t first = 0;
  std::int64_t last = 0;  // inclusive
  std::int64_t length() const { return last - first + 1; }
};
enum class RangeKind { whole, part, unsatisfiable };
struct RangeAnswer {
  RangeKind kind = RangeKind::whole;
  ByteRange range{};
};
/// One range of bytes; several ranges, other units and broken syntax answer the whole (RFC 9110 §14.2 allows it).
RangeAnswer parse_range(std::string_view header, std::int64_t size);

/// "multipart/form-data; boundary=x": the type in lower case without parameters, and one parameter unquoted.
std::string media_type(std::string_view content_type);
std::optional<std::string> header_parameter(std::string_view header, std::string_view name);

}  // namespace gongkai::http
