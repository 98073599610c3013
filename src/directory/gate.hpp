// The door: every request passes here before its handler. Finds the session behind the cookie and the actor behind the
// session, refuses writes that did not come from our own pages, and asks for login, second factor or a new password.
#pragma once
#include <memory>
#include <string>

#include "platform/audit/event.hpp"
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

/// Actors by person, kept for a few seconds and dropped at once when their roles, unit or account change.
class ActorCache {
 public:
  ActorCache();
  ~ActorCache();
  /// Never null; nobody() when the person is disabled or unknown.
  std::shared_ptr<const auth::Actor> actor(db::Database& database, PersonId person, Instant now);
  /// For the feed: what other nodes changed. Topics "person" and "unit".
  void forget(const std::vector<feed::Change>& changes);

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// Sets the router's gate and hooks the actor cache into services.after_commit (behind what is already there).
/// The returned cache is for the feed consumer. Services must live as long as the router and have a vault.
std::shared_ptr<ActorCache> install_gate(http::Router& router, Services& services);

/// Actor, request id, address and Idempotency-Key of the request.
Context make_context(Services& services, const http::Request& request);

/// The proof that a form of a public page was sent by a reader of that page: put `token` in a hidden field named "csrf".
/// Sets a cookie on the answer when the reader has none yet; a page with a token is not cacheable.
std::string form_token(const Services& services, const http::Request& request, http::Response& response);

/// Writes that the actor looked at sensitive data.
void record_read(Context& context, std::string_view act, std::string_view subject_kind, std::int64_t subject,
                 UnitId unit, json::object details = {});

}  // namespace gongkai::directory
