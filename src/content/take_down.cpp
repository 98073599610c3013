#include "base/text.hpp"
#include "content/custody.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

namespace {

Result<void> check_reason(std::string_view reason) {
  const auto length = count_characters(trim(reason));
  if (length < 5) return refuse(FaultKind::invalid, "document.take_down_reason_short", "reason");
  if (length > 500) return refuse(FaultKind::invalid, "document.reason_too_long", "reason");
  return {};
}

}  // namespace

std::string_view name_of(TakeDownOutcome outcome) {
  switch (outcome) {
    case TakeDownOutcome::open: return "open";
    case TakeDownOutcome::withdrawn: return "withdrawn";
    case TakeDownOutcome::restored: return "restored";
  }
  return "open";
}

Result<std::int64_t> take_down(Context& context, DocumentId id, std::string_view reason, std::int64_t version) {
  return in_transaction(context, "content.take_down", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.withdraw", version));
    CHECK_OK(check_reason(reason));
    auto edition = store::find_edition(tx.db(), desk.document.released);
    if (!edition) return refuse(FaultKind::conflict, "document.not_released");
    edition->state = State::taken_down;
    store::update(tx.db(), *edition);
    desk.document.released = {};
    store::update_pointers(tx.db(), desk.document);
    store::insert(tx.db(), TakeDown{.document = id,
                                    .edition = edition->id,
                                    .reason = std::string(trim(reason)),
                                    .taken_by = tx.context().actor.person,
                                    .taken_at = tx.now()});
    tx.after("state", json::value(name_of(edition->state)));
    tx.detail("reason", json::value(trim(reason)));
    tx.detail("edition", json::value(edition->number));
    tx.changed("document", id.value, feed::Operation::remove, desk.document.version);
    return desk.document.version;
  });
}

Result<std::int64_t> restore(Context& context, DocumentId id, std::string_view reason, std::int64_t version) {
  return in_transaction(context, "content.restore", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.release_urgent", version));
    CHECK_OK(check_reason(reason));
    auto taken = store::open_take_down(tx.db(), id);
    auto edition = taken ? store::find_edition(tx.db(), taken->edition) : std::nullopt;
    if (!edition) return refuse(FaultKind::conflict, "document.not_taken_down");
    const bool over = edition->expires_at && *edition->expires_at <= tx.now();
    edition->state = over ? State::expired : State::released;
    store::update(tx.db(), *edition);
    desk.document.released = edition->id;
    store::update_pointers(tx.db(), desk.document);
    taken->ended_by = tx.context().actor.person;
    taken->ended_at = tx.now();
    taken->outcome = TakeDownOutcome::restored;
    store::end_take_down(tx.db(), *taken);
    tx.after("state", json::value(name_of(edition->state)));
    tx.detail("reason", json::value(trim(reason)));
    tx.changed("document", id.value, feed::Operation::upsert, desk.document.version);
    return desk.document.version;
  });
}

}  // namespace gongkai::content
