// What officers do. Reading and writing of the files themselves is slow and happens before the transaction, in a worker.
//
//   begin → save_marks (again and again, by version) → examine → apply: a new file with its proof
#pragma once
#include <functional>

#include "platform/transaction/transaction.hpp"
#include "redaction/owner.hpp"
#include "redaction/rules.hpp"
#include "redaction/suggest.hpp"

namespace gongkai::redaction {

/// Begins work on a source, or goes on with what somebody has begun.
Result<RedactionId> begin(Context& context, const Owner& owner, FileId source);
/// Returns the new version; 409 version.conflict when somebody else has saved meanwhile.
Result<std::int64_t> save_marks(Context& context, RedactionId id, const std::vector<Mark>& marks, std::int64_t version);
Result<void> discard(Context& context, RedactionId id, std::int64_t version);

/// The redaction, for those who may redact files of its owner.
Result<Redaction> load(Context& context, RedactionId id);

/// One page of the source with its words, or page 0: all pages as far as they have a text layer.
Result<documents::Source> source_page(Context& context, const Redaction& redaction, int page);
Result<std::string> page_picture(Context& context, const Redaction& redaction, int page);

/// What should be known before the file goes out.
struct Repeat {
  std::string text{};
  std::int64_t count = 0;  // still readable in places without a mark
};
struct PublicPassage {
  std::size_t mark = 0;
  std::string address{}, title{};  // of the public document that says it
};
struct Difference {
  FileId file{};  // the earlier result
  Instant applied_at{};
  std::vector<std::size_t> shown_there{};  // marks of now that the earlier result does not cover
  std::int64_t shown_here = 0;             // marks of then that are open now
};
struct Examination {
  std::vector<Repeat> repeats{};
  std::vector<PublicPassage> publics{};
  std::vector<Difference> differences{};
};
Result<Examination> examine(Context& context, const Redaction& redaction);

struct ApplyOrder {
  std::int64_t version = 0;
  bool keep_repeats = false;  // the officer has seen that the words stand elsewhere, too
};
/// Makes the redacted file, reads it again, and keeps it only when nothing is left: redaction.left otherwise. A case gets it
/// among its files.
using Progress = std::function<void(int percent, std::string_view step)>;  // step: read, examine, redact, check, keep
Result<void> apply(Context& context, RedactionId id, const ApplyOrder& order, const Progress& progress = {});

/// The same behind the scenes, in the name of whoever orders it: the page can be left. Nothing changes the marks meanwhile.
Result<void> order_apply(Context& context, RedactionId id, const ApplyOrder& order);
/// How an order goes; nothing when there is none, or when it is done.
struct Work {
  jobs::State state = jobs::State::waiting;  // dead: refused, or given up
  int percent = 0;
  std::string step{};     // of Progress
  std::string message{};  // why it was refused, in words
};
std::optional<Work> work_on(db::Session& session, const Redaction& redaction);

/// Puts the result beside the draft of its document. Returns the attachment. Fault redaction.not_a_document for a case.
Result<FileId> attach(Context& context, RedactionId id);

/// The redacted file, for whoever may see the owner; reading it is noted.
Result<files::StoredFile> read_result(Context& context, RedactionId id);

}  // namespace gongkai::redaction
