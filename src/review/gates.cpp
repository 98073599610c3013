#include "review/gates.hpp"

#include "base/text.hpp"
#include "content/gates.hpp"
#include "directory/roles.hpp"
#include "review/rounds.hpp"
#include "review/secrecy.hpp"
#include "review/working_days.hpp"

namespace gongkai::review {

namespace {

using content::Desk;
using content::State;

/// "审核、负责人": the roles whose people may sign the step.
std::string roles_for(std::string_view permission) {
  std::vector<std::string> names;
  for (const auto& role : directory::role_book().roles)
    if (std::ranges::find(role.permissions, permission) != role.permissions.end()) names.push_back(role.name);
  return join(names, "、");
}

std::vector<Fault> why_not_signed(db::Session& session, const Context&, const Desk& desk) {
  if (desk.latest.state != State::in_review) return {};  // content's own rule says so already
  const auto round = store::open_round(session, desk.latest.id);
  const auto& route = round ? routes().at(round->route) : route_of(session, desk);
  const auto signatures = round ? store::signatures_of(session, round->id) : std::vector<Signature>{};
  std::vector<Fault> faults;
  for (const auto* step : missing_steps(route, signatures))
    faults.push_back({FaultKind::conflict,
                      "review.signature_missing",
                      "",
                      {{"step", step->name}, {"roles", roles_for(step->permission)}},
                      {}});
  return faults;
}

std::vector<Fault> why_not_resolved(db::Session& session, const Context&, const Desk& desk) {
  const auto open = store::count_open_remarks(session, desk.latest.id);
  if (open == 0) return {};
  return {{FaultKind::conflict, "review.remarks_open", "", {{"count", std::to_string(open)}}, {}}};
}

/// What is filed and not made public needs the signed form as well, but not one that says "public".
std::vector<Fault> why_not_cleared_yet(db::Session& session, const Context&, const Desk& desk) {
  if (desk.latest.state != State::in_review) return {};
  const auto round = store::open_round(session, desk.latest.id);
  const auto& route = round ? routes().at(round->route) : route_of(session, desk);
  if (!route.secrecy) return {};
  const auto form = round ? store::find_form(session, round->id) : std::nullopt;
  if (desk.latest.disclosure != content::Disclosure::proactive && form && form->concluded_at) return {};
  return why_not_cleared(form ? &*form : nullptr);
}

Result<void> begin_round(Transaction& tx, Desk& desk) {
  if (desk.latest.state != State::in_review) return {};  // another gate sent it back at once
  const auto& route = route_of(tx.db(), desk);
  const auto attachments = content::store::attachments(tx.db(), desk.latest.id);
  store::insert(tx.db(), Round{.id = tx.new_id<RoundId>(),
                               .document = desk.document.id,
                               .edition = desk.latest.id,
                               .unit = desk.unit.id,
                               .number = store::count_rounds(tx.db(), desk.latest.id) + 1,
                               .route = route.id,
                               .content_digest = content_digest(desk.latest, attachments),
                               .started_at = tx.now()});
  tx.detail("route", json::value(route.id));
  tx.changed("review", desk.document.id.value);
  return {};
}

Result<void> end_round(Transaction& tx, const Desk& desk, Outcome outcome) {
  const auto round = store::open_round(tx.db(), desk.latest.id);
  if (!round) return {};
  store::end(tx.db(), round->id, outcome, tx.now());
  tx.changed("review", desk.document.id.value);
  return {};
}

/// An emergency is looked at again soon, whatever the sampling says; the row is its flag for ever.
void look_again(Transaction& tx, const Desk& desk) {
  const auto& context = tx.context();
  store::insert(tx.db(), Recheck{.id = tx.new_id<RecheckId>(),
                                 .kind = RecheckKind::emergency,
                                 .document = desk.document.id,
                                 .edition = desk.latest.id,
                                 .unit = desk.unit.id,
                                 .title = desk.latest.title,
                                 .reason = desk.latest.emergency_reason,
                                 .caused_by = context.actor.person,
                                 .caused_by_name = context.actor.name,
                                 .made_at = tx.now(),
                                 .due = working_days(context.services)->add(tx.now().day(), routes().emergency_days)});
}

}  // namespace

void add_gates(Services& services) {
  content::add_gate(services, {.name = "review",
                               .waivable = true,
                               .why_not_submit = why_not_resolved,
                               .why_not_release = why_not_signed,
                               .on_submit = begin_round,
                               .on_release = [](Transaction& tx, Desk& desk) -> Result<void> {
                                 if (!desk.latest.emergency_reason.empty()) look_again(tx, desk);
                                 return end_round(tx, desk, Outcome::released);
                               },
                               .on_return = [](Transaction& tx, Desk& desk) -> Result<void> {
                                 return end_round(tx, desk, Outcome::returned);
                               },
                               .on_withdraw = [](Transaction& tx, Desk& desk) -> Result<void> {
                                 return end_round(tx, desk, Outcome::withdrawn);
                               }});
  content::add_gate(services, {.name = "secrecy", .why_not_release = why_not_cleared_yet});
}

}  // namespace gongkai::review
