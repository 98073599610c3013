#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "catalogue/use_cases.hpp"
#include "content/custody.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

namespace {

std::vector<Fault> why_not_file(db::Session& session, const Filing& filing) {
  std::vector<Fault> faults;
  if (!filing.statutory_class.empty() && !statute().find_class(filing.statutory_class))
    faults.push_back({FaultKind::invalid, "catalogue.class_unknown", "class", {}, {}});
  if (!filing.audiences.empty())
    for (const auto audience : split(filing.audiences, ','))
      if (!statute().is_audience(audience)) {
        faults.push_back({FaultKind::invalid, "catalogue.audience_unknown", "audiences", {}, {}});
        break;
      }
  if (!filing.catalogue) return faults;
  const auto versions = store::versions(session, filing.catalogue);
  const auto* current = in_force(versions);
  if (!current || !store::find_item(session, current->id, filing.code))
    faults.push_back({FaultKind::invalid, "catalogue.item_not_found", "code", {}, {}});
  return faults;
}

}  // namespace

Result<void> file_document(Context& context, Filing filing) {
  return in_transaction(context, "catalogue.file_document", [&](Transaction& tx) -> Result<void> {
    const auto document = store::find_dated(tx.db(), filing.document);
    const auto unit = document ? directory::find_unit(tx.db(), document->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "document.not_found");
    CHECK_OK(tx.require("content.write", unit->path));
    CHECK_OK(content::check_access(tx.db(), context.actor, TRY(content::find_desk(tx.db(), filing.document))));
    CHECK_OK(all_of(why_not_file(tx.db(), filing)));
    const auto before = store::find_filing(tx.db(), filing.document);
    Filing fresh = filing;
    if (!fresh.catalogue) fresh.code.clear();
    fresh.filed_by = context.actor.person;
    fresh.filed_at = tx.now();
    store::put(tx.db(), fresh);
    tx.about("document", fresh.document.value, unit->id);
    tx.before("class", json::value(before ? before->statutory_class : document->type));
    tx.after("class", json::value(fresh.statutory_class));
    tx.after("code", json::value(fresh.code));
    tx.after("audiences", json::value(fresh.audiences));
    tx.changed("document", fresh.document.value);
    return {};
  });
}

}  // namespace gongkai::catalogue
