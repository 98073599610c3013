// Taking a document out as if it had never been: for what was imported by mistake. Its index number is not given again.
#include "content/store.hpp"

namespace gongkai::content::store {

namespace {

const db::Query delete_links{"content.delete_links",
                             "DELETE FROM content_link WHERE target = $1 OR edition IN (SELECT id FROM edition WHERE "
                             "document = $1)"};
const db::Query delete_writers{
    "content.delete_writers",
    "DELETE FROM edition_writer WHERE edition IN (SELECT id FROM edition WHERE document = $1)"};
const db::Query delete_attachments{
    "content.delete_attachments",
    "DELETE FROM edition_attachment WHERE edition IN (SELECT id FROM edition WHERE document = $1)"};
const db::Query delete_withdrawal{"content.delete_withdrawal", "DELETE FROM withdrawal WHERE document = $1"};
const db::Query delete_take_downs{"content.delete_take_downs", "DELETE FROM take_down WHERE document = $1"};
const db::Query delete_access{"content.delete_access", "DELETE FROM document_access WHERE document = $1"};
const db::Query delete_placements{"content.delete_placements", "DELETE FROM document_placement WHERE document = $1"};
const db::Query delete_editions{"content.delete_editions", "DELETE FROM edition WHERE document = $1"};
const db::Query delete_document{"content.delete_document", "DELETE FROM document WHERE id = $1"};

}  // namespace

bool erase(db::Session& session, DocumentId id) {
  for (const auto* query : {&delete_links, &delete_writers, &delete_attachments, &delete_withdrawal, &delete_take_downs,
                            &delete_access, &delete_placements})
    session.exec(*query, id);
  // what another capability keeps about it (a review, a ledger entry, a filing) holds it
  return session.try_exec(delete_editions, id) && session.try_exec(delete_document, id);
}

}  // namespace gongkai::content::store
