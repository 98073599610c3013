// A source as the worker reads it.
#pragma once
#include <filesystem>

#include "redaction/use_cases.hpp"

namespace gongkai::redaction {

struct SourceFile {
  files::StoredFile stored;
  std::filesystem::path path;
  documents::Format format{};
};
/// Faults files.redact_unsupported, files.missing.
Result<SourceFile> open_file(const Services& services, FileId file);
/// All pages; those with marks but without a text layer as far as recognition reads them.
Result<documents::Source> read_marked(const Services& services, const SourceFile& file, const std::vector<Mark>& marks);

/// examine() of what was read already.
Result<Examination> examine_read(Context& context, const Redaction& redaction, const documents::Source& source);

/// Public documents that say what is under the marks.
std::vector<PublicPassage> public_passages(db::Session& session, const Services& services,
                                           const std::vector<Passage>& passages);

}  // namespace gongkai::redaction
