// Plain text and CSV: lines with a block in the place of what was marked. The result is UTF-8, whatever the source was.
#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/line_marks.hpp"

namespace gongkai::documents {
namespace {
Result<std::vector<std::u32string>> lines_in(std::string_view bytes) {
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.encoding");
  std::vector<std::u32string> lines;
  for (auto line : split(*text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(to_code_points(clean_utf8(line)));
  }
  return lines;
}

std::u32string without(const std::u32string& line, const std::vector<Stretch>& stretches) {
  std::u32string out;
  std::size_t at = 0;
  for (const auto& stretch : stretches) {
    out += line.substr(at, stretch.begin - at);
    out += to_code_points(stretch.replacement);
    at = stretch.end;
  }
  return out + line.substr(at);
}
}  // namespace

Result<Source> read_text_source(std::string_view bytes, int page) {
  std::vector<SourceLine> found;
  for (const auto& line : TRY(lines_in(bytes)))
    found.push_back({.number = static_cast<int>(found.size()) + 1, .part = "body", .text = to_utf8(line)});
  return paged_source(std::move(found), page);
}

Result<std::string> redact_text(std::string_view bytes, const std::vector<Mark>& marks) {
  auto lines = TRY(lines_in(bytes));
  std::vector<std::size_t> lengths;
  for (const auto& line : lines) lengths.push_back(line.size());
  for (const auto& [number, stretches] : TRY(stretches_of(marks, lengths))) {
    auto& line = lines[static_cast<std::size_t>(number - 1)];
    line = without(line, stretches);
  }
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) out += (i == 0 ? "" : "\n") + to_utf8(lines[i]);
  return out;
}

}  // namespace gongkai::documents
