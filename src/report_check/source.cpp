#include "report_check/source.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report_check/cell_text.hpp"
#include "report_check/labels.hpp"

namespace gongkai::report_check {
namespace {
using documents::Piece;

std::string without_markup(std::string_view line) {
  auto text = trim(line);
  while (text.starts_with('#')) text.remove_prefix(1);
  std::string kept(trim(text));
  for (const auto* mark : {"**", "<b>", "</b>", "<strong>", "</strong>", "\ufeff"})
    for (auto at = kept.find(mark); at != std::string::npos; at = kept.find(mark))
      kept.erase(at, std::string_view(mark).size());
  return kept;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return text.ends_with(ending); });
}
bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); });
}

/// "一、", "（三）", "1." and what else begins a paragraph of its own.
bool begins_paragraph(std::string_view text) {
  if (starts_with_any(text, {"（", "(", "-", "·", "•", "【", "[", "!", "<"})) return true;
  const auto points = to_code_points(text.substr(0, 16));
  constexpr std::u32string_view numerals = U"一二三四五六七八九十0123456789";
  std::size_t at = 0;
  while (at < points.size() && numerals.find(points[at]) != std::u32string_view::npos) ++at;
  return at > 0 && at < points.size() &&
         (points[at] == U'、' || points[at] == U'．' || (points[at] == U'.' && at <= 2));
}

/// The titles of the six parts end like this: what follows is their text, however long the title is.
bool is_whole_title(std::string_view text) {
  return begins_paragraph(text) && ends_with_any(text, {"情况", "事项"});
}

/// Whether the line goes on with what the paragraph above began: pages and columns break sentences anywhere.
bool goes_on(const Paragraph& above, std::string_view line) {
  constexpr std::size_t shortest_broken_line = 18;
  if (count_characters(above.text) < shortest_broken_line || is_whole_title(above.text)) return false;
  return !ends_with_any(above.text, {"。", "！", "？", "；", "：", ":", ";", "!", "?", "…", "...", "”", ")"}) &&
         !begins_paragraph(line);
}

/// "— 8 —", "第 3 页", "12": numbers of pages.
bool is_page_number(std::string_view text) {
  const auto bare = squash(text);
  return bare.size() <= 12 && count_han(bare) <= 2 && bare.find_first_of("0123456789") != std::string::npos &&
         bare.find("年") == std::string::npos && bare.find("件") == std::string::npos &&
         bare.find("月") == std::string::npos;
}

class Builder {
 public:
  Source build(const documents::Pieces& pieces) {
    m_source.is_recognised = pieces.is_recognised;
    m_source.confidence = pieces.confidence;
    find_placed_pages(pieces);
    for (const auto& piece : pieces.list) {
      if (!piece.is_table() && !trim(piece.text).empty() && is_value(piece.text)) {
        m_values.push_back(piece);
        continue;
      }
      add_value_lines();
      if (piece.is_table()) add_table(piece);
      else add_line(piece);
      if (!piece.is_table() && m_placed_pages.contains(piece.page)) add_label_line(piece);
    }
    add_value_lines();
    return std::move(m_source);
  }

 private:
  /// On a page with rows whose cells have places a line may be a label without values, or a part of one.
  void find_placed_pages(const documents::Pieces& pieces) {
    std::map<int, int> rows;
    for (const auto& piece : pieces.list)
      if (piece.is_table() && !piece.is_grid && piece.cells.front().x > 0) ++rows[piece.page];
    constexpr int least_rows = 4;
    for (const auto& [page, count] : rows)
      if (count >= least_rows) m_placed_pages.insert(page);
  }
  void add_label_line(const Piece& piece) {
    if (m_table == 0) ++m_table;
    m_source.rows.push_back({.cells = {{piece.text, squash(piece.text)}},
                             .spot = {.page = piece.page, .line = piece.line},
                             .table = m_table});
  }

  /// A cell a line: many numbers below each other belong to the words above them. One or two are page numbers.
  void add_value_lines() {
    constexpr std::size_t least_values = 5;
    const auto values = std::exchange(m_values, {});
    if (values.size() < least_values) return;
    Piece row{.page = values.front().page, .line = values.front().line};
    if (!m_last_line.empty()) row.cells.push_back({.text = m_last_line});
    for (const auto& value : values)
      row.cells.push_back({.column = static_cast<int>(row.cells.size()), .text = value.text});
    add_table(row);
  }

  void add_line(const Piece& piece) {
    const auto text = without_markup(piece.text);
    if (text.empty() || is_page_number(text)) return;
    m_last_line = text;
    if (add_row_of_words(text, piece)) return;
    if (!m_source.paragraphs.empty() && m_is_open && goes_on(m_source.paragraphs.back(), text))
      m_source.paragraphs.back().text += text;
    else m_source.paragraphs.push_back({text, {.page = piece.page, .line = piece.line}});
    m_is_open = true;
  }

  /// "一、本年新收… 194 7 0 0 0 0 201": a row whose cells are parted by blanks.
  bool add_row_of_words(std::string_view text, const Piece& piece) {
    std::vector<std::string_view> words;
    for (const auto word : split(text, ' '))
      if (!trim(word).empty()) words.push_back(trim(word));
    std::size_t values = 0;
    while (values < words.size() && is_value(words[words.size() - 1 - values])) ++values;
    constexpr std::size_t least_values = 3;
    if (values < least_values || values > 20) return false;
    Piece row{.page = piece.page, .line = piece.line};
    std::string label;
    for (std::size_t i = 0; i + values < words.size(); ++i) label += words[i];
    if (!label.empty()) row.cells.push_back({.column = 0, .text = label});
    for (std::size_t i = words.size() - values; i < words.size(); ++i)
      row.cells.push_back({.column = static_cast<int>(row.cells.size()), .text = std::string(words[i])});
    add_table(row);
    return true;
  }

  void add_table(const Piece& piece) {
    m_is_open = m_is_open && !piece.is_grid;
    if (piece.is_grid || m_table == 0) ++m_table;
    int width = 0;
    std::map<int, SourceRow> rows;
    for (const auto& cell : piece.cells) {
      auto text = without_markup(cell.text);
      auto& row = rows[cell.row];
      row.cells.push_back({text, squash(text), cell.column, cell.columns, cell.x});
      width = std::max(width, cell.column + cell.columns);
    }
    for (auto& [number, row] : rows) {
      row.table = m_table;
      row.is_grid = piece.is_grid;
      row.width = piece.is_grid ? width : 0;
      row.spot = {.page = piece.label.empty() ? piece.page : 0,
                  .line = piece.line ? piece.line + number : 0,
                  .sheet = piece.label};
      std::ranges::stable_sort(row.cells, {}, &SourceCell::column);
      add_words_of(row);
      m_source.rows.push_back(std::move(row));
    }
    if (piece.is_grid) ++m_table;
  }

  /// A row with one cell of words may be a heading or a paragraph in a table made for the layout.
  void add_words_of(const SourceRow& row) {
    const SourceCell* only = nullptr;
    for (const auto& cell : row.cells) {
      if (cell.text.empty()) continue;
      if (only) return;
      only = &cell;
    }
    constexpr int shortest = 4;
    if (only && count_han(only->text) >= shortest) {
      m_source.paragraphs.push_back({only->text, row.spot});
      m_is_open = false;
    }
  }

  Source m_source;
  std::vector<Piece> m_values;  // lines that are nothing but a number
  std::string m_last_line;
  std::set<int> m_placed_pages;
  int m_table = 0;
  bool m_is_open = false;  // whether the next line may go on with the last paragraph
};
}  // namespace

Source source_of(const documents::Pieces& pieces) {
  return Builder().build(pieces);
}

}  // namespace gongkai::report_check
