#include "demo/store.hpp"

namespace gongkai::demo::store {
namespace {
const db::Query find_documents{"demo.find_documents", "SELECT entry FROM demo_document ORDER BY entry"};
const db::Query find_entry{"demo.find_document", "SELECT document FROM demo_document WHERE entry = $1"};
const db::Query insert_entry{"demo.insert_document", "INSERT INTO demo_document (entry, document) VALUES ($1, $2)"};
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

}  // namespace gongkai::demo::store
