// All SQL of this capability.
#pragma once
#include "platform/db/session.hpp"
#include "redaction/model.hpp"

namespace gongkai::redaction::store {

/// False when somebody has begun one for this source.
bool insert(db::Session& session, const Redaction& redaction);
std::optional<Redaction> find(db::Session& session, RedactionId id);
/// The one that is still worked on.
std::optional<Redaction> find_open(db::Session& session, const Owner& owner, FileId source);
/// Newest first.
std::vector<Redaction> of_owner(db::Session& session, const Owner& owner);
/// Applied ones of the same bytes, whoever owns them, newest first; at most a hundred.
std::vector<Redaction> applied_to(db::Session& session, std::string_view sha256);
/// Marks, result, proof and the names, if it still has this version, which becomes the next; false otherwise.
bool update(db::Session& session, const Redaction& redaction);
bool remove(db::Session& session, RedactionId id, std::int64_t version);

}  // namespace gongkai::redaction::store
