// Text files: lines with tabs are rows of tables, commas in a CSV as well; everything else is a paragraph a line. Tables of
// Markdown ("| 规章 | 0 |") are rows, too.
#include "platform/documents/csv.hpp"
#include "platform/documents/piece_collector.hpp"

namespace gongkai::documents {
namespace {

bool is_rule_of_markdown(std::string_view line) {
  return line.find("--") != std::string_view::npos && line.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// Of a row of Markdown; empty for other lines.
std::vector<std::string_view> cells_of(std::string_view line) {
  const auto inner = trim(line);
  if (inner.size() > 2 && inner.front() == '|' && inner.back() == '|' && line.find('\t') == std::string_view::npos)
    return split(inner.substr(1, inner.size() - 2), '|');
  return {};
}
}  // namespace

Result<Pieces> read_plain_pieces(std::string_view bytes) {
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.damaged");
  PieceCollector collector;
  int number = 0;
  std::string_view rest = *text;
  while (!rest.empty() && !collector.is_full()) {
    const auto end = std::min(rest.find_first_of("\n\f"), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_rule_of_markdown(line)) continue;
    const auto cells = cells_of(line);
    if (cells.empty()) collector.line(line, 0, number);
    else collector.row(cells, 0, number);
  }
  return collector.take_pieces();
}

}  // namespace gongkai::documents
