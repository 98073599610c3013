// What happens to a document beside its editions: who may see it in the office, where else it is shown, and whether it
// was taken from the public in an emergency.
#pragma once
#include <optional>
#include <set>
#include <vector>

#include "content/desk.hpp"

namespace gongkai::content {

enum class TakeDownOutcome { open = 0, withdrawn, restored };
std::string_view name_of(TakeDownOutcome outcome);

/// The edition stays as it was: it is the evidence, with who took it down, when and why.
struct TakeDown {
  DocumentId document{};
  EditionId edition{};
  std::string reason;
  PersonId taken_by{};
  Instant taken_at{};
  PersonId ended_by{};
  std::optional<Instant> ended_at;
  TakeDownOutcome outcome = TakeDownOutcome::open;
};

struct Placement {
  DocumentId document{};
  ColumnId column{};
  PersonId placed_by{};
  Instant placed_at{};
};

struct Limited {
  DocumentId document{};
  std::string unit_path;
};

namespace store {
std::optional<TakeDown> open_take_down(db::Session& session, DocumentId document);
std::vector<TakeDown> take_downs(db::Session& session, DocumentId document);
void insert(db::Session& session, const TakeDown& take_down);
void end_take_down(db::Session& session, const TakeDown& take_down);

std::vector<PersonId> readers(db::Session& session, DocumentId document);
/// Documents of the list to which access is limited without naming the person.
std::vector<Limited> limited(db::Session& session, const db::List& documents, PersonId person);
void replace_readers(db::Session& session, DocumentId document, const std::vector<PersonId>& people);

std::vector<Placement> placements(db::Session& session, DocumentId document);
bool insert(db::Session& session, const Placement& placement);
bool remove_placement(db::Session& session, DocumentId document, ColumnId column);
bool has_placements(db::Session& session, const db::List& columns);
}  // namespace store

/// When access is limited: whether the person is on the list or the unit's head. Refuses with not_found, as if there were
/// no such document.
Result<void> check_access(db::Session& session, const auth::Actor& actor, const Desk& desk);
/// content.read over the unit, and access.
Result<void> may_see(db::Session& session, const auth::Actor& actor, const Desk& desk);
/// For lists: those of the documents that check_access would refuse.
std::set<DocumentId> hidden_from(db::Session& session, const auth::Actor& actor, const db::List& documents);
/// Takes them out of rows that name their document in the member.
template <class Row>
void leave_out_hidden(db::Session& session, const auth::Actor& actor, std::vector<Row>& rows,
                      DocumentId Row::* document) {
  db::List ids;
  for (const Row& row : rows) ids.values.push_back((row.*document).value);
  const auto hidden = hidden_from(session, actor, ids);
  std::erase_if(rows, [&](const Row& row) { return hidden.contains(row.*document); });
}

}  // namespace gongkai::content
