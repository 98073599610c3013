#pragma once
#include <set>
#include <string>

#include "content/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::demo::store {

std::set<std::string> loaded_documents(db::Session& session);
std::optional<DocumentId> find_document(db::Session& session, std::string_view entry);
void insert_document(db::Session& session, std::string_view entry, DocumentId document);

bool is_done(db::Session& session, std::string_view work);
void note_done(db::Session& session, std::string_view work);

}  // namespace gongkai::demo::store
