#include <algorithm>

#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "catalogue/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

namespace {

constexpr std::size_t name_max = 60, note_max = 500;

struct Draft {
  Version version;
  Catalogue catalogue;
};

/// The catalogue, for those who may change it.
Result<Catalogue> managed(Transaction& tx, CatalogueId id) {
  const auto catalogue = store::find_catalogue(tx.db(), id);
  const auto unit = catalogue ? directory::find_unit(tx.db(), catalogue->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "catalogue.not_found");
  CHECK_OK(tx.require("catalogue.manage", unit->path));
  tx.about("catalogue", id.value, unit->id);
  return *catalogue;
}

/// Takes the draft's next version; what is published stays as it is.
Result<Draft> open_draft(Transaction& tx, CatalogueVersionId id, std::int64_t version) {
  const auto found = store::find_version(tx.db(), id);
  if (!found) return refuse(FaultKind::not_found, "catalogue.version_not_found");
  const auto catalogue = TRY(managed(tx, found->catalogue));
  if (found->published_at) return refuse(FaultKind::conflict, "catalogue.already_published");
  if (!store::claim(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
  tx.detail("edition", json::value(found->number));
  return Draft{*found, catalogue};
}

/// What the statute cannot know: the unit exists and lies below the catalogue's owner.
Result<void> check_unit(db::Session& session, const Catalogue& catalogue, const Item& item) {
  if (!item.unit) return {};
  const auto owner = directory::find_unit(session, catalogue.unit);
  const auto unit = directory::find_unit(session, item.unit);
  if (!unit || !owner || !unit->path.starts_with(owner->path))
    return refuse(FaultKind::invalid, "catalogue.unit_unknown", "unit");
  return {};
}

std::vector<Version> drafts_of(db::Session& session, CatalogueId id) {
  auto versions = store::versions(session, id);
  std::erase_if(versions, [](const Version& version) { return version.published_at.has_value(); });
  return versions;
}

}  // namespace

Result<CatalogueId> begin(Context& context, UnitId unit_id, Kind kind, std::string_view name) {
  return in_transaction(context, "catalogue.begin", [&](Transaction& tx) -> Result<CatalogueId> {
    const auto unit = directory::find_unit(tx.db(), unit_id);
    if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
    CHECK_OK(tx.require("catalogue.manage", unit->path));
    if (trim(name).empty() || count_characters(name) > name_max)
      return refuse(FaultKind::invalid, "catalogue.name_wrong", "name");
    for (const auto& known : store::catalogues(tx.db()))
      if (known.unit == unit_id && kind == Kind::basic && known.kind == kind)
        return refuse(FaultKind::conflict, "catalogue.basic_exists", "kind");
    const Catalogue catalogue{tx.new_id<CatalogueId>(), unit_id, kind, std::string(trim(name)), tx.now()};
    store::insert(tx.db(), catalogue);
    store::insert(tx.db(),
                  Version{.id = tx.new_id<CatalogueVersionId>(), .catalogue = catalogue.id, .created_at = tx.now()});
    tx.about("catalogue", catalogue.id.value, unit_id);
    tx.after("name", json::value(catalogue.name));
    tx.changed("catalogue", catalogue.id.value);
    return catalogue.id;
  });
}

Result<CatalogueVersionId> revise(Context& context, CatalogueId id) {
  return in_transaction(context, "catalogue.revise", [&](Transaction& tx) -> Result<CatalogueVersionId> {
    const auto catalogue = TRY(managed(tx, id));
    if (!drafts_of(tx.db(), id).empty()) return refuse(FaultKind::conflict, "catalogue.draft_exists");
    const auto versions = store::versions(tx.db(), id);
    const Version draft{.id = tx.new_id<CatalogueVersionId>(),
                        .catalogue = id,
                        .number = versions.empty() ? 1 : versions.front().number + 1,
                        .created_at = tx.now()};
    store::insert(tx.db(), draft);
    if (const auto* current = in_force(versions))
      for (auto item : store::items(tx.db(), current->id)) {
        item.id = tx.new_id<CatalogueItemId>();
        item.version_id = draft.id;
        store::insert(tx.db(), item);
      }
    tx.detail("edition", json::value(draft.number));
    tx.changed("catalogue", id.value);
    return draft.id;
  });
}

Result<std::int64_t> put_item(Context& context, CatalogueVersionId id, Item item, std::int64_t version) {
  return in_transaction(context, "catalogue.put_item", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto draft = TRY(open_draft(tx, id, version));
    CHECK_OK(all_of(why_not_item(item, statute())));
    CHECK_OK(check_unit(tx.db(), draft.catalogue, item));
    const auto same_code = store::find_item(tx.db(), id, item.code);
    if (same_code && same_code->id != item.id) return refuse(FaultKind::conflict, "catalogue.code_taken", "code");
    auto fresh = item;
    fresh.version_id = id;
    if (fresh.id) {
      const auto before = store::find_item(tx.db(), fresh.id);
      if (!before || before->version_id != id) return refuse(FaultKind::not_found, "catalogue.item_not_found");
      if (fresh.position == 0) fresh.position = before->position;
      tx.before("title", json::value(before->title));
      store::update(tx.db(), fresh);
    } else {
      fresh.id = tx.new_id<CatalogueItemId>();
      if (fresh.position == 0) fresh.position = store::last_position(tx.db(), id) + 1;
      store::insert(tx.db(), fresh);
    }
    tx.after("code", json::value(fresh.code));
    tx.after("title", json::value(fresh.title));
    return version + 1;
  });
}

Result<std::int64_t> drop_item(Context& context, CatalogueVersionId id, CatalogueItemId item_id, std::int64_t version) {
  return in_transaction(context, "catalogue.drop_item", [&](Transaction& tx) -> Result<std::int64_t> {
    TRY(open_draft(tx, id, version));
    const auto item = store::find_item(tx.db(), item_id);
    if (!item || item->version_id != id) return refuse(FaultKind::not_found, "catalogue.item_not_found");
    tx.before("title", json::value(item->title));
    store::remove_item(tx.db(), item_id);
    return version + 1;
  });
}

Result<std::int64_t> replace_items(Context& context, CatalogueVersionId id, std::vector<Item> items,
                                   std::int64_t version) {
  return in_transaction(context, "catalogue.replace_items", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto draft = TRY(open_draft(tx, id, version));
    store::remove_items(tx.db(), id);
    std::int64_t position = 0;
    for (auto item : items) {
      CHECK_OK(all_of(why_not_item(item, statute())));
      CHECK_OK(check_unit(tx.db(), draft.catalogue, item));
      if (store::find_item(tx.db(), id, item.code))
        return refuse(FaultKind::conflict, "catalogue.code_twice", "code", {{"code", item.code}});
      item.id = tx.new_id<CatalogueItemId>();
      item.version_id = id;
      item.position = ++position;
      store::insert(tx.db(), item);
    }
    tx.after("items", json::value(position));
    return version + 1;
  });
}

Result<std::int64_t> publish(Context& context, CatalogueVersionId id, std::string_view note, std::int64_t version) {
  return in_transaction(context, "catalogue.publish", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto draft = TRY(open_draft(tx, id, version));
    if (count_characters(note) > note_max) return refuse(FaultKind::invalid, "catalogue.text_too_long", "note");
    CHECK_OK(all_of(why_not_publish(draft.version, store::items(tx.db(), id))));
    store::publish(tx.db(), id, trim(note), tx.now(), context.actor.person);
    tx.after("state", json::value("in_force"));
    tx.changed("catalogue", draft.catalogue.id.value);
    return version + 1;
  });
}

Result<void> discard(Context& context, CatalogueVersionId id, std::int64_t version) {
  return in_transaction(context, "catalogue.discard", [&](Transaction& tx) -> Result<void> {
    const auto draft = TRY(open_draft(tx, id, version));
    store::remove_items(tx.db(), id);
    store::remove_version(tx.db(), id);
    tx.changed("catalogue", draft.catalogue.id.value);
    return {};
  });
}

}  // namespace gongkai::catalogue
