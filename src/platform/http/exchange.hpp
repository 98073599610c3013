// One request on its way through the server, and what is known about its answer so far.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "platform/http/multipart.hpp"
#include "platform/http/page_store.hpp"
#include "platform/http/request_parser.hpp"
#include "platform/http/router.hpp"

namespace gongkai::http {

struct Exchange {
  RequestParser parser;
  Request request{};
  const Route* route = nullptr;
  std::optional<Ticket> ticket{};  // this request renders the page for all who wait for it
  std::string page_key{};          // "" when the answer cannot be a cached page
  std::optional<Fault> fault{};    // of the body: answered instead of calling the handler
  Instant received{};
  std::string id{};
  bool keep_alive = true;
  bool wants_form = false;
  std::int64_t body_limit = 0;
  std::unique_ptr<MultipartReader> multipart{};
  std::string spool{};  // of a multipart body, on its way to the disk

  /// Ready for the next request; keeps its memory.
  void reset();
};

}  // namespace gongkai::http
