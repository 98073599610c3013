#include "platform/documents/line_marks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/glyph_lines.hpp"

namespace gongkai::documents {
namespace {
std::string replacement_of(const Mark& mark) {
  return mark.label.empty() ? std::string(block) : std::string(block) + "〔" + mark.label + "〕";
}

void merge(std::vector<Stretch>& stretches) {
  std::ranges::sort(stretches, {}, &Stretch::begin);
  std::vector<Stretch> merged;
  for (auto& next : stretches) {
    if (!merged.empty() && next.begin < merged.back().end) merged.back().end = std::max(merged.back().end, next.end);
    else merged.push_back(std::move(next));
  }
  stretches = std::move(merged);
}

std::vector<Word> words_in(std::string_view text) {
  return words_of({to_code_points(text), std::vector<Box>(count_characters(text), Box{0, 0, 1, 1})});
}
}  // namespace

Result<std::map<int, std::vector<Stretch>>> stretches_of(const std::vector<Mark>& marks,
                                                         const std::vector<std::size_t>& lengths) {
  std::map<int, std::vector<Stretch>> found;
  for (const auto& mark : marks) {
    const bool is_there = mark.line >= 1 && static_cast<std::size_t>(mark.line) <= lengths.size();
    if (!is_there || mark.begin >= mark.end || mark.end > lengths[static_cast<std::size_t>(mark.line - 1)])
      return refuse(FaultKind::invalid, "files.mark_outside");
    found[mark.line].push_back({mark.begin, mark.end, replacement_of(mark)});
  }
  for (auto& [line, stretches] : found) merge(stretches);
  return found;
}

Result<Source> paged_source(std::vector<SourceLine> lines, int page) {
  const auto count = static_cast<int>(lines.size());
  Source source{.pages = std::max(1, (count + lines_a_page - 1) / lines_a_page)};
  if (source.pages > most_redacted_pages * 10)
    return refuse(FaultKind::too_large, "files.too_many_pages", {},
                  {{"limit", std::to_string(most_redacted_pages * 10)}});
  if (page > source.pages) return refuse(FaultKind::invalid, "files.page_not_found");
  for (int number = 1; number <= source.pages; ++number) {
    if (page != 0 && number != page) continue;
    SourcePage found{.number = number};
    const int end = std::min(count, number * lines_a_page);
    for (int i = (number - 1) * lines_a_page; i < end; ++i) {
      auto& line = found.lines.emplace_back(std::move(lines[static_cast<std::size_t>(i)]));
      line.words = words_in(line.text);
      for (auto& word : line.words) word.box = {};
    }
    source.found.push_back(std::move(found));
  }
  return source;
}

}  // namespace gongkai::documents
