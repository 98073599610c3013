#include "base/text.hpp"
#include "directory/api.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::sites {

namespace {

using directory::NoticeBar;

/// What stands on every site is the business of those who keep the whole platform.
Result<UnitId> may_keep(Transaction& tx, SiteId id) {
  if (!id) {
    CHECK_OK(tx.require("sites.content", "/"));
    return tx.context().actor.unit;
  }
  const auto site = directory::find_site(tx.db(), id);
  const auto unit = site ? directory::find_unit(tx.db(), site->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::invalid, "column.site_unknown", "site");
  CHECK_OK(tx.require("sites.content", unit->path));
  return unit->id;
}

json::value facts(const NoticeBar& bar) {
  return {{"site", bar.site ? to_text(bar.site) : ""},
          {"words", bar.words},
          {"address", bar.address},
          {"urgent", bar.urgent},
          {"first_at", to_iso(bar.first_at)},
          {"last_at", to_iso(bar.last_at)}};
}

void fill(NoticeBar& bar, const NoticeBarFields& fields, const Context& context) {
  bar.site = fields.site;
  bar.words = trim(fields.words);
  bar.address = fields.address;
  bar.urgent = fields.urgent;
  bar.first_at = fields.first_at;
  bar.last_at = fields.last_at;
  bar.made_by = context.actor.name;
}

/// Cached pages must turn when the period begins and when it ends.
void announce(Transaction& tx, const NoticeBar& bar, feed::Operation operation = feed::Operation::upsert) {
  tx.changed("notice_bar", bar.id.value, operation, bar.version);
  if (operation == feed::Operation::remove) return;
  const json::value payload{{"notice_bar", to_text(bar.id)}};
  for (const Instant at : {bar.first_at, bar.last_at})
    if (at > tx.now())
      tx.enqueue("sites.turn_notice_bar", payload, at, fmt::format("notice_bar:{}:{}", bar.id.value, at.micros));
}

}  // namespace

Result<NoticeBarId> add_notice_bar(Context& context, const NoticeBarFields& fields) {
  return in_transaction(context, "sites.add_notice_bar", [&](Transaction& tx) -> Result<NoticeBarId> {
    const auto unit = TRY(may_keep(tx, fields.site));
    CHECK_OK(all_of(why_not_notice_bar(fields, tx.now())));
    NoticeBar bar{.id = tx.new_id<NoticeBarId>()};
    fill(bar, fields, context);
    directory::store::insert_notice_bar(tx.db(), bar);
    tx.about("notice_bar", bar.id.value, unit);
    tx.after("notice_bar", facts(bar));
    announce(tx, bar);
    return bar.id;
  });
}

Result<void> change_notice_bar(Context& context, NoticeBarId id, const NoticeBarFields& fields, std::int64_t version) {
  return in_transaction(context, "sites.change_notice_bar", [&](Transaction& tx) -> Result<void> {
    auto bar = directory::store::find_notice_bar(tx.db(), id);
    if (!bar) return refuse(FaultKind::not_found, "sites.notice_bar_unknown");
    TRY(may_keep(tx, bar->site));
    const auto unit = TRY(may_keep(tx, fields.site));
    CHECK_OK(all_of(why_not_notice_bar(fields, tx.now())));
    tx.about("notice_bar", id.value, unit);
    tx.before("notice_bar", facts(*bar));
    fill(*bar, fields, context);
    bar->version = version;
    if (!directory::store::update_notice_bar(tx.db(), *bar)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("notice_bar", facts(*bar));
    announce(tx, *bar);
    return {};
  });
}

Result<void> remove_notice_bar(Context& context, NoticeBarId id) {
  return in_transaction(context, "sites.remove_notice_bar", [&](Transaction& tx) -> Result<void> {
    const auto bar = directory::store::find_notice_bar(tx.db(), id);
    if (!bar) return refuse(FaultKind::not_found, "sites.notice_bar_unknown");
    const auto unit = TRY(may_keep(tx, bar->site));
    directory::store::remove_notice_bar(tx.db(), id);
    tx.about("notice_bar", id.value, unit);
    tx.before("notice_bar", facts(*bar));
    announce(tx, *bar, feed::Operation::remove);
    return {};
  });
}

}  // namespace gongkai::sites
