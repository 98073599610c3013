// HTTP/1.x requests from bytes: Beast's strict parser behind a wall, with the refusals it does not make itself.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace gongkai::http {

struct HeaderView {
  std::string_view name;  // as sent
  std::string_view value;
};

/// The views live as long as the bytes that were parsed.
struct RequestHead {
  std::optional<Method> method;  // empty: a method that nobody serves
  std::string_view target;
  int version = 11;
  bool keep_alive = true;
  bool has_body = false;
  bool chunked = false;
  std::optional<std::uint64_t> content_length;
  std::vector<HeaderView> headers;
  // the few that every request is asked for
  std::string_view host, cookie, accept_encoding, if_none_match, range, expect;
  std::string_view find(std::string_view name) const;
};

struct ProtocolFault {
  int status = 400;
  std::string code = "http.bad_request";
};

/// Where the empty line ends that closes a head: npos when it has not come, 0 when the bytes cannot be a request.
std::size_t find_head_end(std::string_view bytes, std::size_t searched);

/// One message at a time.
class RequestParser {
 public:
  RequestParser();
  ~RequestParser();
  /// Ready for the next message; keeps its memory.
  void reset();
  /// A whole head, as find_head_end measured it. The head is valid while `bytes` live.
  std::optional<ProtocolFault> parse_head(std::string_view bytes);
  const RequestHead& head() const;

  using Sink = std::function<void(std::string_view)>;
  struct Body {
    std::size_t used = 0;
    bool complete = false;
    std::optional<ProtocolFault> fault{};
  };
  /// Gives the bytes of the body, freed of chunk marks, to the sink; what is not used must be offered again.
  Body parse_body(std::string_view bytes, std::int64_t limit, const Sink& sink);
  bool is_complete() const;

 private:
  struct Beast;
  std::unique_ptr<Beast> m_beast;
};

}  // namespace gongkai::http
