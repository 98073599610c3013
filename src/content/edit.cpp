#include "content/desk.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

namespace {

/// What was public or filed stays as it was.
bool is_final(State state) {
  return state == State::released || state == State::filed || state == State::expired;
}

/// A released edition is never changed: the next one begins as its copy, with the same attachments.
Edition next_edition(Transaction& tx, Document& document, const Edition& released) {
  Edition next{.id = tx.new_id<EditionId>(), .document = document.id, .number = released.number + 1};
  next.column = released.column;
  next.fields_text = released.fields_text;
  next.changed_at = tx.now();
  store::insert(tx.db(), next);
  store::copy_attachments(tx.db(), released.id, next.id);
  store::replace_links(tx.db(), next.id, store::links(tx.db(), released.id));
  document.latest = next.id;
  store::update_pointers(tx.db(), document);
  return next;
}

}  // namespace

Result<std::int64_t> edit(Context& context, DocumentId id, const Draft& draft, std::int64_t version) {
  return in_transaction(context, "content.edit", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.write", version));
    CHECK_OK(unless(why_not_edit(desk.latest)));
    CHECK_OK(unless(why_not_save(*desk.type, draft)));
    CHECK_OK(column_in(tx.db(), draft.column, desk.document.site));
    tx.before("title", json::value(desk.latest.title));
    Edition edition = is_final(desk.latest.state) ? next_edition(tx, desk.document, desk.latest) : desk.latest;
    CHECK_OK(write_into(tx, edition, draft));
    store::update(tx.db(), edition);
    CHECK_OK(link_up(tx, edition, draft.links));
    store::add_writer(tx.db(), edition.id, context.actor.person);
    tx.after("title", json::value(edition.title));
    tx.after("edition", json::value(edition.number));
    return desk.document.version;
  });
}

}  // namespace gongkai::content
