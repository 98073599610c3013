// Whose file it is, and who may do what with it because of that.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "redaction/model.hpp"

namespace gongkai::redaction {

struct Subject {
  UnitId unit{};
  std::string unit_path{};
  std::string permission{};  // to redact: content.write of a document, requests.handle of a case
};
/// The document or case, if the actor may see it; not_found otherwise, as if there were no such thing.
Result<Subject> find_subject(db::Session& session, const Services& services, const auth::Actor& actor,
                             const Owner& owner);
/// The subject, for those who may redact its files: they see what stands in them.
Result<Subject> open_subject(db::Session& session, const Services& services, const auth::Actor& actor,
                             const Owner& owner);
/// Whether the file hangs on the owner. Fault redaction.source_unknown.
Result<void> check_source(db::Session& session, const Owner& owner, FileId source);
/// As people called it: the files of a case lie in the store under names that tell nothing.
std::string shown_name(db::Session& session, const Services& services, const Owner& owner, FileId file);
/// Puts the result among the files of a case, called after its source; a document's attachments are its editor's business.
Result<void> hand_over(Transaction& tx, const Owner& owner, FileId source, const files::StoredFile& file);

}  // namespace gongkai::redaction
