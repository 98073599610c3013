#include "platform/files/file_name.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/documents/inspect.hpp"

namespace gongkai::files {
namespace {
constexpr std::size_t longest_stem = 100;  // characters; three bytes each stay under the 255 of a file system

/// U+202E and its like: behind it, "fdp.exe" is shown as "exe.pdf".
bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0x00AD || c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF);
}
bool is_white(char32_t c) {
  return c <= 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029;
}

/// Not allowed in the names of some file system, or meaningful in a header or a page.
bool is_special(char32_t c) {
  return c < 0x80 && std::string_view("<>:\"|?*\\/%#&;`$'").find(static_cast<char>(c)) != std::string_view::npos;
}

std::string readable(std::string_view name) {
  std::u32string out;
  for (const char32_t c : to_code_points(clean_utf8(name))) {
    if (is_invisible(c)) continue;
    if (is_white(c)) {
      if (!out.empty() && out.back() != U' ') out += U' ';
    } else {
      out += is_special(c) ? U'_' : c;
    }
  }
  const auto first = out.find_first_not_of(U". ");
  out.erase(0, std::min(first, out.size()));
  if (out.size() > longest_stem) out.resize(longest_stem);
  while (!out.empty() && (out.back() == U' ' || out.back() == U'.')) out.pop_back();  // the cut may have bared them
  return to_utf8(out);
}

/// Windows cannot save a file called "con.txt".
bool is_reserved(std::string_view stem) {
  const auto name = fold(stem);
  constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
  const bool numbered =
      name.size() == 4 && (name.starts_with("com") || name.starts_with("lpt")) && name[3] >= '0' && name[3] <= '9';
  return numbered || std::find(devices.begin(), devices.end(), name) != devices.end();
}
}  // namespace

Result<FileName> clean_file_name(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  const auto characters = to_code_points(name);
  if (std::any_of(characters.begin(), characters.end(), turns_direction))
    return refuse(FaultKind::invalid, "files.name_deceptive");
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == name.size())
    return refuse(FaultKind::invalid, "files.name_without_extension");
  FileName result{.stem = readable(name.substr(0, dot)), .extension = fold(trim(name.substr(dot + 1)))};
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (result.extension.empty() || result.extension.size() > 10 ||
      !std::all_of(result.extension.begin(), result.extension.end(), plain))
    return refuse(FaultKind::invalid, "files.name_without_extension");
  if (documents::is_program_name(result.stem)) return refuse(FaultKind::invalid, "files.name_double");
  if (result.stem.empty()) result.stem = "附件";
  if (is_reserved(result.stem)) result.stem = "_" + result.stem;
  return result;
}

}  // namespace gongkai::files
