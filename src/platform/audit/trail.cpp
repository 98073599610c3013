#include "platform/audit/trail.hpp"

#include "base/bytes.hpp"
#include "platform/audit/chain.hpp"
#include "platform/audit/store.hpp"

namespace gongkai::audit {
namespace {
Entry entry_of(const Event& event) {
  Entry entry{.at = event.at, .act = event.act, .outcome = static_cast<std::int64_t>(event.outcome)};
  entry.person = event.person.value;
  entry.unit = event.unit.value;
  entry.subject_kind = event.subject_kind;
  entry.subject = event.subject;
  entry.details = json::to_string(event.details);
  entry.request_id = event.request_id;
  entry.actor_name = event.actor_name;
  entry.address = event.address;
  entry.salt = random_bytes(16);
  entry.personal_digest = personal_digest(current_algorithm, *entry.salt, *entry.actor_name, *entry.address);
  return entry;
}
}  // namespace

void append(db::Session& session, const Event& event) {
  auto entry = entry_of(event);
  if (session.engine() == db::Engine::postgres) return store::insert_later(session, entry);
  entry.event = store::insert_now(session, entry);
  store::seal(session, entry, store::head(session));
}

void record_read(db::Database& database, const Event& event) {
  const auto written = database.write([&](db::Session& session) -> Result<void> {
    append(session, event);
    return {};
  });
  if (!written) throw std::logic_error("an audit event without a rule was refused");
}

}  // namespace gongkai::audit
