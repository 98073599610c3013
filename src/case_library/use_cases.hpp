// What officers do with studies. Each asks for requests.handle over the case's unit, to confirm requests.handle or
// requests.approve; texts stand in no audit event.
//
//   begin → save … → prove → confirm (a second person) → to_document → the gates of content
#pragma once
#include "case_library/rules.hpp"
#include "content/desk.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::case_library {

/// A draft by the rules, of a closed request; a case has one.
Result<CaseStudyId> begin(Context& context, CaseId id);
Result<void> save(Context& context, CaseStudyId id, const Text& text, std::int64_t version);
Result<void> discard(Context& context, CaseStudyId id, std::int64_t version);
/// Searches the text for everything the case keeps sealed, and keeps what was searched and found.
Result<void> prove(Context& context, CaseStudyId id, std::int64_t version);
/// Searches once more: what came to the case since the proof counts, too.
Result<void> confirm(Context& context, CaseStudyId id, std::int64_t version);
/// The draft of a public document; asks for content.write as well.
Result<DocumentId> to_document(Context& context, CaseStudyId id, ColumnId column, std::int64_t version);

/// The study, for those who may see its case: not_found otherwise.
Result<Study> load(db::Session& session, const Context& context, CaseStudyId id);
std::vector<Left> left_now(db::Session& session, const Context& context, const Study& study);

/// Stands before submitting and releasing a document of this type, also in an emergency: the very text that goes out is
/// searched then, and the release keeps its proof.
void add_gate(Services& services);

}  // namespace gongkai::case_library
