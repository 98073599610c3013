// What capabilities do with cases. Everything that changes one runs inside the caller's transaction, which has asked for
// the permission.
//
//   auto found = TRY(casework::load(tx.db(), vault, id, version));   // 409 when somebody was faster
//   CHECK_OK(casework::append(tx, found, {.act = "signed", .on = today}));
#pragma once
#include <functional>

#include "casework/kinds.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::casework {

inline constexpr std::string_view topic = "case";  // of the change feed

struct NewCase {
  CaseId id{};  // made outside the transaction, so that a repeated body writes the same case
  std::string kind{};
  CaseId parent{};
  UnitId unit{};
  std::string title{};
  Day opened_on{};
  PersonId assignee{};
};
/// The case with its number and its first event. The unit must exist and not be closed.
Result<Case> open(Transaction& tx, NewCase fresh, Event first);

/// Checks version and transition table, writes the event and the case's unit and assignee, moves the version on, tells the
/// feed and the audit trail (the act and the facts, never the note), and runs what others hung in. Time, person and
/// position are filled in here. An act into a stage that is not open closes the case on the event's day.
Result<void> append(Transaction& tx, Case& of, Event event);

std::optional<Case> find(db::Session& session, const auth::Vault& vault, CaseId id);
/// The case of this version, or not_found, or the conflict that the office shows with the current state.
Result<Case> load(db::Session& session, const auth::Vault& vault, CaseId id, std::int64_t version);
std::vector<Case> children_of(db::Session& session, const auth::Vault& vault, CaseId parent);
/// The words of an event, as case_event.note keeps them.
std::string open_note(const auth::Vault& vault, CaseEventId event, const db::Bytes& note);
/// In order. Notes are opened.
std::vector<Event> events_of(db::Session& session, const auth::Vault& vault, CaseId id);

/// Another unit answers from now on; append, which comes after it, writes that, as it writes a new assignee.
Result<void> move_to(Transaction& tx, Case& of, UnitId unit);
void add_unit(Transaction& tx, const Case& of, UnitId unit);
std::vector<UnitId> units_beside(db::Session& session, CaseId id);

/// Whether the actor may see the case: its kind's read permission over its unit or a unit beside, being its assignee, or
/// seeing its parent. Refuses with not_found, as if there were no such case. Every desk asks it.
Result<void> may_see(db::Session& session, const auth::Actor& actor, const Case& of);

/// Called in the same transaction after every event: letters, messages to applicants. Registered once, at start.
using Listener = std::function<Result<void>(Transaction&, const Case&, const Event&)>;
void on_append(Services& services, Listener listener);

/// Hand-over of people who leave: their open cases are duties of the directory.
void add_duties();

}  // namespace gongkai::casework
