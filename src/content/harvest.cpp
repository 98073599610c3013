#include "content/harvest.hpp"

#include "platform/http/page_cache.hpp"

namespace gongkai {

using content::Withdrawn;

template <>
struct db::Columns<Withdrawn> {
  static constexpr auto list =
      std::tuple{db::column("document", &Withdrawn::document), db::column("kind", &Withdrawn::kind),
                 db::column("reason", &Withdrawn::reason), db::column("withdrawn_at", &Withdrawn::withdrawn_at)};
};

}  // namespace gongkai

namespace gongkai::content {

namespace {

const db::Query harvest_ids{
    "content.harvest_ids",
    "SELECT d.id FROM document d JOIN edition e ON e.id = d.released WHERE d.id > $1 AND ($2 = 0 OR d.site = $2) "
    "AND ($3 = 0 OR e.column_id = $3) AND ($4 = 0 OR d.unit = $4) AND ($5 = '' OR d.type = $5) "
    "AND e.published_at >= $6 AND ($7 = 0 OR e.published_at < $7) AND e.state IN (4, 8) ORDER BY d.id LIMIT $8"};
const db::Query published_moments{
    "content.published_moments",
    "SELECT d.published_at FROM document d JOIN edition e ON e.id = d.released WHERE d.site = $1 AND e.state IN (4, 8) "
    "ORDER BY d.published_at"};
const db::Query withdrawn_after{
    "content.withdrawn_after",
    "SELECT document, kind, reason, withdrawn_at FROM withdrawal WHERE withdrawn_at >= $1 ORDER BY withdrawn_at DESC, "
    "document DESC LIMIT $2"};

}  // namespace

std::vector<PublicDocument> harvest(db::Session& session, const HarvestFilter& filter) {
  std::vector<PublicDocument> documents;
  for (const auto id :
       session.all<DocumentId>(harvest_ids, filter.after.value, filter.site.value, filter.column.value,
                               filter.unit.value, filter.type, filter.from, filter.to.micros, filter.limit))
    if (auto document = find_public(session, id)) documents.push_back(*std::move(document));
  return documents;
}

std::vector<HarvestMonth> harvest_months(db::Session& session, SiteId site) {
  http::Recorder::note("docs:" + to_text(site));
  std::vector<HarvestMonth> months;
  for (const auto moment : session.all<Instant>(published_moments, site)) {
    const auto month = to_text(moment.day()).substr(0, 7);
    if (months.empty() || months.back().month != month) months.push_back({month, 0});
    ++months.back().documents;
  }
  return months;
}

std::vector<Withdrawn> withdrawn_since(db::Session& session, Instant since, int limit) {
  return session.all<Withdrawn>(withdrawn_after, since, limit);
}

}  // namespace gongkai::content
