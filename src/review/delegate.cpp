#include "base/text.hpp"
#include "directory/api.hpp"
#include "review/rules.hpp"
#include "review/store.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

namespace {

/// Rights that may be lent. 特批 stays with the person who answers for the unit.
bool may_be_lent(std::string_view permission) {
  constexpr std::string_view lent[] = {"review.proofread", "review.first",   "review.second",
                                       "review.final",     "review.secrecy", "review.recheck"};
  return std::ranges::find(lent, permission) != std::end(lent);
}

}  // namespace

Result<DelegationId> delegate(Context& context, const NewDelegation& order) {
  return in_transaction(context, "review.delegate", [&](Transaction& tx) -> Result<DelegationId> {
    for (const auto& permission : order.permissions) {
      if (!may_be_lent(permission)) return refuse(FaultKind::invalid, "review.not_to_be_lent", "permissions");
      if (!context.actor.may_somewhere(permission)) CHECK_OK(tx.require(permission, context.actor.unit_path));
    }
    tx.open_to_all();  // everybody may lend what is theirs
    const auto to = directory::find_person(tx.db(), order.to);
    Delegation delegation{.id = tx.new_id<DelegationId>(),
                          .from = context.actor.person,
                          .from_name = context.actor.name,
                          .to = to && to->state == directory::PersonState::active ? to->id : PersonId{},
                          .to_name = to ? to->name : "",
                          .permissions = join(order.permissions, " "),
                          .first = order.first,
                          .last = order.last,
                          .reason = std::string(trim(order.reason)),
                          .made_at = tx.now()};
    CHECK_OK(all_of(why_not_delegate(delegation, tx.now().day())));
    store::insert(tx.db(), delegation);
    tx.about("person", delegation.to.value, context.actor.unit);
    tx.detail("to", json::value(delegation.to_name));
    tx.detail("permissions", json::value(delegation.permissions));
    tx.detail("period", json::value(to_text(delegation.first) + " – " + to_text(delegation.last)));
    tx.detail("reason", json::value(delegation.reason));
    return delegation.id;
  });
}

Result<void> end_delegation(Context& context, DelegationId id) {
  return in_transaction(context, "review.end_delegation", [&](Transaction& tx) -> Result<void> {
    const auto found = store::find_delegation(tx.db(), id);
    if (!found || (found->from != context.actor.person && found->to != context.actor.person))
      return refuse(FaultKind::not_found, "review.delegation_not_found");
    tx.open_to_all();  // either side may end it
    if (!store::end(tx.db(), id, tx.now())) return refuse(FaultKind::conflict, "review.delegation_over");
    tx.about("person", found->to.value, context.actor.unit);
    return {};
  });
}

}  // namespace gongkai::review
