// Is a foreign file what its name says, whole, and harmless? Run in a worker: poppler, libzip and libmagic look at
// it.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/documents/format.hpp"

namespace gongkai::documents {

/// What libmagic calls the bytes: "application/pdf".
std::string media_type_of(std::string_view bytes);

/// The structure of the format and what may not be in it: files.damaged, files.encrypted, files.macro,
/// files.active_content, files.polyglot, files.bomb, files.wrong_content, … The value is media_type_of().
Result<std::string> inspect(std::string_view bytes, Format format);

/// inspect() for the formats that are ZIP archives inside.
Result<void> inspect_archive(std::string_view bytes, Format format, int nesting = 0);

/// Programs and scripts by their names: "report.pdf.exe", "run.bat".
bool is_program_name(std::string_view file_name);

}  // namespace gongkai::documents
