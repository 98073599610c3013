// An official text as an office file, for whoever has to go on working with it: the parts in the order and the styles of
// GB/T 9704-2012, with the font names of the standard (the reading program substitutes what it lacks). A seal never goes in:
// a picture in an editable file could be taken out of it.
#pragma once
#include <string>

#include "platform/documents/official_text.hpp"

namespace gongkai::documents {

/// The same text always makes the same bytes.
std::string write_official_docx(const OfficialText& text);

}  // namespace gongkai::documents
