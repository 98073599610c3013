// Names as people gave them, made safe for a page, a header and every file system, and still readable.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace gongkai::files {

struct FileName {
  std::string stem;
  std::string extension;  // lower case, without the dot
  std::string full() const { return stem + "." + extension; }
};

/// Faults: files.name_deceptive (hidden characters that turn the reading order), files.name_double ("a.exe.pdf"),
/// files.name_without_extension.
Result<FileName> clean_file_name(std::string_view name);

}  // namespace gongkai::files
