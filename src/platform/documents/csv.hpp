// Comma separated values (RFC 4180) row by row, from people's spreadsheets: any line end, any of three separators, and
// rows with broken quoting that must not take the rest of the file with them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::documents {

struct CsvLimits {
  std::size_t cell_bytes = 4 << 20;
  std::size_t columns = 500;
};

struct CsvRow {
  std::int64_t line = 0;  // where it begins in the file, from 1
  std::vector<std::string> cells{};
};

class CsvReader {
 public:
  /// The text must be UTF-8 and outlive the reader. A separator of 0 is guessed from the first line.
  explicit CsvReader(std::string_view text, char separator = 0, CsvLimits limits = {});

  /// The next row that is not blank; nothing at the end. Faults carry {line}: csv.quote_open, csv.quote_stray,
  /// csv.cell_too_large, csv.too_many_columns. After a fault reading goes on with the next line of the file.
  std::optional<Result<CsvRow>> next();
  char separator() const { return m_separator; }

 private:
  Result<CsvRow> read_row();
  Result<std::string> read_cell();
  Result<std::string> read_quoted();
  bool at_end_of_line() const;
  void pass_end_of_line();
  void skip_line();

  std::string_view m_text;
  std::size_t m_at = 0;
  std::int64_t m_line = 1;
  char m_separator;
  CsvLimits m_limits;
};

}  // namespace gongkai::documents
