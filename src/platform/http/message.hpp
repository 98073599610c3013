// Requests and responses as the capabilities see them: plain data, no sockets. Keep this header small and stable.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::auth {
struct Actor;
}

namespace gongkai::http {

enum class Method { get, head, post, put, patch, del, options };

/// Decoded name=value pairs in order; names may repeat.
class Fields {
 public:
  void add(std::string name, std::string value) { m_pairs.emplace_back(std::move(name), std::move(value)); }
  std::string_view get(std::string_view name) const;  // "" when missing; the first of several
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& pairs() const { return m_pairs; }

 private:
  std::vector<std::pair<std::string, std::string>> m_pairs;
};

/// A file of a multipart form, streamed to disk while it arrived; removed with the request unless it is moved away.
struct Upload {
  std::string field;
  std::string file_name;     // as the browser sent it: never a path
  std::string content_type;  // as the browser sent it: never to be trusted
  std::filesystem::path path;
  std::int64_t size = 0;
};

struct Request {
  Method method = Method::get;
  std::string path;  // decoded, normalised, valid UTF-8, begins with "/"
  std::string raw_query;
  Fields query;
  Fields headers;  // names in lower case
  Fields cookies;
  Fields form;  // application/x-www-form-urlencoded or multipart
  std::vector<Upload> uploads;
  std::string body;     // other content types, within the route's limit
  Fields params;        // of the route's pattern; checked by their type
  std::string address;  // the client's, behind a trusted proxy the real one
  std::string host;
  std::string id;       // request id, in the log, the answer's header and the audit event
  bool secure = false;  // TLS here or at the trusted proxy
  Instant received{};
  std::shared_ptr<const auth::Actor> actor;  // set by the gate; never null inside a handler

  /// A path parameter declared as {name:id}, {name:int} or {name:day}: the router has checked it.
  std::int64_t id_param(std::string_view name) const;
  std::int64_t int_param(std::string_view name) const;
  Day day_param(std::string_view name) const;
  std::string_view param(std::string_view name) const { return params.get(name); }
  bool wants_json() const;  // path under /api/, or Accept prefers JSON
};

/// Server-sent events: the handler returns a source; the loop asks it for text when it was woken or after the heartbeat.
class EventSource {
 public:
  virtual ~EventSource() = default;
  /// Complete events ("id: …\ndata: …\n\n") since the last call, "" for none; nullopt ends the stream.
  virtual std::optional<std::string> next() = 0;
  /// The server sets it once; calling it from any thread makes the loop ask again.
  std::function<void()> wake;
};

struct FileBody {
  std::filesystem::path path;
  std::int64_t size = 0;
};

/// How the page cache treats an answer. Tags are filled in by the data layer while the page renders.
struct CachePolicy {
  bool cacheable = false;
  std::vector<std::string> tags{};
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::optional<FileBody> file{};         // instead of body: ranges and sendfile are the server's business
  std::shared_ptr<EventSource> events{};  // instead of body
  CachePolicy cache{};
  std::string etag{};  // strong, without quotes; "" lets the server hash the body

  Response& header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  /// Set-Cookie with HttpOnly, SameSite=Lax, Path=/ and, over TLS, Secure. max_age 0 deletes it.
  Response& cookie(std::string_view name, std::string_view value, std::int64_t max_age_seconds, bool secure);
};

Response html(std::string body, int status = 200);
Response json(std::string body, int status = 200);
Response text(std::string body, int status = 200);
Response redirect(std::string location, int status = 303);
Response file(std::filesystem::path path, std::int64_t size, std::string content_type);

int status_of(FaultKind kind);

std::string percent_encode(std::string_view text);  // for a path segment or a query value
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
Fields parse_form(std::string_view body);  // name=value&…

}  // namespace gongkai::http
