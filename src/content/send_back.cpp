#include "base/text.hpp"
#include "content/gates.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

Result<std::int64_t> send_back(Context& context, DocumentId id, std::string_view remark, std::int64_t version) {
  return in_transaction(context, "content.return", [&](Transaction& tx) -> Result<std::int64_t> {
    auto desk = TRY(open_desk(tx, id, "content.review", version));
    CHECK_OK(unless(why_not_return(desk.latest, remark)));
    desk.latest.state = State::returned;
    desk.latest.remark = trim(remark);
    desk.latest.release_at.reset();
    store::update(tx.db(), desk.latest);
    CHECK_OK(pass_gates(tx, desk, &Gate::on_return));
    tx.after("state", json::value(name_of(desk.latest.state)));
    tx.detail("remark", json::value(desk.latest.remark));
    return desk.document.version;
  });
}

}  // namespace gongkai::content
