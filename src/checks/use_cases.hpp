// What people do with checks and word lists. One use case a file.
#pragma once
#include <string>
#include <vector>

#include "checks/examine.hpp"
#include "checks/list_file.hpp"
#include "checks/store.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::checks {

/// Looks at the latest edition and keeps what was found. Asks for content.read over the unit.
Result<void> run(Context& context, DocumentId id);
/// The same inside somebody else's transaction, when the last look is stale.
void refresh(Transaction& tx, const content::Desk& desk);
bool is_fresh(db::Session& session, Services& services, const content::Desk& desk);
/// What is open or justified: from the last look when it is fresh, else from a new one that is not kept.
std::vector<StoredFinding> present_findings(db::Session& session, const Context& context, const content::Desk& desk);

/// By name and with a reason. Faults of style and terms: whoever writes or reviews the document; what must not go out
/// (personal data): who holds checks.justify_personal; an identity number: who holds checks.justify_identity. Marks of
/// secrecy and missing fields are never justified.
Result<void> justify(Context& context, DocumentId id, const std::vector<FindingId>& findings, std::string_view reason);
/// Takes a justification back.
Result<void> reopen(Context& context, DocumentId id, FindingId finding);
/// Why this person may not justify it; empty when they may.
std::vector<Fault> why_not_justify(const auth::Actor& actor, std::string_view unit_path, const StoredFinding& finding);

/// Word lists; all ask for checks.lists over the whole city.
Result<ListId> add_list(Context& context, std::string_view name, ListKind kind, std::string_view about);
Result<void> change_list(Context& context, ListId id, std::string_view name, std::string_view about,
                         std::int64_t version);
Result<void> remove_list(Context& context, ListId id, std::int64_t version);

struct ListChange {
  std::int64_t added = 0, changed = 0, removed = 0, unchanged = 0;
  std::vector<Fault> faults{};
};
/// What the import of these terms would do. `replace`: terms that are not in the file go; else they stay.
ListChange preview(const std::vector<Term>& present, const ListFile& file, bool replace);
/// Refused as a whole when a line has a fault.
Result<ListChange> import_terms(Context& context, ListId id, const ListFile& file, bool replace, std::int64_t version);
/// Reads the upload by the ending of its name: .txt, .csv, .xlsx.
Result<ListFile> read_list_file(Context& context, const std::string& path, std::string_view file_name);
/// CSV with a byte order mark, as spreadsheets like it; import takes it back unchanged.
std::string to_csv(const std::vector<Term>& terms, ListKind kind);

}  // namespace gongkai::checks
