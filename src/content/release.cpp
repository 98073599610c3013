#include "content/desk.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

namespace {

void supersede(Transaction& tx, EditionId released) {
  auto before = store::find_edition(tx.db(), released);
  if (!before) return;
  before->state = State::superseded;
  store::update(tx.db(), *before);
}

}  // namespace

Result<std::int64_t> release(Context& context, DocumentId id, std::int64_t version) {
  return in_transaction(context, "content.release", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.release", version));
    auto& [document, edition, unit, type] = desk;
    const auto attachments = store::attachments(tx.db(), edition.id);
    const auto writers = store::writers(tx.db(), edition.id);
    CHECK_OK(
        unless(why_not_release(*type, edition, writers, context.actor.person, attachments.size(), tx.now().day())));

    if (document.released) supersede(tx, document.released);
    if (document.index_number.empty())
      document.index_number = TRY(new_index_number(tx.db(), document, unit, tx.now().day()));
    if (!document.published_at) document.published_at = tx.now();
    document.released = edition.id;
    edition.state = State::released;
    edition.released_at = tx.now();
    edition.released_by = context.actor.person;
    edition.published_at = document.published_at;
    store::update(tx.db(), edition);
    store::update_pointers(tx.db(), document);
    tx.after("state", json::value(name_of(edition.state)));
    tx.after("index_number", json::value(document.index_number));
    tx.changed("document", id.value, feed::Operation::upsert, document.version);
    return document.version;
  });
}

}  // namespace gongkai::content
