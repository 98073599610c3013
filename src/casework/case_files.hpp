// The files of a case: what the applicant sent, what was supplied, letters, proofs of delivery.
#pragma once
#include "casework/cases.hpp"

namespace gongkai::casework {

/// Adds a file that is already in the store (files::Store::accept) and marks its use.
Result<void> add_file(Transaction& tx, const Case& of, FileId file, std::string_view name, std::string_view role);
Result<void> remove_file(Transaction& tx, const Case& of, FileId file);
std::vector<CaseFile> files_of(db::Session& session, const auth::Vault& vault, CaseId id);
std::optional<CaseFile> find_file(db::Session& session, const auth::Vault& vault, CaseId id, FileId file);
/// Cases that have the file: whoever may see one of them may read it.
std::vector<CaseId> cases_with(db::Session& session, FileId file);

}  // namespace gongkai::casework
