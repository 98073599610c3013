#include "checks/list_file.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "platform/documents/csv.hpp"
#include "platform/json/json.hpp"

namespace gongkai::checks {
namespace {
bool is_head(const Row& row) {
  constexpr std::string_view words[] = {"词语", "用语", "错误用语", "错词", "姓名", "term", "name"};
  return !row.cells.empty() && std::find(std::begin(words), std::end(words), row.cells[0]) != std::end(words);
}

bool take_level(std::string_view text, Term& term) {
  term.allowed = text == "允许" || text == "allowed";
  if (term.allowed) return true;
  if (text == "必须" || text == "must") term.severity = Severity::must;
  else if (text.empty() || text == "应当" || text == "should") term.severity = Severity::should;
  else if (text == "提示" || text == "note") term.severity = Severity::note;
  else return false;
  return true;
}

std::string_view cell(const Row& row, std::size_t number) {
  return number < row.cells.size() ? std::string_view(row.cells[number]) : std::string_view();
}

Fault fault_at(std::int64_t line, std::string code, std::string value = {}) {
  return {FaultKind::invalid, std::move(code), "file", {{"line", std::to_string(line)}, {"value", std::move(value)}}};
}

/// A line of two says the level where there is nothing better to write: 某词<tab>必须.
std::string level_and_suggestion(const Row& row, Term& term) {
  Term probe;
  if (row.cells.size() == 2 && !row.cells[1].empty() && take_level(row.cells[1], probe)) return row.cells[1];
  term.suggestion = cell(row, 1);
  term.note = cell(row, 3);
  return std::string(cell(row, 2));
}
}  // namespace

std::string_view level_of(const Term& term) {
  if (term.allowed) return "允许";
  switch (term.severity) {
    case Severity::note: return "提示";
    case Severity::should: return "应当";
    case Severity::must: return "必须";
  }
  return "";
}

Rows rows_of_csv(std::string_view text) {
  Rows read;
  documents::CsvReader reader(text, 0, {.cell_bytes = 10'000, .columns = 50});
  while (auto row = reader.next()) {
    if (*row) {
      for (auto& value : (*row)->cells) value = std::string(trim(value));
      read.rows.push_back({(*row)->line, std::move((*row)->cells)});
    } else {
      auto fault = row->error();
      fault.field = "file";
      read.faults.push_back(std::move(fault));
    }
  }
  return read;
}

std::vector<Row> rows_of_text(std::string_view text) {
  std::vector<Row> rows;
  std::int64_t number = 0;
  for (const auto line : split(text, '\n')) {
    Row row{.line = ++number};
    if (const auto arrow = line.find("→"); arrow != std::string_view::npos) {
      row.cells.emplace_back(trim(line.substr(0, arrow)));
      row.cells.emplace_back(trim(line.substr(arrow + std::string_view("→").size())));
    } else {
      for (const auto value : split(line, '\t')) row.cells.emplace_back(trim(value));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Row> rows_of_workbook(std::string_view records) {
  std::vector<Row> rows;
  for (const auto line : split(records, '\n')) {
    const auto parsed = json::parse(line);
    if (!parsed || !parsed->is_object()) continue;
    const auto& object = parsed->as_object();
    const auto text_at = [&](std::initializer_list<std::string_view> names) -> std::string {
      for (const auto name : names)
        if (const auto* value = object.if_contains(name); value && value->is_string())
          return std::string(trim(std::string_view(value->get_string())));
      return {};
    };
    Row row{.line = static_cast<std::int64_t>(rows.size()) + 2};
    row.cells = {text_at({"词语", "用语", "错误用语", "姓名"}), text_at({"建议", "正确用语", "职务"}),
                 text_at({"级别"}), text_at({"说明"})};
    rows.push_back(std::move(row));
  }
  return rows;
}

ListFile terms_of(const std::vector<Row>& rows) {
  ListFile file;
  std::set<std::string, std::less<>> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const auto word = cell(row, 0);
    if (std::all_of(row.cells.begin(), row.cells.end(), [](const auto& value) { return value.empty(); }) ||
        (i == 0 && is_head(row)))
      continue;
    const auto length = count_characters(word);
    Term term{.text = std::string(word)};
    const auto level = level_and_suggestion(row, term);
    if (file.terms.size() >= most_terms) return file.faults.push_back(fault_at(row.line, "checks.list_too_long")), file;
    if (length == 0 || length > longest_term) file.faults.push_back(fault_at(row.line, "checks.list_term_length"));
    else if (count_characters(term.suggestion) > 200 || count_characters(term.note) > 200)
      file.faults.push_back(fault_at(row.line, "checks.list_text_length"));
    else if (!take_level(level, term)) file.faults.push_back(fault_at(row.line, "checks.list_level_unknown", level));
    else if (!seen.insert(fold(word)).second)
      file.faults.push_back(fault_at(row.line, "checks.list_term_twice", term.text));
    else file.terms.push_back(std::move(term));
  }
  return file;
}

}  // namespace gongkai::checks
