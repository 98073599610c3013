// From the tables to the actor: what a person's roles permit, over which units.
#include <mutex>

#include "directory/api.hpp"
#include "directory/gate.hpp"
#include "directory/roles.hpp"
#include "directory/store.hpp"

namespace gongkai::directory {
namespace {
// Other nodes hear of a change by the feed within a second; this bounds the harm should the feed stand still.
constexpr std::int64_t kept_seconds = 30;
}  // namespace

std::optional<auth::Actor> load_actor(db::Session& session, PersonId id) {
  const auto person = find_person(session, id);
  if (!person || person->state != PersonState::active) return std::nullopt;
  auth::Actor actor{.person = id, .name = person->name, .unit = person->unit};
  if (const auto unit = find_unit(session, person->unit)) actor.unit_path = unit->path;
  for (const auto& grant : store::grants_of(session, id)) {
    const auto* role = role_book().find(grant.role);
    if (!role) continue;  // a role that the city took out of its book gives nothing any more
    if (std::find(actor.roles.begin(), actor.roles.end(), role->id) == actor.roles.end())
      actor.roles.push_back(role->id);
    for (const auto& permission : role->permissions)
      actor.grants.push_back({permission, grant.unit_path, grant.with_subtree});
  }
  return actor;
}

std::vector<Holder> holders_of(db::Session& session, std::string_view permission, std::string_view unit_path) {
  std::vector<Holder> holders;
  for (const auto& grant : store::held_grants(session)) {
    const auto* role = role_book().find(grant.role);
    if (!role || std::ranges::find(role->permissions, permission) == role->permissions.end()) continue;
    const auth::Actor actor{.grants = {{std::string(permission), grant.unit_path, grant.with_subtree}}};
    if (!actor.may(permission, unit_path)) continue;
    if (holders.empty() || holders.back().person != grant.person) holders.push_back({grant.person, grant.name});
  }
  return holders;
}

struct ActorCache::State {
  struct Kept {
    std::shared_ptr<const auth::Actor> actor;
    Instant since;
  };
  std::mutex mutex;
  std::unordered_map<PersonId, Kept> actors;
  std::uint64_t changes = 0;  // an actor loaded before a change is not kept after it
};

ActorCache::ActorCache() : m_state(std::make_unique<State>()) {}
ActorCache::~ActorCache() = default;

std::shared_ptr<const auth::Actor> ActorCache::actor(db::Database& database, PersonId person, Instant now) {
  std::uint64_t seen = 0;
  {
    const std::lock_guard lock(m_state->mutex);
    const auto found = m_state->actors.find(person);
    if (found != m_state->actors.end() && now < found->second.since.plus_seconds(kept_seconds))
      return found->second.actor;
    seen = m_state->changes;
  }
  auto loaded = database.read([&](db::Session& session) { return load_actor(session, person); });
  auto actor = loaded ? std::make_shared<const auth::Actor>(std::move(*loaded))
                      : std::make_shared<const auth::Actor>(auth::nobody());
  const std::lock_guard lock(m_state->mutex);
  if (m_state->changes == seen) m_state->actors.insert_or_assign(person, State::Kept{actor, now});
  return actor;
}

void ActorCache::forget(const std::vector<feed::Change>& changes) {
  const std::lock_guard lock(m_state->mutex);
  for (const auto& change : changes) {
    if (change.topic == "person") m_state->actors.erase(PersonId{change.object});
    else if (change.topic == "unit") m_state->actors.clear();
    else continue;
    ++m_state->changes;
  }
}

}  // namespace gongkai::directory
