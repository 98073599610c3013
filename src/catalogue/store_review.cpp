#include "catalogue/store_review.hpp"

#define CAMPAIGN_FIELDS "id, unit, name, about, due_on, created_at, closed_at"
#define ENTRY_FIELDS                                                                                                 \
  "id, campaign, unit, number, title, formed_on, attribute_before, decision, ground, note, decided_by, decided_at, " \
  "draft"
#define UNPUBLISHED_FIELDS                                                                                    \
  "d.id AS document, e.id AS edition, d.unit, e.title, e.disclosure AS attribute, e.ground, "                 \
  "e.changed_at AS filed_at, (SELECT max(r.decided_at) FROM disclosure_review r WHERE r.document = d.id) AS " \
  "reviewed_at FROM document d JOIN edition e ON e.id = d.latest"

namespace gongkai {

using catalogue::Campaign;
using catalogue::Entry;
using catalogue::Unpublished;
using catalogue::store::Progress;
using catalogue::store::Review;

template <>
struct db::Columns<Campaign> {
  static constexpr auto list = std::tuple{db::column("id", &Campaign::id),
                                          db::column("unit", &Campaign::unit),
                                          db::column("name", &Campaign::name),
                                          db::column("about", &Campaign::about),
                                          db::column("due_on", &Campaign::due_on),
                                          db::column("created_at", &Campaign::created_at),
                                          db::column("closed_at", &Campaign::closed_at)};
};
template <>
struct db::Columns<Entry> {
  static constexpr auto list = std::tuple{db::column("id", &Entry::id),
                                          db::column("campaign", &Entry::campaign),
                                          db::column("unit", &Entry::unit),
                                          db::column("number", &Entry::number),
                                          db::column("title", &Entry::title),
                                          db::column("formed_on", &Entry::formed_on),
                                          db::column("attribute_before", &Entry::attribute_before),
                                          db::column("decision", &Entry::decision),
                                          db::column("ground", &Entry::ground),
                                          db::column("note", &Entry::note),
                                          db::column("decided_by", &Entry::decided_by),
                                          db::column("decided_at", &Entry::decided_at),
                                          db::column("draft", &Entry::draft)};
};
template <>
struct db::Columns<Unpublished> {
  static constexpr auto list = std::tuple{
      db::column("document", &Unpublished::document),   db::column("edition", &Unpublished::edition),
      db::column("unit", &Unpublished::unit),           db::column("title", &Unpublished::title),
      db::column("attribute", &Unpublished::attribute), db::column("ground", &Unpublished::ground),
      db::column("filed_at", &Unpublished::filed_at),   db::column("reviewed_at", &Unpublished::reviewed_at)};
};
template <>
struct db::Columns<Progress> {
  static constexpr auto list =
      std::tuple{db::column("unit", &Progress::unit), db::column("decision", &Progress::decision),
                 db::column("number", &Progress::number)};
};
template <>
struct db::Columns<Review> {
  static constexpr auto list = std::tuple{db::column("id", &Review::id),
                                          db::column("document", &Review::document),
                                          db::column("edition", &Review::edition),
                                          db::column("decision", &Review::decision),
                                          db::column("ground", &Review::ground),
                                          db::column("note", &Review::note),
                                          db::column("decided_by", &Review::decided_by),
                                          db::column("decided_at", &Review::decided_at)};
};

}  // namespace gongkai

namespace gongkai::catalogue::store {

namespace {

const db::Query all_campaigns{"catalogue.campaigns",
                              "SELECT " CAMPAIGN_FIELDS " FROM backfile_campaign ORDER BY id DESC"};
const db::Query campaign_by_id{"catalogue.campaign", "SELECT " CAMPAIGN_FIELDS " FROM backfile_campaign WHERE id = $1"};
const db::Query insert_campaign{"catalogue.insert_campaign", "INSERT INTO backfile_campaign (" CAMPAIGN_FIELDS
                                                             ") VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Query end_campaign{"catalogue.close_campaign", "UPDATE backfile_campaign SET closed_at = $2 WHERE id = $1"};

const db::Query insert_entry{
    "catalogue.insert_entry",
    "INSERT INTO backfile_entry (" ENTRY_FIELDS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING"};
const db::Query entry_by_id{"catalogue.entry", "SELECT " ENTRY_FIELDS " FROM backfile_entry WHERE id = $1"};
const db::Query update_entry{"catalogue.update_entry",
                             "UPDATE backfile_entry SET decision = $2, ground = $3, note = $4, decided_by = $5, "
                             "decided_at = $6, draft = $7 WHERE id = $1"};
const db::Query entries_of{"catalogue.entries", "SELECT " ENTRY_FIELDS
                                                " FROM backfile_entry WHERE campaign = $1 AND unit IN {{in $2}} AND "
                                                "($3 < 0 OR decision = $3) AND id > $4 ORDER BY id LIMIT $5"};
const db::Query progress_of{"catalogue.progress",
                            "SELECT unit, decision, count(*) AS number FROM backfile_entry WHERE campaign = $1 "
                            "GROUP BY unit, decision ORDER BY unit, decision"};

// 7: content::State::filed
const db::Query unpublished_of{"catalogue.unpublished",
                               "SELECT " UNPUBLISHED_FIELDS
                               " WHERE d.unit IN {{in $1}} AND e.state = 7 ORDER BY e.changed_at, d.id LIMIT $2"};
const db::Query unpublished_by_id{"catalogue.unpublished_document",
                                  "SELECT " UNPUBLISHED_FIELDS " WHERE d.id = $1 AND e.state = 7"};
const db::Query insert_review{"catalogue.insert_review",
                              "INSERT INTO disclosure_review (id, document, edition, decision, ground, note, "
                              "decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query reviews_by_document{"catalogue.reviews",
                                    "SELECT id, document, edition, decision, ground, note, decided_by, decided_at FROM "
                                    "disclosure_review WHERE document = $1 ORDER BY decided_at DESC, id DESC"};

}  // namespace

std::vector<Campaign> campaigns(db::Session& session) {
  return session.all<Campaign>(all_campaigns);
}
std::optional<Campaign> find_campaign(db::Session& session, CampaignId id) {
  return session.one<Campaign>(campaign_by_id, id);
}
void insert(db::Session& session, const Campaign& c) {
  session.exec(insert_campaign, c.id, c.unit, c.name, c.about, c.due_on, c.created_at, c.closed_at);
}
void close_campaign(db::Session& session, CampaignId id, Instant at) {
  session.exec(end_campaign, id, at);
}

bool insert(db::Session& session, const Entry& e) {
  return session.exec(insert_entry, e.id, e.campaign, e.unit, e.number, e.title, e.formed_on, e.attribute_before,
                      e.decision, e.ground, e.note, e.decided_by, e.decided_at, e.draft) == 1;
}
std::optional<Entry> find_entry(db::Session& session, CampaignEntryId id) {
  return session.one<Entry>(entry_by_id, id);
}
void update(db::Session& session, const Entry& e) {
  session.exec(update_entry, e.id, e.decision, e.ground, e.note, e.decided_by, e.decided_at, e.draft);
}
std::vector<Entry> entries(db::Session& session, const EntryFilter& f) {
  return session.all<Entry>(entries_of, f.campaign, f.units, f.decision, f.after.value, f.limit);
}
std::vector<Progress> progress(db::Session& session, CampaignId campaign) {
  return session.all<Progress>(progress_of, campaign);
}

std::vector<Unpublished> unpublished(db::Session& session, const db::List& units, std::int64_t limit) {
  return session.all<Unpublished>(unpublished_of, units, limit);
}
std::optional<Unpublished> find_unpublished(db::Session& session, DocumentId document) {
  return session.one<Unpublished>(unpublished_by_id, document);
}
void insert(db::Session& session, const Review& r) {
  session.exec(insert_review, r.id, r.document, r.edition, r.decision, r.ground, r.note, r.decided_by, r.decided_at);
}
std::vector<Review> reviews_of(db::Session& session, DocumentId document) {
  return session.all<Review>(reviews_by_document, document);
}

}  // namespace gongkai::catalogue::store
