// Every change of the platform is one call of in_transaction: it asks for the permission, makes the change, writes the
// audit event, the outbox rows and the jobs in one database transaction, and wakes the followers after the commit.
//
//   Result<void> release(Context& context, DocumentId id) {
//     return in_transaction(context, "content.release", [&](Transaction& tx) -> Result<void> {
//       auto document = TRY(find(tx.db(), id));
//       CHECK_OK(tx.require("content.release", document.unit_path));
//       tx.about("document", id.value, document.unit);
//       …
//       tx.changed("document", id.value);
//       return {};
//     });
//   }
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/audit/event.hpp"
#include "platform/auth/actor.hpp"
#include "platform/db/database.hpp"
#include "platform/feed/outbox.hpp"
#include "platform/json/json.hpp"
#include "platform/transaction/parts.hpp"

namespace gongkai {

namespace auth {
class Vault;
}
namespace files {
class Store;
}
namespace search {
class Index;
}
namespace http {
class PageCache;
}
namespace calendar {
class Calendars;
}

/// What every use case needs of the platform; made once by app/. The pointers may be null in tests of parts that do not
/// need them.
struct Services {
  db::Database& database;
  const Clock& clock;
  IdMaker& ids;
  auth::Vault* vault = nullptr;  // encrypts the columns with personal data
  files::Store* files = nullptr;
  search::Index* search = nullptr;
  http::PageCache* pages = nullptr;
  calendar::Calendars* calendars = nullptr;
  /// Runs on the caller's thread after each commit and before in_transaction returns: page cache and search index of this
  /// node are up to date when a release answers. Wired by app/.
  std::function<void(const std::vector<feed::Change>&)> after_commit{};
  Parts parts{};
};

/// Who asks, when, and by which request.
struct Context {
  Services& services;
  auth::Actor actor = auth::nobody();
  std::string request_id{};
  std::string address{};
  std::string idempotency_key{};  // "" when the caller gave none

  Instant now() const { return services.clock.now(); }
  Day today() const { return services.clock.today(); }
  db::Database& database() const { return services.database; }
};

class Transaction {
 public:
  Transaction(db::Session& session, Context& context, std::string_view act);

  db::Session& db() { return m_session; }
  Context& context() { return m_context; }
  Instant now() const { return m_now; }
  template <class IdType>
  IdType new_id() {
    return m_context.services.ids.make<IdType>();
  }

  /// Asks for the permission over the unit. A transaction that commits without having asked (or said `open_to_all`) is a
  /// programmer's error and throws.
  Result<void> require(std::string_view permission, std::string_view unit_path);
  void open_to_all() { m_asked = true; }

  void about(std::string_view subject_kind, std::int64_t subject, UnitId unit);
  void before(std::string_view key, json::value value);
  void after(std::string_view key, json::value value);
  void detail(std::string_view key, json::value value);

  /// A row for the change feed.
  void changed(std::string_view topic, std::int64_t object, feed::Operation operation = feed::Operation::upsert,
               std::int64_t version = 0);
  /// A job that runs after the commit, now or later; the same dedupe key is queued once.
  void enqueue(std::string_view kind, const json::value& payload, Instant run_at = Instant{},
               std::string_view dedupe_key = {});

  /// Writes the audit event; called by in_transaction.
  void finish();
  const std::vector<feed::Change>& changes() const { return m_changes; }

 private:
  db::Session& m_session;
  Context& m_context;
  Instant m_now;
  audit::Event m_event;
  json::object m_before, m_after;
  std::vector<feed::Change> m_changes;
  bool m_asked = false;
};

/// f(Transaction&) -> Result<T>. The body may run more than once, so it touches nothing but the transaction.
/// When the context carries an idempotency key, a repeated call answers what the first one answered and changes nothing;
/// T is then void, bool, a number, an Id or a string (for any other T the repeated call is refused as already done), and
/// the key belongs to the act: with another act it is a conflict.
/// A full disk, a lost database and a commit of unknown outcome are Fault{unavailable, "storage.…"}. What the database
/// refuses otherwise (a violation that nobody handled) stays an exception.
template <class F>
auto in_transaction(Context& context, std::string_view act, F&& f) -> std::invoke_result_t<F, Transaction&>;

/// The refusal for a failure of the database that passes: no room, no connection, too many at once. Nothing for others.
std::optional<Fault> passing_fault(const db::Error& error);

/// Removes the kept answers from before the moment; a nightly job calls it.
std::int64_t forget_answers(db::Session& session, Instant before);

}  // namespace gongkai

#include "platform/transaction/in_transaction.hpp"
