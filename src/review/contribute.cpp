#include "base/text.hpp"
#include "content/store.hpp"
#include "directory/api.hpp"
#include "review/store.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

namespace {

void check_text(std::vector<Fault>& faults, std::string_view text, std::string_view field, std::string_view missing,
                std::size_t longest) {
  if (trim(text).empty()) faults.push_back({FaultKind::invalid, std::string(missing), std::string(field), {}, {}});
  else if (count_characters(text) > longest)
    faults.push_back(
        {FaultKind::invalid, "review.too_long", std::string(field), {{"value", std::to_string(longest)}}, {}});
}

}  // namespace

Result<ContributionId> offer(Context& context, const Offer& order) {
  return in_transaction(context, "contribution.offer", [&](Transaction& tx) -> Result<ContributionId> {
    CHECK_OK(tx.require("review.contribute", context.actor.unit_path));
    const auto to = directory::find_unit(tx.db(), order.to_unit);
    std::vector<Fault> faults;
    if (!to || to->is_closed()) faults.push_back({FaultKind::invalid, "review.unit_unknown", "to_unit", {}, {}});
    check_text(faults, order.title, "title", "contribution.title_missing", 120);
    check_text(faults, order.text, "text", "contribution.text_missing", 20'000);
    check_text(faults, order.source, "source", "contribution.source_missing", 120);
    CHECK_OK(all_of(std::move(faults)));
    const auto id = tx.new_id<ContributionId>();
    store::insert(tx.db(), Contribution{.id = id,
                                        .from_unit = context.actor.unit,
                                        .to_unit = order.to_unit,
                                        .person = context.actor.person,
                                        .person_name = context.actor.name,
                                        .title = std::string(trim(order.title)),
                                        .text = std::string(trim(order.text)),
                                        .source = std::string(trim(order.source)),
                                        .sent_at = tx.now()});
    tx.about("contribution", id.value, order.to_unit);
    tx.detail("title", json::value(trim(order.title)));
    return id;
  });
}

Result<void> decide(Context& context, ContributionId id, const Decision& decision) {
  return in_transaction(context, "contribution.decide", [&](Transaction& tx) -> Result<void> {
    auto found = store::find_contribution(tx.db(), id);
    if (!found) return refuse(FaultKind::not_found, "contribution.not_found");
    const auto unit = directory::find_unit(tx.db(), found->to_unit);
    if (!unit) return refuse(FaultKind::not_found, "contribution.not_found");
    CHECK_OK(tx.require("review.adopt", unit->path));
    tx.about("contribution", id.value, found->to_unit);
    std::vector<Fault> faults;
    if (!decision.adopted) check_text(faults, decision.reason, "reason", "contribution.reason_missing", 300);
    if (decision.document && !content::store::find_document(tx.db(), decision.document))
      faults.push_back({FaultKind::invalid, "document.not_found", "document", {}, {}});
    CHECK_OK(all_of(std::move(faults)));
    found->state = decision.adopted ? ContributionState::adopted : ContributionState::declined;
    found->reason = trim(decision.reason);
    found->decided_name = context.actor.name;
    found->decided_at = tx.now();
    found->document = decision.document;
    if (!store::decide(tx.db(), *found)) return refuse(FaultKind::conflict, "contribution.decided");
    tx.after("state", json::value(name_of(found->state)));
    return {};
  });
}

}  // namespace gongkai::review
