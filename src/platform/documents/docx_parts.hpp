// The parts of a word-processing file that do not depend on its text: types, relations, styles, settings, footers.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/archive_writer.hpp"
#include "platform/documents/official_text.hpp"

namespace gongkai::documents {

inline constexpr std::string_view word_namespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
inline constexpr std::string_view red_in_word = "D40D17";

std::string escape_xml(std::string_view text);
/// docProps/core.xml: title and author, and nothing about people or machines.
std::string core_properties(std::string_view title, std::string_view author);
/// All parts but word/document.xml.
std::vector<ArchivePart> docx_frame(const OfficialText& text);

}  // namespace gongkai::documents
