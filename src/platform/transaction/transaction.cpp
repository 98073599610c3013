#include "platform/transaction/transaction.hpp"

#include <stdexcept>

#include "platform/audit/trail.hpp"
#include "platform/jobs/queue.hpp"

namespace gongkai {

Transaction::Transaction(db::Session& session, Context& context, std::string_view act)
    : m_session(session), m_context(context), m_now(context.now()) {
  m_event.act = act;
  m_event.person = context.actor.person;
  m_event.actor_name = context.actor.name;
  m_event.unit = context.actor.unit;
  m_event.request_id = context.request_id;
  m_event.address = context.address;
  m_event.at = m_now;
}

Result<void> Transaction::require(std::string_view permission, std::string_view unit_path) {
  m_asked = true;
  return auth::require(m_context.actor, permission, unit_path);
}

void Transaction::about(std::string_view subject_kind, std::int64_t subject, UnitId unit) {
  m_event.subject_kind = subject_kind;
  m_event.subject = subject;
  if (unit) m_event.unit = unit;
}

void Transaction::before(std::string_view key, json::value value) {
  m_before[key] = std::move(value);
}
void Transaction::after(std::string_view key, json::value value) {
  m_after[key] = std::move(value);
}
void Transaction::detail(std::string_view key, json::value value) {
  m_event.details[key] = std::move(value);
}

void Transaction::changed(std::string_view topic, std::int64_t object, feed::Operation operation,
                          std::int64_t version) {
  const auto& change = m_changes.emplace_back(feed::Change{std::string(topic), object, operation, version});
  feed::append(m_session, change, m_now);
}

void Transaction::enqueue(std::string_view kind, const json::value& payload, Instant run_at,
                          std::string_view dedupe_key) {
  jobs::enqueue(m_session, m_context.services.ids, kind, payload, m_now, run_at, dedupe_key);
}

void Transaction::finish() {
  if (!m_asked) throw std::logic_error("the use case " + m_event.act + " asked for no permission");
  if (!m_before.empty()) m_event.details["before"] = std::move(m_before);
  if (!m_after.empty()) m_event.details["after"] = std::move(m_after);
  audit::append(m_session, m_event);
}

}  // namespace gongkai
