#include "content/custody.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::content {

namespace {

constexpr std::size_t most_readers = 50;

Result<void> check_people(db::Session& session, const std::vector<PersonId>& people) {
  if (people.size() > most_readers) return refuse(FaultKind::invalid, "document.readers_too_many", "people");
  for (const PersonId person : people)
    if (!directory::find_person(session, person))
      return refuse(FaultKind::invalid, "document.reader_unknown", "people");
  return {};
}

}  // namespace

Result<void> check_access(db::Session& session, const auth::Actor& actor, const Desk& desk) {
  const auto people = store::readers(session, desk.document.id);
  const bool listed = std::ranges::find(people, actor.person) != people.end();
  if (people.empty() || listed || actor.may("content.release_urgent", desk.unit.path)) return {};
  return refuse(FaultKind::not_found, "document.not_found");
}

Result<void> may_see(db::Session& session, const auth::Actor& actor, const Desk& desk) {
  CHECK_OK(auth::require(actor, "content.read", desk.unit.path));
  return check_access(session, actor, desk);
}

std::set<DocumentId> hidden_from(db::Session& session, const auth::Actor& actor, const db::List& documents) {
  std::set<DocumentId> hidden;
  for (const auto& one : store::limited(session, documents, actor.person))
    if (!actor.may("content.release_urgent", one.unit_path)) hidden.insert(one.document);
  return hidden;
}

Result<std::int64_t> limit_access(Context& context, DocumentId id, std::vector<PersonId> people, std::int64_t version) {
  return in_transaction(context, "content.limit_access", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.write", version));
    CHECK_OK(check_people(tx.db(), people));
    const PersonId self = tx.context().actor.person;  // nobody locks themselves out
    if (!people.empty() && std::ranges::find(people, self) == people.end()) people.push_back(self);
    json::array before, after;
    for (const PersonId person : store::readers(tx.db(), id)) before.emplace_back(to_text(person));
    for (const PersonId person : people) after.emplace_back(to_text(person));
    store::replace_readers(tx.db(), id, people);
    tx.before("readers", std::move(before));
    tx.after("readers", std::move(after));
    return desk.document.version;
  });
}

}  // namespace gongkai::content
