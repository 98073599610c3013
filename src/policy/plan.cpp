#include "base/text.hpp"
#include "content/custody.hpp"
#include "policy/numbering.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::policy {

namespace {

constexpr std::size_t most_items = 20, longest_name = 100, longest_reason = 500;

Result<void> write_into(Plan& plan, const PlanDraft& draft, const ElementList& elements) {
  std::vector<Fault> faults;
  plan.elements.clear();
  for (const auto& [id, said] : draft.elements) {
    if (std::ranges::find(elements, id, &Element::id) == elements.end())
      faults.push_back({FaultKind::invalid, "policy.element_unknown", "elements." + shorten(id, 40)});
    else if (!trim(said).empty()) plan.elements[id] = shorten(trim(said), 4000);
  }
  if (draft.items.size() > most_items)
    faults.push_back({FaultKind::invalid, "policy.too_many_items", "items", {{"value", std::to_string(most_items)}}});
  for (const auto& item : draft.items)
    if (item.form.empty() || item.form.size() > longest_name || item.channel.size() > longest_name ||
        count_characters(item.unit) > longest_name)
      faults.push_back({FaultKind::invalid, "policy.item_broken", "items"});
  if (count_characters(draft.later_reason) > longest_reason)
    faults.push_back({FaultKind::invalid, "policy.later_reason_too_long", "later_reason"});
  plan.items = draft.items;
  plan.working_days_after = draft.working_days_after;
  plan.later_reason = trim(draft.later_reason);
  return all_of(std::move(faults));
}

/// The document and its plan, with the permission asked for.
struct Opened {
  content::Desk desk;
  std::optional<Plan> plan;
};
Result<Opened> open_plan(Transaction& tx, DocumentId document, std::string_view permission) {
  auto desk = TRY(content::find_desk(tx.db(), document));
  CHECK_OK(tx.require(permission, desk.unit.path));
  CHECK_OK(content::check_access(tx.db(), tx.context().actor, desk));
  tx.about("document", document.value, desk.unit.id);
  return Opened{std::move(desk), store::find_plan(tx.db(), document)};
}

Result<std::int64_t> save(Transaction& tx, Plan& plan, std::int64_t version) {
  plan.version = version;
  plan.changed_at = tx.now();
  if (!store::update(tx.db(), plan)) return refuse(FaultKind::conflict, "version.conflict");
  tx.after("plan", json::value(name_of(plan.state)));
  tx.changed(topic, plan.document.value);
  return version + 1;
}

}  // namespace

Result<std::int64_t> save_plan(Context& context, DocumentId document, const PlanDraft& draft, std::int64_t version) {
  return in_transaction(context, "policy.save_plan", [&](Transaction& tx) -> Result<std::int64_t> {
    auto [desk, found] = TRY(open_plan(tx, document, "content.write"));
    if (duty_of(*desk.type) == Duty::none) return refuse(FaultKind::conflict, "policy.not_interpreted");
    Plan plan = found.value_or(Plan{.document = document});
    CHECK_OK(all_of(why_not_change(plan)));
    CHECK_OK(write_into(plan, draft, catalog().elements_for(desk.type->id)));
    plan.writer = context.actor.person;
    plan.writer_name = context.actor.name;
    plan.state = PlanState::draft;
    if (found) return save(tx, plan, version);
    if (version != 0) return refuse(FaultKind::conflict, "version.conflict");
    plan.number = new_number(tx.db(), catalog().interpretation.plan_number, tx.now().day().year());
    plan.changed_at = tx.now();
    store::insert(tx.db(), plan);
    tx.after("plan", json::value(plan.number));
    tx.changed(topic, document.value);
    return plan.version;
  });
}

Result<std::int64_t> propose_plan(Context& context, DocumentId document, std::int64_t version) {
  return in_transaction(context, "policy.propose_plan", [&](Transaction& tx) -> Result<std::int64_t> {
    auto [desk, plan] = TRY(open_plan(tx, document, "content.write"));
    if (!plan) return refuse(FaultKind::not_found, "policy.no_plan");
    CHECK_OK(all_of(why_not_propose(*plan, catalog().elements_for(desk.type->id), catalog().interpretation)));
    plan->state = PlanState::proposed;
    plan->remark.clear();
    return save(tx, *plan, version);
  });
}

Result<std::int64_t> decide_plan(Context& context, DocumentId document, bool accept, std::string_view remark,
                                 std::int64_t version) {
  return in_transaction(context, "policy.decide_plan", [&](Transaction& tx) -> Result<std::int64_t> {
    auto [desk, plan] = TRY(open_plan(tx, document, "content.review"));
    if (!plan) return refuse(FaultKind::not_found, "policy.no_plan");
    CHECK_OK(all_of(why_not_decide(*plan, context.actor.person, accept, remark)));
    plan->state = accept ? PlanState::accepted : PlanState::returned;
    plan->decided_by = context.actor.person;
    plan->decided_by_name = context.actor.name;
    plan->decided_at = tx.now();
    plan->remark = trim(remark);
    return save(tx, *plan, version);
  });
}

}  // namespace gongkai::policy
