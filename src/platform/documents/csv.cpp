#include "platform/documents/csv.hpp"

#include <algorithm>

namespace gongkai::documents {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char guess_separator(std::string_view text) {
  const auto line = text.substr(0, std::min(text.find('\n'), std::size_t{64} << 10));
  char best = ',';
  for (const char c : {',', '\t', ';'})
    if (std::ranges::count(line, c) > std::ranges::count(line, best)) best = c;
  return best;
}

bool is_blank(const CsvRow& row) {
  return std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
}

std::unexpected<Fault> refuse_row(std::string code, std::int64_t line) {
  return refuse(FaultKind::invalid, std::move(code), {}, {{"line", std::to_string(line)}});
}

}  // namespace

CsvReader::CsvReader(std::string_view text, char separator, CsvLimits limits)
    : m_text(text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text),
      m_separator(separator ? separator : guess_separator(m_text)),
      m_limits(limits) {}

std::optional<Result<CsvRow>> CsvReader::next() {
  while (m_at < m_text.size()) {
    const auto begin = m_at;
    const auto line = m_line;
    auto row = read_row();
    if (!row) {
      // an open quote swallows what follows: only its own line is given up
      m_at = begin;
      m_line = line;
      skip_line();
      return row;
    }
    if (!is_blank(*row)) return row;
  }
  return std::nullopt;
}

Result<CsvRow> CsvReader::read_row() {
  CsvRow row{.line = m_line};
  for (;;) {
    row.cells.push_back(TRY(read_cell()));
    if (row.cells.size() > m_limits.columns) return refuse_row("csv.too_many_columns", row.line);
    if (m_at == m_text.size()) return row;
    if (m_text[m_at] == m_separator) {
      ++m_at;
      continue;
    }
    pass_end_of_line();
    return row;
  }
}

Result<std::string> CsvReader::read_cell() {
  if (m_at < m_text.size() && m_text[m_at] == '"') return read_quoted();
  const auto begin = m_at;
  while (m_at < m_text.size() && m_text[m_at] != m_separator && !at_end_of_line()) ++m_at;
  if (m_at - begin > m_limits.cell_bytes) return refuse_row("csv.cell_too_large", m_line);
  return std::string(m_text.substr(begin, m_at - begin));
}

Result<std::string> CsvReader::read_quoted() {
  const auto line = m_line;
  std::string cell;
  for (++m_at;;) {
    const auto quote = m_text.find('"', m_at);
    if (quote == std::string_view::npos) return refuse_row("csv.quote_open", line);
    if (cell.size() + (quote - m_at) > m_limits.cell_bytes) return refuse_row("csv.cell_too_large", line);
    const auto piece = m_text.substr(m_at, quote - m_at);
    m_line += std::ranges::count(piece, '\n');
    cell += piece;
    m_at = quote + 1;
    if (m_at == m_text.size() || m_text[m_at] != '"') break;
    cell += '"';
    ++m_at;
  }
  if (m_at < m_text.size() && m_text[m_at] != m_separator && !at_end_of_line())
    return refuse_row("csv.quote_stray", line);
  return cell;
}

bool CsvReader::at_end_of_line() const {
  return m_text[m_at] == '\n' || m_text[m_at] == '\r';
}

void CsvReader::pass_end_of_line() {
  if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n') ++m_at;
  ++m_at;
  ++m_line;
}

void CsvReader::skip_line() {
  m_at = m_text.find_first_of("\r\n", m_at);
  if (m_at == std::string_view::npos) m_at = m_text.size();
  else pass_end_of_line();
}

}  // namespace gongkai::documents
