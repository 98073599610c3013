// Real files for the demo documents, made on the spot: a spreadsheet and a text document (ISO/IEC 29500) and a PDF. Small and plain, but
// they open everywhere and their text is found by the search.
#pragma once
#include <string>

#include "demo/city.hpp"

namespace gongkai::demo {

std::string spreadsheet(const AttachmentEntry& attachment);
std::string pdf(const AttachmentEntry& attachment);
std::string text_document(const AttachmentEntry& attachment);

}  // namespace gongkai::demo
