// Marks on the characters of lines, for texts and office files alike.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "platform/documents/redaction.hpp"

namespace gongkai::documents {

struct Stretch {
  std::size_t begin = 0, end = 0;
  std::string replacement{};  // what stands there from now on, UTF-8
};
/// The marks of each line in order, those that touch as one. Lengths are the characters of the lines, from line 1.
/// Fault files.mark_outside.
Result<std::map<int, std::vector<Stretch>>> stretches_of(const std::vector<Mark>& marks,
                                                         const std::vector<std::size_t>& lengths);

/// Source of a text without pages: a hundred lines make one page, page 0 is everything.
Result<Source> paged_source(std::vector<SourceLine> lines, int page);

Result<Source> read_text_source(std::string_view bytes, int page);
Result<std::string> redact_text(std::string_view bytes, const std::vector<Mark>& marks);
Result<CheckReport> check_redacted_text(std::string_view bytes, const CheckOrder& order);

Result<Source> read_docx_source(std::string_view bytes, int page);
Result<std::string> redact_docx(std::string_view bytes, const std::vector<Mark>& marks);
Result<CheckReport> check_redacted_docx(std::string_view bytes, const CheckOrder& order);

}  // namespace gongkai::documents
