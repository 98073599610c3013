#include "base/text.hpp"
#include "content/custody.hpp"
#include "content/gates.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

namespace {

/// The released edition and a newer draft end together: a withdrawn document is closed.
void end_edition(Transaction& tx, EditionId id) {
  auto edition = store::find_edition(tx.db(), id);
  if (!edition) return;
  edition->state = State::withdrawn;
  store::update(tx.db(), *edition);
}

void end(Transaction& tx, TakeDown& taken) {
  taken.ended_by = tx.context().actor.person;
  taken.ended_at = tx.now();
  taken.outcome = TakeDownOutcome::withdrawn;
  store::end_take_down(tx.db(), taken);
}

}  // namespace

Result<std::int64_t> withdraw(Context& context, DocumentId id, const WithdrawalOrder& order, std::int64_t version) {
  return in_transaction(context, "content.withdraw", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.withdraw", version));
    const Withdrawal withdrawal{.document = id,
                                .kind = order.kind,
                                .reason = std::string(trim(order.reason)),
                                .moved_to = order.moved_to,
                                .withdrawn_by = context.actor.person,
                                .withdrawn_at = tx.now()};
    auto taken = store::open_take_down(tx.db(), id);
    if (taken) desk.document.released = taken->edition;  // it was public until then
    CHECK_OK(unless(why_not_withdraw(desk.document, withdrawal)));
    if (order.moved_to) {
      const auto target = store::find_document(tx.db(), order.moved_to);
      if (!target || !target->released) return refuse(FaultKind::invalid, "document.moved_to_unknown", "moved_to");
    }
    end_edition(tx, desk.document.released);
    if (desk.document.latest != desk.document.released) end_edition(tx, desk.document.latest);
    desk.document.released = {};
    store::update_pointers(tx.db(), desk.document);
    store::insert(tx.db(), withdrawal);
    if (taken) end(tx, *taken);
    CHECK_OK(pass_gates(tx, desk, &Gate::on_withdraw));
    tx.after("state", json::value(name_of(State::withdrawn)));
    tx.detail("kind", json::value(name_of(order.kind)));
    tx.detail("reason", json::value(withdrawal.reason));
    tx.changed("document", id.value, feed::Operation::remove, desk.document.version);
    return desk.document.version;
  });
}

}  // namespace gongkai::content
