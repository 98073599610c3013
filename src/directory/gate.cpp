#include "directory/gate.hpp"

#include <stdexcept>

#include "base/bytes.hpp"
#include "directory/tokens.hpp"
#include "directory/visitor.hpp"
#include "platform/audit/trail.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {
constexpr std::int64_t touch_seconds = 60;        // last_seen_at is written at most once a minute
constexpr std::int64_t form_seconds = 12 * 3600;  // a form may stay open over the day

bool is_write(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

std::string_view code_of(auth::Stage stage) {
  switch (stage) {
    case auth::Stage::none: return "auth.login_needed";
    case auth::Stage::new_password: return "auth.new_password_needed";
    case auth::Stage::enrol_second_factor: return "auth.enrolment_needed";
    case auth::Stage::second_factor: return "auth.second_factor_needed";
    case auth::Stage::ready: return "";
  }
  return "";
}

class Gate {
 public:
  Gate(http::Router& router, Services& services, std::shared_ptr<ActorCache> actors)
      : m_router(router), m_services(services), m_actors(std::move(actors)) {}

  std::optional<http::Response> operator()(http::Request& request, const http::Route& route) const {
    const auto stage = identify(request);
    if (is_write(request.method) && !may_write(request, route, stage))
      return refuse(request, FaultKind::forbidden, "auth.foreign_request");
    switch (route.access) {
      case http::Access::open:
        // Half logged in is not logged in: an open page treats such a reader like anybody.
        if (stage != auth::Stage::ready) request.actor = unknown();
        return std::nullopt;
      case http::Access::staff_partly:
        if (stage != auth::Stage::none) return std::nullopt;
        break;
      case http::Access::staff:
        if (stage == auth::Stage::ready) return std::nullopt;
        break;
    }
    return turn_away(request, stage);
  }

 private:
  static std::shared_ptr<const auth::Actor> unknown() {
    static const auto actor = std::make_shared<const auth::Actor>(auth::nobody());
    return actor;
  }

  /// Sets the actor and says how far the way in has been gone.
  auth::Stage identify(http::Request& request) const {
    request.actor = unknown();
    const auto token = request.cookies.get(session_cookie);
    if (token.empty()) return auth::Stage::none;
    const auto now = m_services.clock.now();
    auto visitor =
        find_visitor(m_services, token, [&](PersonId id) { return m_actors->actor(m_services.database, id, now); });
    if (visitor.stage == auth::Stage::none) return visitor.stage;
    if (visitor.last_seen_at.plus_seconds(touch_seconds) <= now) touch(visitor.actor.session, now);
    request.actor = std::make_shared<const auth::Actor>(std::move(visitor.actor));
    return visitor.stage;
  }

  void touch(SessionId id, Instant now) const {
    if (m_services.database.state() != db::State::ready) return;  // reading goes on while the disk is full
    (void)m_services.database.write([&](db::Session& db) -> Result<void> {
      auth::store::touch_session(db, id, now);
      return {};
    });
  }

  bool may_write(const http::Request& request, const http::Route& route, auth::Stage stage) const {
    if (!is_from_here(request)) return false;
    if (route.guard == http::Guard::none) return true;
    auto given = request.headers.get("x-csrf-token");
    if (given.empty()) given = request.form.get("csrf");
    if (stage != auth::Stage::none && is_csrf_token(*m_services.vault, request.cookies.get(session_cookie), given))
      return true;
    return route.access == http::Access::open &&
           is_form_token(*m_services.vault, request.cookies.get(form_cookie), given, m_services.clock.now());
  }

  http::Response refuse(const http::Request& request, FaultKind kind, std::string_view code) const {
    return m_router.refuse(request, Fault{kind, std::string(code), {}, {}, {}});
  }

  http::Response turn_away(const http::Request& request, auth::Stage stage) const {
    if (!request.wants_json() && !is_write(request.method)) return http::redirect("/office/login");
    return refuse(request, FaultKind::unauthenticated, code_of(stage));
  }

  http::Router& m_router;
  Services& m_services;
  std::shared_ptr<ActorCache> m_actors;
};
}  // namespace

std::shared_ptr<ActorCache> install_gate(http::Router& router, Services& services) {
  if (!services.vault) throw std::logic_error("the gate needs a vault");
  auto actors = std::make_shared<ActorCache>();
  services.after_commit = [actors, next = std::move(services.after_commit)](const std::vector<feed::Change>& changes) {
    actors->forget(changes);
    if (next) next(changes);
  };
  router.set_gate(Gate(router, services, actors));
  return actors;
}

Context make_context(Services& services, const http::Request& request) {
  Context context{services};
  if (request.actor) context.actor = *request.actor;
  context.request_id = request.id;
  context.address = request.address;
  context.idempotency_key = request.headers.get("idempotency-key").substr(0, 100);
  return context;
}

std::string form_token(const Services& services, const http::Request& request, http::Response& response) {
  std::string cookie(request.cookies.get(form_cookie));
  if (cookie.size() != 22 || !from_base64(cookie)) {
    cookie = to_base64url(random_bytes(16));
    response.cookie(form_cookie, cookie, form_seconds, request.secure);
  }
  response.cache.cacheable = false;
  return signed_form_token(*services.vault, cookie, services.clock.now().plus_seconds(form_seconds));
}

void record_read(Context& context, std::string_view act, std::string_view subject_kind, std::int64_t subject,
                 UnitId unit, json::object details) {
  audit::Event event{
      .act = std::string(act), .person = context.actor.person, .actor_name = context.actor.name, .unit = unit};
  event.subject_kind = subject_kind;
  event.subject = subject;
  event.details = std::move(details);
  event.request_id = context.request_id;
  event.address = context.address;
  event.at = context.now();
  audit::record_read(context.database(), event);
}

}  // namespace gongkai::directory
