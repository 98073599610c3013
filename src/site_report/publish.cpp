#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/http/page_cache.hpp"
#include "site_report/counting.hpp"
#include "site_report/place.hpp"
#include "site_report/store.hpp"

namespace gongkai::site_report {

namespace {

Result<std::string> checked_reason(std::string_view given, bool is_correction) {
  std::string reason(trim(given));
  if (!is_correction) return std::string();
  if (reason.empty()) return refuse(FaultKind::invalid, "site_report.reason_missing", "reason");
  if (count_characters(reason) > most_reason) return refuse(FaultKind::invalid, "site_report.reason_long", "reason");
  return reason;
}

Result<Edition> frozen(const Place& place, std::int64_t year, const Sheet& sheet, Edition edition) {
  CHECK_OK(all_of(why_incomplete(form(), sheet)));
  edition.frozen = frozen_text(form(), sheet,
                               {.site = place.site.name,
                                .site_code = place.site.identity_code,
                                .year = year,
                                .edition = edition.number,
                                .published_at = edition.published_at,
                                .reason = edition.reason});
  edition.digest = to_hex(auth::sha256(edition.frozen));
  return edition;
}

}  // namespace

Result<std::int64_t> publish(Context& context, SiteId site, std::int64_t year, std::string_view reason,
                             std::int64_t version) {
  return in_transaction(context, "site_report.publish", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto place = TRY(place_of(tx.db(), site, year, context.today()));
    CHECK_OK(tx.require(may_publish, place.unit.path));
    if (context.today().year() <= year) return refuse(FaultKind::conflict, "site_report.year_not_over");
    if (version == 0 || !store::advance(tx.db(), site, year, version))
      return refuse(FaultKind::conflict, version == 0 ? "site_report.empty" : "version.conflict");
    const auto before = store::editions(tx.db(), site, year);
    Edition next{.number = static_cast<std::int64_t>(before.size()) + 1,
                 .reason = TRY(checked_reason(reason, !before.empty())),
                 .published_by = context.actor.name,
                 .published_at = tx.now()};
    const auto edition = TRY(frozen(place, year, load_sheet(tx.db(), form(), place.site, year), std::move(next)));
    if (!before.empty() && parts_of(before.front().frozen) == parts_of(edition.frozen))
      return refuse(FaultKind::conflict, "site_report.nothing_changed");
    store::insert(tx.db(), site, year, edition);
    tx.about("site_report", site.value, place.unit.id);
    tx.detail("year", year);
    tx.after("edition", edition.number);
    tx.after("digest", json::value(edition.digest));
    if (!edition.reason.empty()) tx.after("reason", json::value(edition.reason));
    tx.changed("site_report", site.value, feed::Operation::upsert, version + 1);
    return edition.number;
  });
}

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  if (!services.pages) return;
  for (const auto& change : changes)
    if (change.topic == "site_report") services.pages->invalidate({"site-report:" + id_text(change.object)}, false);
}

}  // namespace gongkai::site_report
