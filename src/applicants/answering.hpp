// How the pages of this folder answer: never cached, never lost.
#pragma once
#include <concepts>
#include <string>

#include "applicants/page_parts.hpp"
#include "directory/gate.hpp"
#include "platform/db/error.hpp"
#include "platform/http/router.hpp"

namespace gongkai::applicants {

using Page = Result<http::Response>;

/// Anybody. The address is not kept: what an applicant does is kept without where they did it.
Context anonymous(Services& services, const http::Request& request);
/// For guessing: the address is counted, as a digest.
Context counted(Services& services, const http::Request& request);

/// For pages that only this browser may see.
http::Response private_answer(std::string body);
http::Response go_to(std::string address);

/// The fault of a form that was not sent from a page of ours, or lay open for too long; nothing otherwise. The gate of other
/// forms turns such a request away with what was typed; these pages show the form again instead.
std::optional<Fault> token_fault(Services& services, const http::Request& request);

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

/// What `act` says, or the refusal for a database that is away: the caller shows the form again with what was typed.
template <std::invocable Act>
auto kept(const Act& act) -> std::invoke_result_t<Act> {
  try {
    return act();
  } catch (const db::Error& error) {
    if (auto fault = passing_fault(error)) return std::unexpected(*std::move(fault));
    throw;
  }
}

struct Limits {
  std::int64_t body = 64'000;
  std::int64_t upload = 0;
  std::string rate = "form";  // class of ServerOptions::rates of what writes
};

/// Adds a route of these pages under the main site and under /s/{site}. Those that write are counted as forms and check
/// their token themselves (token_fault).
template <class Pages>
void add_page(http::Router& router, const std::shared_ptr<Pages>& pages, http::Method method,
              const std::string& pattern, const std::string& name, Page (Pages::*page)(http::Request&),
              Limits limits = {}) {
  for (const auto& [prefix, area] :
       {std::pair<std::string, std::string>{"", "applicants."}, {"/s/{site:slug}", "applicants.site."}}) {
    router.add({.method = method,
                .pattern = prefix + pattern,
                .name = area + name,
                .guard = http::Guard::none,
                .body_limit = limits.body,
                .upload_limit = limits.upload,
                .handler =
                    [&router, pages, page](http::Request& request) {
                      auto answer = (*pages.*page)(request);
                      return answer ? *std::move(answer) : router.refuse(request, answer.error());
                    },
                .rate = method == http::Method::post ? limits.rate : ""});
  }
}

}  // namespace gongkai::applicants
