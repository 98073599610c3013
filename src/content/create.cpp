#include "content/desk.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::content {

Result<DocumentId> create(Context& context, std::string_view type_id, UnitId unit_id, const Draft& draft) {
  return in_transaction(context, "content.create", [&](Transaction& tx) -> Result<DocumentId> {
    const auto unit = directory::find_unit(tx.db(), unit_id);
    if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
    CHECK_OK(tx.require("content.write", unit->path));
    if (unit->is_closed()) return refuse(FaultKind::conflict, "document.unit_closed", "unit");
    const auto type = find_type(tx.db(), type_id);
    if (!type) return refuse(FaultKind::invalid, "document.type_unknown", "type");
    CHECK_OK(unless(why_not_save(*type, draft)));
    const Column column = TRY(column_in(tx.db(), draft.column, {}));

    Document document{.id = tx.new_id<DocumentId>(),
                      .site = column.site,
                      .unit = unit->id,
                      .type = type->id,
                      .created_by = context.actor.person,
                      .created_at = tx.now()};
    Edition edition{.id = tx.new_id<EditionId>(), .document = document.id};
    CHECK_OK(write_into(tx, edition, draft));
    document.latest = edition.id;
    store::insert(tx.db(), document);
    store::insert(tx.db(), edition);
    CHECK_OK(link_up(tx, edition, draft.links));
    store::add_writer(tx.db(), edition.id, context.actor.person);
    tx.about("document", document.id.value, unit->id);
    tx.after("type", json::value(type->id));
    tx.after("title", json::value(edition.title));
    return document.id;
  });
}

}  // namespace gongkai::content
