#include "content/api.hpp"

#include "content/custody.hpp"
#include "content/reach.hpp"
#include "content/store.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai {

using content::Address;
using content::ListItem;
using content::PublicDocument;

template <>
struct db::Columns<PublicDocument> {
  static constexpr auto list = std::tuple{db::column("id", &PublicDocument::id),
                                          db::column("site", &PublicDocument::site),
                                          db::column("unit", &PublicDocument::unit),
                                          db::column("type", &PublicDocument::type),
                                          db::column("index_number", &PublicDocument::index_number),
                                          db::column("column_id", &PublicDocument::column),
                                          db::column("edition", &PublicDocument::edition),
                                          db::column("number", &PublicDocument::number),
                                          db::column("title", &PublicDocument::title),
                                          db::column("summary", &PublicDocument::summary),
                                          db::column("body", &PublicDocument::body),
                                          db::column("plain_text", &PublicDocument::plain_text),
                                          db::column("fields", &PublicDocument::fields_text),
                                          db::column("published_at", &PublicDocument::published_at),
                                          db::column("released_at", &PublicDocument::released_at),
                                          db::column("state", &PublicDocument::state),
                                          db::column("emergency", &PublicDocument::emergency)};
};
template <>
struct db::Columns<ListItem> {
  static constexpr auto list = std::tuple{db::column("id", &ListItem::id),
                                          db::column("column_id", &ListItem::column),
                                          db::column("unit", &ListItem::unit),
                                          db::column("type", &ListItem::type),
                                          db::column("title", &ListItem::title),
                                          db::column("summary", &ListItem::summary),
                                          db::column("fields", &ListItem::fields_text),
                                          db::column("published_at", &ListItem::published_at)};
};
template <>
struct db::Columns<Address> {
  static constexpr auto list =
      std::tuple{db::column("id", &Address::id), db::column("changed_at", &Address::changed_at)};
};

}  // namespace gongkai

namespace gongkai::content {

namespace {

// state = 4 is State::released, written out because the partial index of the lists asks for it; 8 is State::expired: not
// in any list, but still at its address
const db::Query public_document{"content.public_document",
                                "SELECT d.id, d.site, d.unit, d.type, d.index_number, e.column_id, e.id AS edition, "
                                "e.number, e.title, e.summary, e.body, e.plain_text, e.fields, "
                                "e.published_at, e.released_at, e.state, e.emergency_reason <> '' AS emergency FROM "
                                "document d JOIN edition e ON e.id = d.released "
                                "WHERE d.id = $1 AND e.state IN (4, 8)"};
const db::Query public_ids_of_type{"content.public_ids_of_type",
                                   "SELECT d.id FROM document d JOIN edition e ON e.id = d.released "
                                   "WHERE d.type = $1 AND e.state IN (4, 8) ORDER BY d.id"};
const db::Query site_of_document{"content.site_of_document", "SELECT site FROM document WHERE id = $1"};
// The rows of the page are picked from the index of the lists alone, before their texts are read: a late page skips
// entries of the index, not documents.
#define LISTED                                                                                                         \
  "SELECT e.document AS id, e.column_id, d.unit, d.type, e.title, e.summary, e.fields, e.published_at FROM edition e " \
  "JOIN document d ON d.id = e.document WHERE e.id IN "
#define IN_ORDER " ORDER BY published_at DESC, document DESC LIMIT $2 OFFSET $3"
#define NEWEST_FIRST " ORDER BY e.published_at DESC, e.document DESC"
const db::Query public_list{"content.public_list",
                            LISTED "(SELECT id FROM edition WHERE state = 4 AND column_id IN {{in $1}}" IN_ORDER
                                   ")" NEWEST_FIRST};
const db::Query public_list_of_one{"content.public_list_of_one",
                                   LISTED "(SELECT id FROM edition WHERE state = 4 AND column_id = $1" IN_ORDER
                                          ")" NEWEST_FIRST};
// the same with what is shown there without a copy: asked only when a column has such
const db::Query public_list_with_placed{
    "content.public_list_with_placed", LISTED
    "(SELECT id FROM edition WHERE state = 4 AND (column_id IN {{in $1}} OR document IN "
    "(SELECT document FROM document_placement WHERE column_id IN {{in $1}}))" IN_ORDER ")" NEWEST_FIRST};
const db::Query published_count{"content.published_count",
                                "SELECT count(*) FROM document WHERE site = $1 AND released IS NOT NULL AND "
                                "published_at >= $2 AND published_at < $3"};
const db::Query public_addresses{
    "content.public_addresses",
    "SELECT d.id, e.released_at AS changed_at FROM document d JOIN edition e ON e.id = d.released "
    "WHERE d.site = $1 AND e.state = 4 ORDER BY d.id LIMIT $2 OFFSET $3"};
const db::Query public_address_count{"content.public_address_count",
                                     "SELECT count(*) FROM document d JOIN edition e ON e.id = d.released "
                                     "WHERE d.site = $1 AND e.state = 4"};
const db::Query listed_ids{"content.listed_ids",
                           "SELECT d.id FROM document d JOIN edition e ON e.id = d.released "
                           "WHERE d.id IN {{in $1}} AND e.state = 4"};
const db::Query open_use_of_file{"content.open_use_of_file",
                                 "SELECT e.document FROM edition_attachment a JOIN edition e ON e.id = a.edition "
                                 "WHERE a.file = $1 AND e.state IN (4, 8) ORDER BY e.document LIMIT 1"};
const db::Query past_use_of_file{"content.past_use_of_file",
                                 "SELECT e.document FROM edition_attachment a JOIN edition e ON e.id = a.edition "
                                 "WHERE a.file = $1 AND e.released_at IS NOT NULL ORDER BY e.document LIMIT 1"};

template <class IdType>
void note(std::string_view kind, IdType id) {
  http::Recorder::note(std::string(kind) + to_text(id));
}

void note_columns(const std::vector<ColumnId>& columns) {
  for (const ColumnId column : columns) note("col:", column);
}

db::List as_list(const std::vector<ColumnId>& columns) {
  db::List list;
  for (const ColumnId column : columns) list.values.push_back(column.value);
  return list;
}

}  // namespace

std::vector<Column> columns(db::Session& session, SiteId site) {
  note("site:", site);
  return store::columns(session, site);
}

std::optional<Column> find_column(db::Session& session, SiteId site, std::string_view slug) {
  note("site:", site);
  return store::find_column(session, site, slug);
}

std::optional<Column> find_column(db::Session& session, ColumnId column) {
  auto found = store::find_column(session, column);
  if (found) note("site:", found->site);
  return found;
}

std::optional<PublicDocument> find_public(db::Session& session, DocumentId id) {
  note("doc:", id);
  return session.one<PublicDocument>(public_document, id);
}

std::vector<DocumentId> public_of_type(db::Session& session, std::string_view type) {
  return session.all<DocumentId>(public_ids_of_type, type);
}

std::vector<Attachment> attachments_of(db::Session& session, const PublicDocument& document) {
  return store::attachments(session, document.edition);
}

std::optional<Withdrawal> find_withdrawal(db::Session& session, DocumentId id) {
  if (auto withdrawal = store::find_withdrawal(session, id)) return withdrawal;
  const auto taken = store::open_take_down(session, id);
  if (!taken) return std::nullopt;
  // why it was taken down is not for the public while it is being looked into
  return Withdrawal{.document = id,
                    .reason = std::string(i18n::text("document.looked_into")),
                    .withdrawn_by = taken->taken_by,
                    .withdrawn_at = taken->taken_at};
}
std::optional<SiteId> site_of(db::Session& session, DocumentId id) {
  return session.one<SiteId>(site_of_document, id);
}

std::vector<ListItem> list(db::Session& session, Services& services, const std::vector<ColumnId>& columns, int offset,
                           int limit) {
  note_columns(columns);
  const db::List ids = as_list(columns);
  if (reach_of(services, columns).placed) return session.all<ListItem>(public_list_with_placed, ids, limit, offset);
  // a single column is read straight from its index; several must be sorted
  if (ids.values.size() == 1) return session.all<ListItem>(public_list_of_one, ids.values.front(), limit, offset);
  return session.all<ListItem>(public_list, ids, limit, offset);
}

std::int64_t count(Services& services, const std::vector<ColumnId>& columns) {
  note_columns(columns);
  return reach_of(services, columns).total;
}

std::int64_t count_published(db::Session& session, SiteId site, Instant from, Instant to) {
  note("docs:", site);
  return session.one<std::int64_t>(published_count, site, from, to).value_or(0);
}

std::set<DocumentId> listed_among(db::Session& session, const std::vector<DocumentId>& ids) {
  if (ids.empty()) return {};
  db::List list;
  for (const DocumentId id : ids) list.values.push_back(id.value);
  std::set<DocumentId> listed;
  session.each<DocumentId>([&](DocumentId id) { listed.insert(id); }, listed_ids, list);
  return listed;
}

std::vector<Address> addresses(db::Session& session, SiteId site, int offset, int limit) {
  note("docs:", site);
  return session.all<Address>(public_addresses, site, limit, offset);
}

std::int64_t count_addresses(db::Session& session, SiteId site) {
  note("docs:", site);
  return session.one<std::int64_t>(public_address_count, site).value_or(0);
}

FileAnswer file_access(db::Session& session, FileId file) {
  if (const auto open = session.one<DocumentId>(open_use_of_file, file)) return {FileAccess::open, *open};
  if (const auto past = session.one<DocumentId>(past_use_of_file, file)) return {FileAccess::gone, *past};
  return {};
}

}  // namespace gongkai::content
