#include "directory/visitor.hpp"

#include "directory/roles.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {

Visitor find_visitor(Services& services, std::string_view token, const ActorSource& load) {
  if (token.empty()) return {};
  const auto now = services.clock.now();
  std::optional<auth::store::Credential> credential;
  const auto session = services.database.read([&](db::Session& db) {
    auto found = auth::store::find_session(db, auth::token_hash(token));
    if (found) credential = auth::store::find_credential(db, found->person);
    return found;
  });
  if (!session || !credential || !auth::is_alive(*session, now)) return {};
  const auto known = load(session->person);
  if (!known || known->is_nobody()) return {};
  const auto& book = role_book();
  Visitor visitor{.actor = *known, .last_seen_at = session->last_seen_at};
  visitor.stage =
      auth::stage_of(*session, credential->standing(), book.session_policy(known->roles), book.policy.password, now);
  visitor.actor.session = session->id;
  visitor.actor.second_factor = session->second_factor;
  visitor.actor.reauthenticated = auth::is_reauthenticated(*session, book.policy, now);
  if (visitor.stage != auth::Stage::ready) visitor.actor.grants.clear();
  return visitor;
}

}  // namespace gongkai::directory
