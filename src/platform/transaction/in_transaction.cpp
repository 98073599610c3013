#include "platform/transaction/in_transaction.hpp"

#include "platform/audit/trail.hpp"
#include "platform/db/lock.hpp"
#include "platform/log/log.hpp"
#include "platform/transaction/one_by_one.hpp"

namespace gongkai {
namespace {
struct Kept {
  std::string act;
  std::string answer;
};
}  // namespace
}  // namespace gongkai

template <>
struct gongkai::db::Columns<gongkai::Kept> {
  static constexpr auto list = std::tuple{column("act", &Kept::act), column("answer", &Kept::answer)};
};

namespace gongkai {
namespace {
const db::Query find_answer{"transaction.find_answer",
                            "SELECT act, answer FROM transaction_answer WHERE person = $1 AND idempotency_key = $2"};
const db::Query insert_answer{
    "transaction.insert_answer",
    "INSERT INTO transaction_answer (person, idempotency_key, act, answer, at) VALUES ($1, $2, $3, $4, $5)"};
const db::Query touch_answer{"transaction.touch_answer",
                             "UPDATE transaction_answer SET at = $3 WHERE person = $1 AND idempotency_key = $2"};
const db::Query delete_answers{"transaction.delete_answers", "DELETE FROM transaction_answer WHERE at < $1"};

constexpr int attempts = 3;

/// One call of in_transaction, over its attempts.
class Run {
 public:
  /// With the name of a lock the body reads what is committed, behind that lock.
  Run(Context& context, std::string_view act, const std::function<detail::Outcome(Transaction&)>& body,
      std::string_view lock = {})
      : m_context(context), m_act(act), m_body(body), m_lock(lock) {}

  detail::Ran operator()() {
    for (int attempt = 1;; ++attempt) {
      try {
        return attempt_once();
      } catch (const db::Error& error) {
        if (!may_try_again(error) || attempt == attempts) {
          if (auto fault = passing_fault(error)) return {.fault = std::move(*fault)};
          throw;
        }
      }
    }
  }

 private:
  detail::Ran attempt_once() {
    const auto isolation = m_lock.empty() ? db::Isolation::serializable : db::Isolation::read_committed;
    auto written =
        m_context.database().write([&](db::Session& session) -> Result<void> { return write(session); }, isolation);
    if (!written) {
      if (written.error().kind == FaultKind::forbidden) record_refusal(written.error());
      return {.fault = std::move(written).error()};
    }
    if (m_earlier) return {.earlier_answer = std::move(m_earlier)};
    tell(m_changes);
    return {};
  }

  Result<void> write(db::Session& session) {
    m_earlier.reset();
    m_changes.clear();
    if (!m_lock.empty()) db::hold(session, m_lock);
    if (has_key()) CHECK_OK(look_for_earlier(session));
    if (m_earlier) return {};
    Transaction tx(session, m_context, m_act);
    auto outcome = m_body(tx);
    if (outcome.fault) return std::unexpected(std::move(*outcome.fault));
    tx.finish();
    if (has_key()) session.put(insert_answer, person(), m_context.idempotency_key, m_act, outcome.answer, tx.now());
    m_changes = tx.changes();
    return {};
  }

  Result<void> look_for_earlier(db::Session& session) {
    auto kept = session.one<Kept>(find_answer, person(), m_context.idempotency_key);
    if (!kept) return {};
    if (kept->act != m_act) return refuse(FaultKind::conflict, "transaction.key_reused");
    // After a commit of unknown outcome the row may be here and not yet on the standby: a commit behind it proves both.
    if (m_outcome_was_unknown) session.put(touch_answer, person(), m_context.idempotency_key, m_context.now());
    m_earlier = std::move(kept->answer);
    return {};
  }

  /// With a key a second attempt is safe after anything: at most one of them can keep its answer.
  bool may_try_again(const db::Error& error) {
    if (!has_key()) return false;
    if (error.code() == db::Errc::outcome_unknown) return m_outcome_was_unknown = true;
    return error.code() == db::Errc::unique && error.query() == insert_answer.name();
  }

  void record_refusal(const Fault& fault) {
    audit::Event event{.act = std::string(m_act), .outcome = audit::Outcome::refused};
    event.person = m_context.actor.person;
    event.actor_name = m_context.actor.name;
    event.unit = m_context.actor.unit;
    event.details["code"] = fault.code;
    for (const auto& [name, value] : fault.details) event.details[name] = value;
    event.request_id = m_context.request_id;
    event.address = m_context.address;
    event.at = m_context.now();
    try {
      audit::record_read(m_context.database(), event);
    } catch (const db::Error& error) {
      log::error("the refusal of {} could not be written to the audit trail: {}", m_act, error.what());
    }
  }

  // The change is durable: whatever goes wrong here must not make it look failed. The feed brings it again.
  void tell(const std::vector<feed::Change>& changes) {
    if (changes.empty() || !m_context.services.after_commit) return;
    try {
      m_context.services.after_commit(changes);
    } catch (const std::exception& error) {
      log::error("after the commit of {}: {}", m_act, error.what());
    }
  }

  bool has_key() const { return !m_context.idempotency_key.empty(); }
  std::int64_t person() const { return m_context.actor.person.value; }

  Context& m_context;
  std::string_view m_act;
  const std::function<detail::Outcome(Transaction&)>& m_body;
  std::string_view m_lock;
  std::optional<std::string> m_earlier;
  std::vector<feed::Change> m_changes;
  bool m_outcome_was_unknown = false;
};
}  // namespace

detail::Ran detail::run_transaction(Context& context, std::string_view act,
                                    const std::function<Outcome(Transaction&)>& body) {
  return Run(context, act, body)();
}

Result<std::int64_t> one_by_one(Context& context, std::string_view act, std::string_view name,
                                const std::function<Result<std::int64_t>(Transaction&)>& body) {
  std::int64_t answer = 0;
  const std::function<detail::Outcome(Transaction&)> run = [&](Transaction& tx) -> detail::Outcome {
    auto made = body(tx);
    if (!made) return {.fault = std::move(made).error()};
    answer = *made;
    return {.answer = detail::answer_text(answer)};
  };
  const auto ran = Run(context, act, run, name)();
  if (ran.fault) return std::unexpected(*ran.fault);
  return ran.earlier_answer ? detail::parse_answer<std::int64_t>(*ran.earlier_answer) : answer;
}

std::optional<Fault> passing_fault(const db::Error& error) {
  const auto unavailable = [](const char* code) { return Fault{FaultKind::unavailable, code, {}}; };
  switch (error.code()) {
    case db::Errc::disk_full:
    case db::Errc::read_only: return unavailable("storage.read_only");
    case db::Errc::connection_lost: return unavailable("storage.unreachable");
    case db::Errc::outcome_unknown: return unavailable("storage.outcome_unknown");
    case db::Errc::busy:
    case db::Errc::serialization: return unavailable("storage.busy");
    case db::Errc::unique:
    case db::Errc::foreign_key:
    case db::Errc::check:
    case db::Errc::not_null:
    case db::Errc::other: break;
  }
  return std::nullopt;
}

std::int64_t forget_answers(db::Session& session, Instant before) {
  return session.exec(delete_answers, before);
}

}  // namespace gongkai
