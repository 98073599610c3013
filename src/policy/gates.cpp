#include "policy/gates.hpp"

#include <algorithm>

#include "content/gates.hpp"
#include "content/rules.hpp"
#include "content/validity.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/api.hpp"
#include "policy/letter.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/store.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::policy {

using content::Desk;
using content::LinkKind;
using content::State;

namespace {

constexpr std::string_view alone_code = "policy.interpretation_alone";

bool concerns(const Desk& desk) {
  return desk.latest.disclosure == content::Disclosure::proactive && belongs(*desk.type);
}

bool is_releasable(db::Session& session, const Context& context, const Desk& desk) {
  if (desk.latest.state != State::in_review) return false;
  const auto attachments = content::store::attachments(session, desk.latest.id);
  const auto writers = content::store::writers(session, desk.latest.id);
  if (!content::why_not_release(*desk.type, desk.latest, writers, context.actor.person, attachments.size(),
                                context.today())
           .empty())
    return false;
  // that its policy is not out yet is just what the common release changes
  const auto faults = content::gates_against_release(session, context, desk, false);
  return std::ranges::all_of(faults, [](const Fault& fault) { return fault.code == alone_code; });
}

/// Whatever the document does to others shows on their pages and in the search.
void announce_neighbours(Transaction& tx, const Desk& desk) {
  for (const auto& link : content::store::links(tx.db(), desk.latest.id)) tx.changed("document", link.target.value);
}

// --- 三同步

std::vector<Fault> why_policy_not_released(db::Session& session, const Context& context, const Desk& desk) {
  if (!concerns(desk)) return {};
  return why_not_release(duty_of(*desk.type), counterparts(session, context, desk.document.id),
                         store::find_plan(session, desk.document.id), catalog().interpretation);
}

/// An interpretation never stands in public without what it interprets.
std::vector<Fault> why_interpretation_not_released(db::Session& session, const Context&, const Desk& desk) {
  if (form_of(*desk.type).empty()) return {};
  bool linked = false, out = true;
  for (const auto& link : content::store::links(session, desk.latest.id)) {
    if (link.kind != LinkKind::interprets) continue;
    linked = true;
    const auto target = content::store::find_document(session, link.target);
    out = out && target && target->released;
  }
  if (!linked) return {{FaultKind::conflict, "policy.interpretation_of_nothing", "links"}};
  if (!out) return {{FaultKind::conflict, std::string(alone_code)}};
  return {};
}

std::vector<Fault> why_interpretation_not_submitted(db::Session& session, const Context&, const Desk& desk) {
  if (form_of(*desk.type).empty()) return {};
  const auto links = content::store::links(session, desk.latest.id);
  if (std::ranges::any_of(links, [](const auto& link) { return link.kind == LinkKind::interprets; })) return {};
  return {{FaultKind::invalid, "policy.interpretation_of_nothing", "links"}};
}

/// 退文: no interpretation material, no circulation. The draft goes back at once, with the letter that says what is missing.
Result<void> send_back_with_letter(Transaction& tx, Desk& desk) {
  if (!concerns(desk)) return {};
  const auto faults = why_not_circulate(duty_of(*desk.type), counterparts(tx.db(), tx.context(), desk.document.id),
                                        store::find_plan(tx.db(), desk.document.id));
  if (faults.empty()) return {};
  const auto letter = write_letter(tx, desk, faults);
  desk.latest.state = State::returned;
  desk.latest.remark = i18n::text("policy.returned_with_letter", {{"number", letter.number}});
  tx.detail("letter", json::value(letter.number));
  return {};
}

/// The interpretations that are ready go out in the same act.
Result<void> release_pair(Transaction& tx, Desk& desk) {
  if (!concerns(desk) || duty_of(*desk.type) == Duty::none) return {};
  for (const auto& one : counterparts(tx.db(), tx.context(), desk.document.id)) {
    if (!one.releasable) continue;
    const auto document = content::store::find_document(tx.db(), one.document);
    TRY(content::release_within(tx, one.document, document->version, {}));
    tx.detail("released_with", json::value(gongkai::to_text(one.document)));
  }
  tx.about("document", desk.document.id.value, desk.unit.id);
  return {};
}

// --- 三统一

Result<void> enter_into_ledger(Transaction& tx, Desk& desk) {
  if (!concerns(desk)) return {};
  announce_neighbours(tx, desk);
  if (!is_registered(*desk.type)) return {};
  TRY(register_document(tx, desk.document.id, bodies_of(tx.db(), desk.unit)));
  return {};
}

Result<void> leave_library(Transaction& tx, Desk& desk) {
  announce_neighbours(tx, desk);
  return {};
}

}  // namespace

std::vector<Counterpart> counterparts(db::Session& session, const Context& context, DocumentId policy) {
  std::vector<Counterpart> found;
  for (const auto& link : content::store::links_to_desk(session, policy)) {
    if (link.kind != LinkKind::interprets || link.state == State::withdrawn || link.state == State::filed) continue;
    const auto desk = content::find_desk(session, link.document);
    if (!desk || form_of(*desk->type).empty()) continue;
    found.push_back(
        {link.document, std::string(form_of(*desk->type)), link.state, is_releasable(session, context, *desk)});
  }
  return found;
}

void add_gates(Services& services) {
  content::add_gate(services, {.name = "policy.in_step",
                               .waivable = true,
                               .why_not_submit = why_interpretation_not_submitted,
                               .why_not_release = why_policy_not_released,
                               .on_submit = send_back_with_letter,
                               .on_release = release_pair});
  content::add_gate(services, {.name = "policy.two_ways", .why_not_release = why_interpretation_not_released});
  content::set_validity_rule(services, [](db::Session& session, Services& of, DocumentId id) {
    const auto standing = standing_of(session, of, id, of.clock.today());
    return standing ? validity_word(*standing) : std::string_view();
  });
  content::add_gate(services, {.name = "policy.ledger", .on_release = enter_into_ledger, .on_withdraw = leave_library});
}

}  // namespace gongkai::policy
