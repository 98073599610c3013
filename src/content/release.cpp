#include "base/text.hpp"
#include "content/custody.hpp"
#include "content/gates.hpp"
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

Result<void> ask(Transaction& tx, const Desk& desk, const ReleaseOrder& order) {
  const auto attachments = store::attachments(tx.db(), desk.latest.id);
  const auto writers = store::writers(tx.db(), desk.latest.id);
  const bool emergency = !order.emergency_reason.empty();
  if (emergency) CHECK_OK(tx.require("content.release_urgent", desk.unit.path));
  auto faults =
      why_not_release(*desk.type, desk.latest, writers, tx.context().actor.person, attachments.size(), tx.now().day());
  if (store::open_take_down(tx.db(), desk.document.id))
    faults.push_back({FaultKind::conflict, "document.taken_down", "", {}, {}});
  for (auto& fault : why_links_missing(tx.db(), desk)) faults.push_back(std::move(fault));
  for (auto& fault : why_not_order(order, tx.now())) faults.push_back(std::move(fault));
  for (auto& fault : gates_against_release(tx.db(), tx.context(), desk, emergency)) faults.push_back(std::move(fault));
  return unless(std::move(faults));
}

void note_emergency(Transaction& tx, Desk& desk, std::string_view reason) {
  desk.latest.emergency_reason = trim(reason);
  json::array waived;
  for (const auto& name : gates_waived(tx.db(), tx.context(), desk)) waived.emplace_back(name);
  tx.detail("emergency_reason", json::value(desk.latest.emergency_reason));
  tx.detail("waived", std::move(waived));
}

Result<void> make_public(Transaction& tx, Desk& desk) {
  auto& [document, edition, unit, type] = desk;
  if (document.released) supersede(tx, document.released);
  if (document.index_number.empty())
    document.index_number = TRY(new_index_number(tx.db(), document, unit, tx.now().day()));
  if (!document.published_at) document.published_at = tx.now();
  document.released = edition.id;
  edition.state = State::released;
  edition.published_at = document.published_at;
  tx.after("index_number", json::value(document.index_number));
  tx.changed("document", document.id.value, feed::Operation::upsert, document.version);
  return {};
}

}  // namespace

Result<std::int64_t> release_within(Transaction& tx, DocumentId id, std::int64_t version, const ReleaseOrder& order) {
  auto desk = TRY(open_desk(tx, id, "content.release", version));
  CHECK_OK(ask(tx, desk, order));
  auto& edition = desk.latest;
  edition.released_by = tx.context().actor.person;
  edition.expires_at = order.expires_at;
  if (!order.emergency_reason.empty()) note_emergency(tx, desk, order.emergency_reason);
  if (order.release_at && *order.release_at > tx.now()) {
    edition.release_at = order.release_at;
    store::update(tx.db(), edition);
    tx.after("release_at", json::value(to_iso(*order.release_at)));
    tx.enqueue("content.release_due", {{"document", to_text(id)}, {"version", desk.document.version}},
               *order.release_at);
    return desk.document.version;
  }
  edition.released_at = tx.now();
  edition.release_at.reset();
  if (edition.disclosure == Disclosure::proactive) CHECK_OK(make_public(tx, desk));
  else edition.state = State::filed;
  store::update(tx.db(), edition);
  store::update_pointers(tx.db(), desk.document);
  CHECK_OK(pass_gates(tx, desk, &Gate::on_release));
  if (order.expires_at)
    tx.enqueue("content.expire", {{"document", to_text(id)}, {"edition", to_text(edition.id)}}, *order.expires_at);
  tx.after("state", json::value(name_of(edition.state)));
  return desk.document.version;
}

Result<std::int64_t> release(Context& context, DocumentId id, std::int64_t version, const ReleaseOrder& order) {
  return in_transaction(context, "content.release",
                        [&](Transaction& tx) { return release_within(tx, id, version, order); });
}

}  // namespace gongkai::content
