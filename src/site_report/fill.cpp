#include "site_report/place.hpp"
#include "site_report/store.hpp"

namespace gongkai::site_report {

namespace {

Result<std::vector<Entry>> all_checked(const std::vector<Entry>& entries, const Context& context) {
  std::vector<Entry> kept;
  std::vector<Fault> faults;
  for (const auto& entry : entries) {
    const auto* row = form().find(entry.item);
    auto read = row ? checked(*row, entry) : refuse(FaultKind::invalid, "site_report.row_unknown", entry.item);
    if (!read) {
      std::ranges::move(each_of(read.error()), std::back_inserter(faults));
      continue;
    }
    read->entered_by = context.actor.name;
    read->entered_at = context.now();
    kept.push_back(*std::move(read));
  }
  CHECK_OK(all_of(std::move(faults)));
  return kept;
}

/// Only what is different: whoever saves the whole form has not entered every row of it anew.
void keep(Transaction& tx, SiteId site, std::int64_t year, const std::vector<Entry>& entries) {
  const auto old = store::entries(tx.db(), site, year);
  for (const auto& entry : entries) {
    const auto was = std::ranges::find(old, entry.item, &Entry::item);
    const bool is_there = was != old.end(), is_empty = entry.value.empty() && entry.note.empty();
    if (is_there ? was->value == entry.value && was->note == entry.note : is_empty) continue;
    if (is_empty) store::remove_entry(tx.db(), site, year, entry.item);
    else store::put(tx.db(), site, year, entry);
    if (is_there) tx.before(entry.item, json::object{{"value", was->value}, {"note", was->note}});
    tx.after(entry.item, json::object{{"value", entry.value}, {"note", entry.note}});
  }
}

}  // namespace

Result<std::int64_t> fill(Context& context, SiteId site, std::int64_t year, const std::vector<Entry>& entries,
                          std::int64_t version) {
  return in_transaction(context, "site_report.fill", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto place = TRY(place_of(tx.db(), site, year, context.today()));
    CHECK_OK(tx.require(may_fill, place.unit.path));
    const auto kept = TRY(all_checked(entries, context));
    if (!store::advance(tx.db(), site, year, version)) return refuse(FaultKind::conflict, "version.conflict");
    tx.about("site_report", site.value, place.unit.id);
    tx.detail("year", year);
    keep(tx, site, year, kept);
    tx.changed("site_report", site.value, feed::Operation::upsert, version + 1);
    return version + 1;
  });
}

}  // namespace gongkai::site_report
