// All SQL of imports. Functions read and write rows; they decide nothing.
#pragma once
#include "imports/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::imports::store {

void insert(db::Session& session, const Import& import);
std::optional<Import> find(db::Session& session, ImportId id);
/// Newest first.
std::vector<Import> list(db::Session& session, const db::List& units, ImportId before, std::int64_t limit);
/// Takes the next version if the import still has this one; false when somebody was faster.
bool claim(db::Session& session, ImportId id, std::int64_t version);
/// Everything but identity and version.
void update(db::Session& session, const Import& import);

void remove_faults(db::Session& session, ImportId id);
void insert_fault(db::Session& session, ImportId id, std::int64_t number, const RowFault& fault);
struct NumberedFault {
  std::int64_t number = 0;
  RowFault fault;
};
std::vector<NumberedFault> faults(db::Session& session, ImportId id, std::int64_t after, std::int64_t limit);

bool is_taken(db::Session& session, std::string_view origin, std::string_view key);
void insert(db::Session& session, const TakenItem& item);
/// With the document's version now; what has more than one was changed since.
struct Taken {
  DocumentId document{};
  std::string place;
  std::string title;
  std::int64_t document_version = 1;
};
std::vector<Taken> taken(db::Session& session, ImportId id, DocumentId after, std::int64_t limit);
std::vector<Taken> changed_since(db::Session& session, ImportId id, DocumentId after, std::int64_t limit);
void remove_item(db::Session& session, ImportId id, DocumentId document);

std::vector<SavedMapping> mappings(db::Session& session, const db::List& units);
std::optional<SavedMapping> find_mapping(db::Session& session, ImportMappingId id);
void put(db::Session& session, const SavedMapping& mapping);
void remove_mapping(db::Session& session, ImportMappingId id);

}  // namespace gongkai::imports::store
