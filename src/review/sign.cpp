#include "base/text.hpp"
#include "review/rights.hpp"
#include "review/rounds.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

namespace {

constexpr std::size_t longest_remark = 500;

/// The first of the ways to sign that no rule stands against; else the reasons against the most obvious one.
Result<Signer> choose(const OpenCase& found, const Step& step, const std::vector<Signer>& signers) {
  for (const auto& signer : signers)
    if (why_not_sign(found.situation(), step.id, signer).empty()) return signer;
  CHECK_OK(all_of(why_not_sign(found.situation(), step.id, signers.front())));
  return signers.front();
}

Result<const Step*> step_of(const OpenCase& found, const SignOrder& order) {
  if (order.round != found.round.id) return refuse(FaultKind::conflict, "review.round_over");
  const auto* step = found.route->find(order.step);
  if (!step) return refuse(FaultKind::invalid, "review.step_unknown", "step");
  if (count_characters(order.remark) > longest_remark)
    return refuse(FaultKind::invalid, "review.too_long", "remark", {{"value", std::to_string(longest_remark)}});
  return step;
}

Result<void> put_name(Transaction& tx, const OpenCase& found, Signature signature) {
  signature.round = found.round.id;
  signature.person = tx.context().actor.person;
  signature.person_name = tx.context().actor.name;
  signature.signed_at = tx.now();
  if (!store::insert(tx.db(), signature)) return refuse(FaultKind::conflict, "version.conflict");
  tx.detail("step", json::value(signature.step));
  if (!signature.remark.empty()) tx.detail("remark", json::value(signature.remark));
  if (signature.on_behalf) tx.detail("on_behalf", json::value(signature.on_behalf_name));
  if (!signature.override_reason.empty()) tx.detail("reason", json::value(signature.override_reason));
  tx.changed("review", found.desk.document.id.value);
  return {};
}

}  // namespace

Result<void> sign(Context& context, const SignOrder& order) {
  return in_transaction(context, "review.sign", [&](Transaction& tx) -> Result<void> {
    const auto found = TRY(take_case(tx, order.document));
    const auto* step = TRY(step_of(found, order));
    const auto rights = Rights::load(tx.db(), context);
    const auto signers = TRY(require_right(tx, rights, step->permission, found.desk.unit.path));
    const auto signer = TRY(choose(found, *step, signers));
    return put_name(tx, found,
                    {.step = step->id,
                     .on_behalf = signer.on_behalf,
                     .on_behalf_name = rights.name_of(signer.on_behalf),
                     .remark = std::string(trim(order.remark))});
  });
}

Result<void> override_step(Context& context, const SignOrder& order, std::string_view reason) {
  return in_transaction(context, "review.override", [&](Transaction& tx) -> Result<void> {
    const auto found = TRY(take_case(tx, order.document));
    CHECK_OK(tx.require("review.override", found.desk.unit.path));
    const auto* step = TRY(step_of(found, order));
    CHECK_OK(all_of(why_not_override(found.situation(), step->id, context.actor.person, reason)));
    return put_name(
        tx, found,
        {.step = step->id, .override_reason = std::string(trim(reason)), .remark = std::string(trim(order.remark))});
  });
}

}  // namespace gongkai::review
