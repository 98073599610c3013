// From the result of a handler to its JSON answer.
#pragma once
#include "directory/gate.hpp"
#include "platform/http/router.hpp"
#include "platform/json/json.hpp"

namespace gongkai::operations {

inline http::Response answer(const http::Router& router, const http::Request& request, const Result<json::object>& result) {
  return result ? http::json(json::to_string(*result)) : router.refuse(request, result.error());
}

/// Reads ask for their permission before anything is read.
template <class F>
http::Response answer_to(const http::Router& router, Services& services, const http::Request& request,
                         std::string_view permission, F&& read) {
  const auto context = directory::make_context(services, request);
  if (auto allowed = auth::require(context.actor, permission, "/"); !allowed) return router.refuse(request, allowed.error());
  return answer(router, request, read());
}

}  // namespace gongkai::operations
