// 送达: how a letter reached the other side, with its proof.
#include "base/text.hpp"
#include "casework/case_files.hpp"
#include "letters/rules.hpp"
#include "letters/use_cases.hpp"

namespace gongkai::letters {
namespace {
struct Attempt {
  Delivery delivery{};
  Desk desk{};
};

Result<Attempt> open_attempt(Transaction& tx, DeliveryId id, std::int64_t version) {
  auto delivery = store::find_delivery(tx.db(), *tx.context().services.vault, id);
  if (!delivery) return refuse(FaultKind::not_found, "letters.no_delivery");
  Attempt attempt{.delivery = *std::move(delivery)};
  attempt.desk = TRY(find_desk(tx.db(), tx.context(), attempt.delivery.letter));
  tx.about("letter", attempt.delivery.letter.value, attempt.desk.letter.unit);
  CHECK_OK(tx.require("requests.handle", attempt.desk.of.unit_path));
  if (attempt.delivery.version != version) return refuse(FaultKind::conflict, "version.conflict");
  return attempt;
}

Result<void> put(Transaction& tx, const Delivery& delivery) {
  if (!store::update(tx.db(), *tx.context().services.vault, delivery))
    return refuse(FaultKind::conflict, "version.conflict");
  tx.changed("letter", delivery.letter.value);
  return {};
}
}  // namespace

Result<DeliveryId> deliver(Context& context, LetterId id, Delivery delivery) {
  return in_transaction(context, "letters.deliver", [&](Transaction& tx) -> Result<DeliveryId> {
    const auto desk = TRY(find_desk(tx.db(), context, id));
    tx.about("letter", id.value, desk.letter.unit);
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_deliver(desk.letter, *desk.kind)));
    CHECK_OK(all_of(faults_of(delivery, desk.letter, desk.today)));
    delivery.id = tx.new_id<DeliveryId>();
    delivery.letter = id;
    delivery.recorded_by_name = context.actor.name;
    delivery.recorded_at = tx.now();
    store::insert(tx.db(), *context.services.vault, delivery);
    tx.after("way", json::value(name_of(delivery.way)));
    tx.after("on", json::value(to_text(delivery.on)));
    tx.changed("letter", id.value);
    return delivery.id;
  });
}

Result<void> report(Context& context, const Delivery& change) {
  return in_transaction(context, "letters.report_delivery", [&](Transaction& tx) -> Result<void> {
    auto [delivery, desk] = TRY(open_attempt(tx, change.id, change.version));
    delivery.received_on = change.received_on;
    delivery.returned_on = change.returned_on;
    delivery.note = change.note;
    CHECK_OK(all_of(faults_of(delivery, desk.letter, desk.today)));
    if (delivery.received_on) tx.after("received_on", json::value(to_text(*delivery.received_on)));
    if (delivery.returned_on) tx.after("returned_on", json::value(to_text(*delivery.returned_on)));
    return put(tx, delivery);
  });
}

Result<void> prove(Context& context, DeliveryId id, std::int64_t version, const files::Checked& checked) {
  return in_transaction(context, "letters.prove_delivery", [&](Transaction& tx) -> Result<void> {
    auto [delivery, desk] = TRY(open_attempt(tx, id, version));
    const auto file = context.services.files->accept(tx, checked);
    CHECK_OK(casework::add_file(tx, desk.of, file.id, file.name, "proof"));
    delivery.proof = file.id;
    tx.detail("sha256", json::value(file.sha256));
    return put(tx, delivery);
  });
}

}  // namespace gongkai::letters
