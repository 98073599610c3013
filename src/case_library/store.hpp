// All SQL of this folder.
#pragma once
#include "case_library/model.hpp"
#include "platform/auth/vault.hpp"
#include "platform/db/session.hpp"

namespace gongkai::case_library::store {

/// False when the case has one already.
bool insert(db::Session& session, const auth::Vault& vault, const Study& study);
/// Words, confirmation and document of this version, which becomes the next; false when somebody was faster.
bool update(db::Session& session, const auth::Vault& vault, const Study& study);
/// With its hands and proofs; false when the version is stale.
bool remove(db::Session& session, CaseStudyId id, std::int64_t version);
std::optional<Study> find(db::Session& session, const auth::Vault& vault, CaseStudyId id);
std::optional<Study> of_case(db::Session& session, const auth::Vault& vault, CaseId id);
std::optional<Study> of_document(db::Session& session, const auth::Vault& vault, DocumentId id);
/// Of the unit and, with the subtree, of what lies below; newest first, below `before` unless it is empty.
std::vector<Study> list(db::Session& session, const auth::Vault& vault, std::string_view unit_path, bool with_subtree,
                        CaseStudyId before, int limit);

void add_hand(db::Session& session, CaseStudyId id, PersonId person);
std::vector<PersonId> hands(db::Session& session, CaseStudyId id);

void insert(db::Session& session, std::int64_t id, CaseStudyId study, const StoredProof& proof);
/// Newest first.
std::vector<StoredProof> proofs_of(db::Session& session, CaseStudyId study, int limit);

}  // namespace gongkai::case_library::store
