// How the public forms of this folder answer.
#pragma once
#include "directory/gate.hpp"
#include "readers/voice_pages.hpp"

namespace gongkai::readers {

using Page = Result<http::Response>;

/// Anybody: what a reader says is kept without the address it came from.
inline Context anonymous(Services& services, const http::Request& request) {
  return Context{.services = services, .request_id = request.id};
}

template <class Draw>
http::Response form_page(Services& services, const http::Request& request, const std::vector<Fault>& faults,
                         const Draw& draw) {
  http::Response response;
  const FormState state{.token = directory::form_token(services, request, response), .faults = faults};
  response.body = draw(state);
  if (!faults.empty()) response.status = http::status_of(faults.front().kind);
  response.header("Cache-Control", "no-store");
  return response;
}

inline http::Response private_answer(std::string body) {
  auto response = http::html(std::move(body));
  response.header("Cache-Control", "no-store");
  return response;
}

/// Adds a route of one of these pages; those that write are counted as forms.
template <class Pages>
void add_page(http::Router& router, const std::shared_ptr<Pages>& pages, http::Method method, std::string pattern,
              std::string name, Page (Pages::*page)(http::Request&), http::Guard guard = http::Guard::csrf) {
  constexpr std::int64_t form_bytes = 16'000;
  router.add({.method = method,
              .pattern = std::move(pattern),
              .name = std::move(name),
              .guard = guard,
              .body_limit = form_bytes,
              .handler =
                  [&router, pages, page](http::Request& request) {
                    auto answer = (*pages.*page)(request);
                    return answer ? *std::move(answer) : router.refuse(request, answer.error());
                  },
              .rate = method == http::Method::post ? "form" : ""});
}

}  // namespace gongkai::readers
