// The head of an answer as bytes. What depends on the moment (status line, date, request id, connection) is written by
// the connection; everything else is made once, here, and stored with a cached page.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::http {

/// "HTTP/1.1 200 OK\r\n"
std::string_view status_line(int status);

/// What the server adds to the handler's headers.
struct HeadExtras {
  std::string_view etag{};      // with quotes
  std::string_view encoding{};  // "br"
  bool varies_by_encoding = false;
  std::string_view content_range{};
  std::optional<std::int64_t> length{};
  bool accepts_ranges = false;
};

class Serializer {
 public:
  explicit Serializer(std::string_view content_security_policy);

  /// Header lines and the empty line. Throws std::invalid_argument on a header that would break out of its line.
  std::string head(const Response& response, const HeadExtras& extras) const;
  /// The head of a 304 for the same answer.
  std::string not_modified(const Response& response, const HeadExtras& extras) const;

 private:
  std::string m_policy;
};

/// "…": quoted, a strong hash of the body unless the handler gave one.
std::string etag_of(const Response& response);
bool has_header(const Response& response, std::string_view name);

}  // namespace gongkai::http
