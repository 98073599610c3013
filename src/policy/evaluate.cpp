// 政策评估 and 清理: tasks that end in a decision, and the nightly watch that opens them in time.
#include "base/text.hpp"
#include "content/desk.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::policy {

namespace {

constexpr std::size_t longest_reason = 200, longest_name = 100;

Evaluation insert_evaluation(Transaction& tx, const Policy& policy, RoundId round, std::string_view reason,
                             Day due_on) {
  Evaluation evaluation{.id = tx.new_id<EvaluationId>(),
                        .document = policy.id,
                        .unit = policy.unit,
                        .round = round,
                        .reason = std::string(reason),
                        .opened_on = tx.now().day(),
                        .due_on = due_on};
  store::insert(tx.db(), evaluation);
  return evaluation;
}

bool holds(const Library& library, const Policy& policy, Day day) {
  const auto standing = library.standing_on(policy, day);
  return policy.registered && standing && !has_ended(*standing);
}

/// 废止 and 宣布失效 without another document are decisions of the ledger itself.
void end_by_decision(Transaction& tx, const Evaluation& evaluation, const Conclusion& conclusion) {
  if (conclusion.result) return;
  Standing standing{};
  if (conclusion.decision == Decision::repeal) standing = Standing::repealed;
  else if (conclusion.decision == Decision::declare_lapsed) standing = Standing::declared_lapsed;
  else return;
  store::put(tx.db(), Ending{.document = evaluation.document,
                             .standing = standing,
                             .from = conclusion.from.value_or(tx.now().day()),
                             .basis = std::string(trim(conclusion.finding)),
                             .decided_by = tx.context().actor.person,
                             .decided_at = tx.now()});
  tx.changed("document", evaluation.document.value);
}

}  // namespace

Result<EvaluationId> open_evaluation(Context& context, DocumentId document, std::string_view reason, Day due_on) {
  return in_transaction(context, "policy.open_evaluation", [&](Transaction& tx) -> Result<EvaluationId> {
    const auto desk = TRY(content::find_desk(tx.db(), document));
    CHECK_OK(tx.require("policy.ledger", desk.unit.path));
    tx.about("document", document.value, desk.unit.id);
    const auto books = shelf(context.services).library(tx.db(), context.services);
    const Policy* policy = books->find(document);
    if (!policy || !holds(*books, *policy, tx.now().day())) return refuse(FaultKind::conflict, "policy.not_in_force");
    std::vector<Fault> faults;
    if (trim(reason).empty() || count_characters(reason) > longest_reason)
      faults.push_back({FaultKind::invalid, "policy.reason_missing", "reason"});
    if (due_on < tx.now().day()) faults.push_back({FaultKind::invalid, "policy.due_day_past", "due_on"});
    if (store::has_open_evaluation(tx.db(), document))
      faults.push_back({FaultKind::conflict, "policy.evaluation_open"});
    CHECK_OK(all_of(std::move(faults)));
    const auto evaluation = insert_evaluation(tx, *policy, {}, trim(reason), due_on);
    tx.changed(topic, document.value);
    return evaluation.id;
  });
}

Result<std::int64_t> conclude(Context& context, EvaluationId id, const Conclusion& conclusion, std::int64_t version) {
  return in_transaction(context, "policy.conclude", [&](Transaction& tx) -> Result<std::int64_t> {
    auto evaluation = store::find_evaluation(tx.db(), id);
    if (!evaluation) return refuse(FaultKind::not_found, "policy.no_evaluation");
    const auto desk = TRY(content::find_desk(tx.db(), evaluation->document));
    CHECK_OK(tx.require("policy.ledger", desk.unit.path));
    tx.about("document", evaluation->document.value, desk.unit.id);
    const auto books = shelf(context.services).library(tx.db(), context.services);
    CHECK_OK(all_of(why_not_conclude(*evaluation, conclusion.decision, conclusion.finding, *books, conclusion.result)));
    evaluation->decision = conclusion.decision;
    evaluation->finding = trim(conclusion.finding);
    evaluation->result = conclusion.result;
    evaluation->decided_by = context.actor.person;
    evaluation->decided_by_name = context.actor.name;
    evaluation->decided_at = tx.now();
    evaluation->version = version;
    if (!store::update(tx.db(), *evaluation)) return refuse(FaultKind::conflict, "version.conflict");
    end_by_decision(tx, *evaluation, conclusion);
    tx.after("decision", json::value(name_of(conclusion.decision)));
    tx.changed(topic, evaluation->document.value);
    return version + 1;
  });
}

Result<RoundId> open_round(Context& context, UnitId unit_id, std::string_view name, Day due_on) {
  return in_transaction(context, "policy.open_round", [&](Transaction& tx) -> Result<RoundId> {
    const auto unit = directory::find_unit(tx.db(), unit_id);
    if (!unit) return refuse(FaultKind::not_found, "document.unit_unknown", "unit");
    CHECK_OK(tx.require("policy.ledger", unit->path));
    tx.about("unit", unit->id.value, unit->id);
    std::vector<Fault> faults;
    if (trim(name).empty() || count_characters(name) > longest_name)
      faults.push_back({FaultKind::invalid, "policy.round_name_missing", "name"});
    if (due_on < tx.now().day()) faults.push_back({FaultKind::invalid, "policy.due_day_past", "due_on"});
    CHECK_OK(all_of(std::move(faults)));
    const Round round{.id = tx.new_id<RoundId>(),
                      .unit = unit_id,
                      .name = std::string(trim(name)),
                      .opened_on = tx.now().day(),
                      .due_on = due_on};
    store::insert(tx.db(), round);
    std::set<UnitId> below;
    for (const auto& one : directory::units(tx.db()))
      if (one.path.starts_with(unit->path)) below.insert(one.id);
    const auto books = shelf(context.services).library(tx.db(), context.services);
    std::int64_t count = 0;
    for (const auto& [id, policy] : books->entries()) {
      if (!below.contains(policy->unit) || !holds(*books, *policy, tx.now().day())) continue;
      if (store::has_open_evaluation(tx.db(), id)) continue;
      insert_evaluation(tx, *policy, round.id, round.name, due_on);
      ++count;
    }
    if (count == 0) return refuse(FaultKind::conflict, "policy.round_empty");
    tx.after("evaluations", json::value(count));
    return round.id;
  });
}

Result<std::int64_t> close_round(Context& context, RoundId id, std::int64_t version) {
  return in_transaction(context, "policy.close_round", [&](Transaction& tx) -> Result<std::int64_t> {
    auto round = store::find_round(tx.db(), id);
    const auto unit = round ? directory::find_unit(tx.db(), round->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "policy.no_round");
    CHECK_OK(tx.require("policy.ledger", unit->path));
    tx.about("unit", unit->id.value, unit->id);
    if (round->closed_on) return refuse(FaultKind::conflict, "policy.round_closed");
    const auto tasks = store::evaluations_of(tx.db(), id);
    const auto open = std::ranges::count_if(tasks, [](const Evaluation& task) { return !task.decision; });
    if (open > 0) return refuse(FaultKind::conflict, "policy.round_unfinished", "", {{"count", std::to_string(open)}});
    round->closed_on = tx.now().day();
    round->version = version;
    if (!store::update(tx.db(), *round)) return refuse(FaultKind::conflict, "version.conflict");
    return version + 1;
  });
}

Result<std::int64_t> watch(Context& context) {
  return in_transaction(context, "policy.watch", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require("policy.ledger", "/"));
    const Day today = tx.now().day();
    const auto books = shelf(context.services).library(tx.db(), context.services);
    std::int64_t opened = 0;
    for (const auto& expiry : expiring(*books, catalog().ledger, today)) {
      // one look before each end: an evaluation of this term is one that began within its warnings
      const Day since = expiry.last_day - catalog().ledger.warn_days.front();
      const auto known = store::evaluations_of(tx.db(), expiry.policy->id);
      if (std::ranges::any_of(known, [&](const Evaluation& one) { return !one.decision || one.opened_on >= since; }))
        continue;
      const auto reason = i18n::text("policy.evaluation_before_end", {{"day", to_chinese(expiry.last_day)}});
      insert_evaluation(tx, *expiry.policy, {}, reason,
                        std::min(expiry.last_day, today + catalog().ledger.evaluation_days));
      ++opened;
    }
    for (const auto& [id, policy] : books->entries())
      if (books->standing_on(*policy, today) != books->standing_on(*policy, today - 1))
        tx.changed("document", id.value);
    tx.after("evaluations", json::value(opened));
    return opened;
  });
}

}  // namespace gongkai::policy
