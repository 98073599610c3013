#include "platform/documents/needles.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/docx_content.hpp"

namespace gongkai::documents {
namespace {
bool is_blank(char32_t c) {
  return c <= U' ' || c == U'\u00A0' || c == U'\u3000' || c == U'\u200B' || c == U'\uFEFF' || c == object_mark;
}

std::string plain(std::string_view text) {
  auto points = to_code_points(fold(text));
  std::erase_if(points, is_blank);
  return to_utf8(points);
}

std::int64_t count_plain(std::string_view text, std::string_view needle) {
  std::int64_t count = 0;
  if (needle.empty()) return 0;
  for (auto at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + needle.size())) ++count;
  return count;
}

std::string converted(std::string_view text, const char* charset) {
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string out(text.size() * 4 + 8, '\0');
  const auto size = wide.extract(0, wide.length(), out.data(), static_cast<std::uint32_t>(out.size()), charset);
  out.resize(static_cast<std::size_t>(std::max(0, size)));
  return out;
}
}  // namespace

std::int64_t count_in_text(std::string_view text, std::string_view needle) {
  return count_plain(plain(text), plain(needle));
}

std::vector<std::string> byte_forms(std::string_view needle) {
  constexpr std::size_t least_bytes = 6;
  // offsets and lengths of a PDF are digits, too
  const bool is_number = std::ranges::all_of(needle, [](char c) { return c >= '0' && c <= '9'; });
  std::vector<std::string> forms{std::string(needle), converted(needle, "UTF-16LE"), converted(needle, "UTF-16BE"),
                                 converted(needle, "gb18030")};
  std::ranges::sort(forms);
  const auto rest = std::ranges::unique(forms);
  forms.erase(rest.begin(), rest.end());
  std::erase_if(forms, [&](const std::string& form) { return form.size() < (is_number ? 8 : least_bytes); });
  return forms;
}

NeedleCount::NeedleCount(const CheckOrder& order, bool with_reasons) {
  std::string own;
  for (const auto& mark : order.marks) own += (with_reasons ? mark.reason : mark.label) + "\n";
  const auto own_plain = plain(own);
  for (const auto& needle : order.needles) {
    auto text = plain(needle.text);
    const auto said = count_plain(own_plain, text);
    m_sought.push_back({std::move(text), byte_forms(needle.text), needle.allowed + said, 0, {}, {}});
  }
}

void NeedleCount::in_text(std::string_view text, const std::string& place) {
  const auto folded = plain(text);
  for (auto& sought : m_sought) {
    const auto found = count_plain(folded, sought.text);
    sought.found += found;
    if (found > 0) sought.last_place = place;
  }
}

void NeedleCount::in_bytes(std::string_view bytes, const std::string& place) {
  for (auto& sought : m_sought)
    for (const auto& form : sought.bytes)
      if (bytes.find(form) != std::string_view::npos) sought.bytes_place = place;
}

std::vector<Leftover> NeedleCount::left() const {
  std::vector<Leftover> left;
  for (const auto& sought : m_sought) {
    if (sought.found > sought.allowed) left.push_back({"text", sought.last_place});
    if (!sought.bytes_place.empty()) left.push_back({"bytes", sought.bytes_place});
  }
  return left;
}

}  // namespace gongkai::documents
