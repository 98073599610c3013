#include "content/gates.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

Result<std::int64_t> submit(Context& context, DocumentId id, std::int64_t version) {
  return in_transaction(context, "content.submit", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.write", version));
    const auto attachments = store::attachments(tx.db(), desk.latest.id);
    CHECK_OK(unless(why_not_submit(*desk.type, desk.latest, attachments.size(), tx.now().day())));
    CHECK_OK(unless(why_links_missing(tx.db(), desk)));
    CHECK_OK(unless(gates_against_submit(tx.db(), context, desk)));
    desk.latest.state = State::in_review;
    desk.latest.submitted_at = tx.now();
    desk.latest.remark.clear();
    CHECK_OK(pass_gates(tx, desk, &Gate::on_submit));
    store::update(tx.db(), desk.latest);
    tx.after("state", json::value(name_of(desk.latest.state)));
    return desk.document.version;
  });
}

}  // namespace gongkai::content
