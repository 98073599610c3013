#include "readers/store.hpp"

namespace gongkai {

using readers::SiteCount;
using readers::store::DocumentReadings;

template <>
struct db::Columns<DocumentReadings> {
  static constexpr auto list =
      std::tuple{db::column("document", &DocumentReadings::document), db::column("title", &DocumentReadings::title),
                 db::column("readings", &DocumentReadings::readings), db::column("useful", &DocumentReadings::useful),
                 db::column("useless", &DocumentReadings::useless)};
};
template <>
struct db::Columns<SiteCount> {
  static constexpr auto list =
      std::tuple{db::column("pages", &SiteCount::pages), db::column("visitors", &SiteCount::visitors)};
};

}  // namespace gongkai

namespace gongkai::readers::store {

namespace {

const db::Query add_to_document{
    "readers.add_to_document",
    "INSERT INTO document_reading (document, day, readings) SELECT id, $2, $3 FROM document WHERE id = $1 "
    "ON CONFLICT (document, day) DO UPDATE SET readings = document_reading.readings + excluded.readings"};
const db::Query add_to_file{
    "readers.add_to_file",
    "INSERT INTO file_reading (file, day, readings) VALUES ($1, $2, $3) "
    "ON CONFLICT (file, day) DO UPDATE SET readings = file_reading.readings + excluded.readings"};
const db::Query add_to_site{
    "readers.add_to_site",
    "INSERT INTO site_reading (site, day, pages, visitors) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (site, day) DO UPDATE SET pages = site_reading.pages + excluded.pages, "
    "visitors = CASE WHEN excluded.visitors > site_reading.visitors THEN excluded.visitors ELSE site_reading.visitors "
    "END"};
const db::Query most_read_of_site{
    "readers.most_read",
    "SELECT m.document, e.title, m.readings, "
    "cast(COALESCE((SELECT sum(u.useful) FROM usefulness u WHERE u.document = m.document AND u.day >= $2 AND "
    "u.day <= $3), 0) AS BIGINT) AS useful, "
    "cast(COALESCE((SELECT sum(u.useless) FROM usefulness u WHERE u.document = m.document AND u.day >= $2 AND "
    "u.day <= $3), 0) AS BIGINT) AS useless "
    "FROM (SELECT r.document, cast(sum(r.readings) AS BIGINT) AS readings FROM document_reading r JOIN document d ON "
    "d.id = r.document WHERE d.site = $1 AND d.released IS NOT NULL AND r.day >= $2 AND r.day <= $3 GROUP BY "
    "r.document "
    "ORDER BY sum(r.readings) DESC, r.document DESC LIMIT $4) m JOIN document d ON d.id = m.document JOIN edition e ON "
    "e.id = d.released ORDER BY m.readings DESC, m.document DESC"};
const db::Query all_readings_of{
    "readers.readings_of",
    "SELECT cast(COALESCE(sum(readings), 0) AS BIGINT) FROM document_reading WHERE document = $1"};
const db::Query site_readings_of{"readers.readings_of_site",
                                 "SELECT cast(COALESCE(sum(pages), 0) AS BIGINT) AS pages, "
                                 "cast(COALESCE(sum(visitors), 0) AS BIGINT) AS visitors FROM "
                                 "site_reading WHERE site = $1 AND day >= $2 AND day <= $3"};

}  // namespace

void add_document_readings(db::Session& session, DocumentId document, Day day, std::int64_t readings) {
  session.exec(add_to_document, document, day, readings);
}
void add_file_readings(db::Session& session, FileId file, Day day, std::int64_t readings) {
  session.exec(add_to_file, file, day, readings);
}
void add_site_readings(db::Session& session, SiteId site, Day day, const SiteCount& count) {
  session.exec(add_to_site, site, day, count.pages, count.visitors);
}

std::vector<DocumentReadings> most_read(db::Session& session, SiteId site, Day from, Day to, int limit) {
  return session.all<DocumentReadings>(most_read_of_site, site, from, to, limit);
}
std::int64_t readings_of(db::Session& session, DocumentId document) {
  return session.one<std::int64_t>(all_readings_of, document).value_or(0);
}
SiteCount readings_of_site(db::Session& session, SiteId site, Day from, Day to) {
  return session.one<SiteCount>(site_readings_of, site, from, to).value_or(SiteCount{});
}

}  // namespace gongkai::readers::store
