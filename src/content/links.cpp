#include "content/links.hpp"

#include "platform/http/page_cache.hpp"

namespace gongkai {

using content::DocumentLink;
using content::LinkedDocument;
using content::store::DeskLink;

template <>
struct db::Columns<DocumentLink> {
  static constexpr auto list =
      std::tuple{db::column("kind", &DocumentLink::kind), db::column("target", &DocumentLink::target),
                 db::column("note", &DocumentLink::note)};
};
template <>
struct db::Columns<LinkedDocument> {
  static constexpr auto list = std::tuple{db::column("kind", &LinkedDocument::kind),
                                          db::column("document", &LinkedDocument::document),
                                          db::column("type", &LinkedDocument::type),
                                          db::column("title", &LinkedDocument::title),
                                          db::column("fields", &LinkedDocument::fields_text),
                                          db::column("note", &LinkedDocument::note),
                                          db::column("published_at", &LinkedDocument::published_at)};
};
template <>
struct db::Columns<DeskLink> {
  static constexpr auto list = std::tuple{db::column("kind", &DeskLink::kind),
                                          db::column("document", &DeskLink::document),
                                          db::column("edition", &DeskLink::edition),
                                          db::column("state", &DeskLink::state),
                                          db::column("type", &DeskLink::type),
                                          db::column("title", &DeskLink::title),
                                          db::column("changed_at", &DeskLink::changed_at)};
};

}  // namespace gongkai

namespace gongkai::content {

namespace {

const db::Query links_of_edition{
    "content.links_of_edition",
    "SELECT kind, target, note FROM content_link WHERE edition = $1 ORDER BY position, kind, target"};
const db::Query delete_links{"content.delete_links", "DELETE FROM content_link WHERE edition = $1"};
const db::Query insert_link{
    "content.insert_link",
    "INSERT INTO content_link (edition, kind, target, note, position) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO "
    "NOTHING"};
const db::Query desk_links_to{
    "content.desk_links_to",
    "SELECT l.kind, d.id AS document, e.id AS edition, e.state, d.type, e.title, e.changed_at FROM content_link l "
    "JOIN edition e ON e.id = l.edition JOIN document d ON d.latest = e.id WHERE l.target = $1 ORDER BY d.id, l.kind"};
const db::Query targets_of_document{
    "content.targets_of_document",
    "SELECT DISTINCT l.target FROM content_link l JOIN edition e ON e.id = l.edition WHERE e.document = $1 ORDER BY "
    "l.target"};
// states 4 released and 8 expired: both have a public page
const db::Query public_links_from{
    "content.public_links_from",
    "SELECT l.kind, t.id AS document, t.type, te.title, te.fields, l.note, te.published_at FROM document d "
    "JOIN content_link l ON l.edition = d.released JOIN document t ON t.id = l.target "
    "JOIN edition te ON te.id = t.released WHERE d.id = $1 AND te.state IN (4, 8) ORDER BY l.kind, l.position, t.id"};
const db::Query public_links_to{
    "content.public_links_to",
    "SELECT l.kind, s.id AS document, s.type, e.title, e.fields, l.note, e.published_at FROM content_link l "
    "JOIN edition e ON e.id = l.edition JOIN document s ON s.released = e.id "
    "WHERE l.target = $1 AND e.state IN (4, 8) ORDER BY l.kind, e.published_at DESC, s.id DESC"};

std::vector<LinkedDocument> noted(std::vector<LinkedDocument> found) {
  for (const auto& one : found) http::Recorder::note("doc:" + to_text(one.document));
  return found;
}

constexpr std::array<std::pair<std::string_view, LinkKind>, 9> kinds{{{"interprets", LinkKind::interprets},
                                                                      {"amends", LinkKind::amends},
                                                                      {"repeals", LinkKind::repeals},
                                                                      {"implements", LinkKind::implements_it},
                                                                      {"based_on", LinkKind::based_on},
                                                                      {"replaces", LinkKind::replaces},
                                                                      {"reports_on", LinkKind::reports_on},
                                                                      {"stage_of", LinkKind::stage_of},
                                                                      {"see_also", LinkKind::see_also}}};

}  // namespace

std::string_view name_of(LinkKind kind) {
  return std::ranges::find(kinds, kind, &std::pair<std::string_view, LinkKind>::second)->first;
}

std::optional<LinkKind> parse_link_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds, name, &std::pair<std::string_view, LinkKind>::first);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

namespace store {

std::vector<DocumentLink> links(db::Session& session, EditionId edition) {
  return session.all<DocumentLink>(links_of_edition, edition);
}

void replace_links(db::Session& session, EditionId edition, const std::vector<DocumentLink>& links) {
  session.exec(delete_links, edition);
  std::int64_t position = 0;
  for (const auto& link : links) session.exec(insert_link, edition, link.kind, link.target, link.note, ++position);
}

std::vector<DocumentId> link_targets(db::Session& session, DocumentId document) {
  return session.all<DocumentId>(targets_of_document, document);
}

std::vector<DeskLink> links_to_desk(db::Session& session, DocumentId target) {
  return session.all<DeskLink>(desk_links_to, target);
}

}  // namespace store

std::vector<LinkedDocument> links_from(db::Session& session, DocumentId document) {
  return noted(session.all<LinkedDocument>(public_links_from, document));
}

std::vector<LinkedDocument> links_to(db::Session& session, DocumentId document) {
  return noted(session.all<LinkedDocument>(public_links_to, document));
}

}  // namespace gongkai::content
