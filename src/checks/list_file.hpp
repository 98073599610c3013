// A word list as people send it: TXT (a term a line, a tab or → before what is right), CSV and XLSX with the columns
// 词语, 建议, 级别, 说明. A list of leaders has 姓名 and 职务, in their order.
#pragma once
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "checks/terms.hpp"

namespace gongkai::checks {

struct Row {
  std::int64_t line = 0;
  std::vector<std::string> cells{};
};
struct Rows {
  std::vector<Row> rows{};
  std::vector<Fault> faults{};  // of rows that could not be read
};
Rows rows_of_csv(std::string_view text);
/// A term a line; a tab or → before what is right.
std::vector<Row> rows_of_text(std::string_view text);
/// Lines of documents::read_workbook_records: the columns by their names.
std::vector<Row> rows_of_workbook(std::string_view records);

struct ListFile {
  std::vector<Term> terms{};
  std::vector<Fault> faults{};  // details: line
};
/// Terms of the rows. A head row is left out; a term that comes twice is a fault, as is one too long or of unknown level.
ListFile terms_of(const std::vector<Row>& rows);

inline constexpr std::size_t most_terms = 50'000;
inline constexpr std::size_t longest_term = 50;

/// 必须 must · 应当 should · 提示 note · 允许 allowed
std::string_view level_of(const Term& term);

}  // namespace gongkai::checks
