// All SQL about files.
#pragma once
#include <string_view>
#include <vector>

#include "platform/db/session.hpp"
#include "platform/files/store.hpp"

namespace gongkai::files::store {

void insert(db::Session& session, const StoredFile& file);
std::optional<StoredFile> find(db::Session& session, FileId file);
std::vector<StoredFile> used_by(db::Session& session, std::string_view kind, std::int64_t object);
std::vector<Use> uses_of(db::Session& session, FileId file);
/// False when there is no such file.
bool add_use(db::Session& session, FileId file, std::string_view kind, std::int64_t object);
void remove_use(db::Session& session, FileId file, std::string_view kind, std::int64_t object, Instant now);

void save_text(db::Session& session, FileId file, TextState state, std::string_view fault, std::string_view content);
std::string text_of(db::Session& session, FileId file);  // "" when there is none

/// Keyset pages in the order of the ids, for the scrub.
std::vector<StoredFile> page_after(db::Session& session, FileId after, std::int64_t limit);
void set_state(db::Session& session, FileId file, State state);
/// Files that nothing has used since that time.
std::vector<FileId> unused_since(db::Session& session, Instant before, std::int64_t limit);
/// False when somebody has begun to use it.
bool remove(db::Session& session, FileId file);
bool is_known(db::Session& session, std::string_view sha256);

}  // namespace gongkai::files::store
