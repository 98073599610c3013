#include "base/text.hpp"
#include "content/custody.hpp"
#include "review/rights.hpp"
#include "review/rounds.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

Result<RemarkId> remark(Context& context, const NewRemark& order) {
  return in_transaction(context, "review.remark", [&](Transaction& tx) -> Result<RemarkId> {
    const auto found = TRY(take_case(tx, order.document));
    const auto& path = found.desk.unit.path;
    if (Rights::load(tx.db(), context).may_any(*found.route, path)) tx.open_to_all();
    else CHECK_OK(tx.require("content.review", path));
    CHECK_OK(all_of(why_not_remark(order.quote, order.position, order.text, found.desk.latest.plain_text)));
    const auto id = tx.new_id<RemarkId>();
    store::insert(tx.db(), Remark{.id = id,
                                  .round = found.round.id,
                                  .edition = found.desk.latest.id,
                                  .person = context.actor.person,
                                  .person_name = context.actor.name,
                                  .quote = order.quote,
                                  .position = order.position,
                                  .text = std::string(trim(order.text)),
                                  .written_at = tx.now()});
    tx.detail("remark", json::value(trim(order.text)));
    tx.changed("review", order.document.value);
    return id;
  });
}

Result<void> resolve(Context& context, RemarkId id, std::string_view answer) {
  return in_transaction(context, "review.resolve", [&](Transaction& tx) -> Result<void> {
    auto found = store::find_remark(tx.db(), id);
    if (!found) return refuse(FaultKind::not_found, "review.remark_not_found");
    const auto round = store::find_round(tx.db(), found->round);
    if (!round) return refuse(FaultKind::not_found, "review.remark_not_found");
    const auto desk = TRY(content::find_desk(tx.db(), round->document));
    CHECK_OK(tx.require("content.write", desk.unit.path));
    CHECK_OK(content::check_access(tx.db(), context.actor, desk));
    tx.about("document", round->document.value, desk.unit.id);
    if (count_characters(answer) > 500)
      return refuse(FaultKind::invalid, "review.too_long", "answer", {{"value", "500"}});
    found->resolved_by = context.actor.person;
    found->resolved_name = context.actor.name;
    found->answer = trim(answer);
    found->resolved_at = tx.now();
    if (!store::resolve(tx.db(), *found)) return refuse(FaultKind::conflict, "review.already_resolved");
    tx.detail("remark", json::value(found->text));
    tx.changed("review", round->document.value);
    return {};
  });
}

}  // namespace gongkai::review
