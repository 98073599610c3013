#include "site_report/store.hpp"

namespace gongkai {
using site_report::Edition;
using site_report::Entry;
using site_report::Report;
using site_report::store::Published;
using site_report::store::Released;
template <>
struct db::Columns<Report> {
  static constexpr auto list = std::tuple{db::column("site", &Report::site), db::column("year", &Report::year),
                                          db::column("version", &Report::version)};
};
template <>
struct db::Columns<Entry> {
  static constexpr auto list =
      std::tuple{db::column("item", &Entry::item), db::column("value", &Entry::value), db::column("note", &Entry::note),
                 db::column("entered_by", &Entry::entered_by), db::column("entered_at", &Entry::entered_at)};
};
template <>
struct db::Columns<Edition> {
  static constexpr auto list = std::tuple{db::column("number", &Edition::number),
                                          db::column("frozen", &Edition::frozen),
                                          db::column("digest", &Edition::digest),
                                          db::column("reason", &Edition::reason),
                                          db::column("published_by", &Edition::published_by),
                                          db::column("published_at", &Edition::published_at)};
};
template <>
struct db::Columns<Published> {
  static constexpr auto list =
      std::tuple{db::column("site", &Published::site), db::column("year", &Published::year),
                 db::column("first_at", &Published::first_at), db::column("last_at", &Published::last_at),
                 db::column("editions", &Published::editions)};
};
template <>
struct db::Columns<Released> {
  static constexpr auto list = std::tuple{db::column("type", &Released::type), db::column("number", &Released::number)};
};
}  // namespace gongkai

namespace gongkai::site_report::store {

namespace {

#define ENTRY_FIELDS "item, value, note, entered_by, entered_at"
#define EDITION_FIELDS "number, frozen, digest, reason, published_by, published_at"
#define PUBLISHED                                                                                              \
  "SELECT site, year, min(published_at) AS first_at, max(published_at) AS last_at, count(*) AS editions FROM " \
  "site_report_edition "

const db::Query find_report{"site_report.find",
                            "SELECT site, year, version FROM site_report WHERE site = $1 AND year = $2"};
const db::Query begin_report{"site_report.begin",
                             "INSERT INTO site_report (site, year, version) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING"};
const db::Query next_version{
    "site_report.next_version",
    "UPDATE site_report SET version = version + 1 WHERE site = $1 AND year = $2 AND version = $3"};
const db::Query all_entries{"site_report.entries",
                            "SELECT " ENTRY_FIELDS
                            " FROM site_report_entry WHERE site = $1 AND year = $2 ORDER BY item"};
const db::Query put_entry{
    "site_report.put_entry",
    "INSERT INTO site_report_entry (site, year, " ENTRY_FIELDS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (site, year, item) DO UPDATE SET value = excluded.value, note = "
    "excluded.note, entered_by = excluded.entered_by, entered_at = excluded.entered_at"};
const db::Query drop_entry{"site_report.remove_entry",
                           "DELETE FROM site_report_entry WHERE site = $1 AND year = $2 AND item = $3"};
const db::Query all_editions{"site_report.editions",
                             "SELECT " EDITION_FIELDS
                             " FROM site_report_edition WHERE site = $1 AND year = $2 ORDER BY number DESC"};
const db::Query insert_edition{"site_report.insert_edition",
                               "INSERT INTO site_report_edition (site, year, " EDITION_FIELDS
                               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query of_year{"site_report.published_of_year", PUBLISHED "WHERE year = $1 GROUP BY site, year ORDER BY site"};
const db::Query of_site{"site_report.published_of_site",
                        PUBLISHED "WHERE site = $1 GROUP BY site, year ORDER BY year DESC"};
const db::Query released_by_type{"site_report.released",
                                 "SELECT type, count(*) AS number FROM document WHERE site = $1 AND released IS NOT "
                                 "NULL AND published_at >= $2 AND published_at < $3 GROUP BY type ORDER BY type"};

}  // namespace

std::optional<Report> find(db::Session& session, SiteId site, std::int64_t year) {
  return session.one<Report>(find_report, site, year);
}
bool advance(db::Session& session, SiteId site, std::int64_t year, std::int64_t version) {
  if (version == 0) return session.exec(begin_report, site, year) == 1;
  return session.exec(next_version, site, year, version) == 1;
}
std::vector<Entry> entries(db::Session& session, SiteId site, std::int64_t year) {
  return session.all<Entry>(all_entries, site, year);
}
void put(db::Session& session, SiteId site, std::int64_t year, const Entry& e) {
  session.exec(put_entry, site, year, e.item, e.value, e.note, e.entered_by, e.entered_at);
}
void remove_entry(db::Session& session, SiteId site, std::int64_t year, std::string_view item) {
  session.exec(drop_entry, site, year, item);
}
std::vector<Edition> editions(db::Session& session, SiteId site, std::int64_t year) {
  return session.all<Edition>(all_editions, site, year);
}
void insert(db::Session& session, SiteId site, std::int64_t year, const Edition& e) {
  session.exec(insert_edition, site, year, e.number, e.frozen, e.digest, e.reason, e.published_by, e.published_at);
}
std::vector<Published> published_of_year(db::Session& session, std::int64_t year) {
  return session.all<Published>(of_year, year);
}
std::vector<Published> published_of_site(db::Session& session, SiteId site) {
  return session.all<Published>(of_site, site);
}
std::vector<Released> released(db::Session& session, SiteId site, Instant from, Instant to) {
  return session.all<Released>(released_by_type, site, from, to);
}

}  // namespace gongkai::site_report::store
