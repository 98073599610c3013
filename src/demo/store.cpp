#include "demo/store.hpp"

namespace gongkai::demo::store {
namespace {
const db::Query find_documents{"demo.find_documents", "SELECT entry FROM demo_document ORDER BY entry"};
const db::Query find_entry{"demo.find_document", "SELECT document FROM demo_document WHERE entry = $1"};
const db::Query insert_entry{"demo.insert_document", "INSERT INTO demo_document (entry, document) VALUES ($1, $2)"};
const db::Query find_work{"demo.find_work", "SELECT name FROM demo_work WHERE name = $1"};
const db::Query insert_work{"demo.insert_work", "INSERT INTO demo_work (name) VALUES ($1)"};
}  // namespace

std::set<std::string> loaded_documents(db::Session& session) {
  std::set<std::string> entries;
  session.each<std::string>([&](std::string&& entry) { entries.insert(std::move(entry)); }, find_documents);
  return entries;
}

std::optional<DocumentId> find_document(db::Session& session, std::string_view entry) {
  return session.one<DocumentId>(find_entry, entry);
}

void insert_document(db::Session& session, std::string_view entry, DocumentId document) {
  session.put(insert_entry, entry, document);
}

bool is_done(db::Session& session, std::string_view work) {
  return session.one<std::string>(find_work, work).has_value();
}

void note_done(db::Session& session, std::string_view work) {
  session.put(insert_work, work);
}

}  // namespace gongkai::demo::store
