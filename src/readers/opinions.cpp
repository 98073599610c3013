#include "content/api.hpp"
#include "platform/auth/vault.hpp"
#include "readers/rules.hpp"
#include "readers/store_voices.hpp"
#include "readers/use_cases.hpp"

namespace gongkai::readers {

Result<void> say_useful(Context& context, DocumentId document, Opinion given) {
  const auto opinion = TRY(checked(std::move(given)));
  return in_transaction(context, "readers.say_useful", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    const auto found = content::find_public(tx.db(), document);
    if (!found) return refuse(FaultKind::not_found, "document.not_found");
    store::add_opinion(tx.db(), document, context.today(), opinion.useful);
    tx.about("document", document.value, found->unit);
    tx.after("useful", opinion.useful);
    if (opinion.words.empty()) return {};
    const auto id = tx.new_id<RemarkId>();
    store::insert(tx.db(), Remark{.id = id,
                                  .document = document,
                                  .useful = opinion.useful,
                                  .words = context.services.vault->seal("remark.words", id.value, opinion.words),
                                  .written_at = tx.now()});
    return {};
  });
}

}  // namespace gongkai::readers
