// An answer on its way from a worker to its connection.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/page.hpp"
#include "platform/http/page_store.hpp"
#include "platform/http/request_parser.hpp"
#include "platform/http/router.hpp"

namespace gongkai::http {

struct Reply {
  int status = 200;
  std::string head{};  // header lines and the empty line
  std::string body{};
  std::shared_ptr<const Page> page{};  // instead of head and body; the connection chooses the variant
  FileHandle file{};
  std::int64_t offset = 0;
  std::int64_t length = 0;  // of the file's part
  std::shared_ptr<EventSource> events{};
  std::string etag{};  // of the file
};

/// What an answer must know about the request it belongs to.
struct Conditions {
  bool head_only = false;
  bool is_read = false;  // GET or HEAD
  Encodings encodings{};
  std::string_view if_none_match{}, range{}, if_range{};
};
Conditions conditions_of(const Request& request);

/// Makes the bytes of an answer that is not cached: conditions, ranges, compression. Opens the file. Runs on a worker.
Reply make_reply(const Conditions& conditions, Response response, const Serializer& serializer);

/// The part of a cached page that the conditions ask for.
struct PageChoice {
  int status = 200;
  std::string own_head{};  // when `head` is not the page's
  std::string_view head{};
  std::string_view body{};
  std::shared_ptr<const std::string> own_body{};
  int file = -1;  // the page's: instead of body
  std::int64_t offset = 0;
  std::int64_t length = 0;
};
PageChoice choose(const Page& page, const Conditions& conditions, const Serializer& serializer);

}  // namespace gongkai::http
