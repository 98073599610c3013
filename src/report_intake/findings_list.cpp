#include "report_intake/findings_list.hpp"

#include <functional>

#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"
#include "report_intake/store.hpp"

namespace gongkai::report_intake {

namespace {

using Row = std::vector<std::string>;
constexpr std::int64_t loaded_at_once = 200;
constexpr std::size_t most_rows = 900'000;  // Excel ends at a million

std::string text_of(const json::value& finding, std::string_view key) {
  const auto& value = finding.at(key);
  if (value.is_string()) return std::string(value.get_string());
  return value.is_null() ? "" : json::to_string(value);
}

std::string words(std::string_view name) {
  return std::string(i18n::text("report_intake." + std::string(name)));
}

Row titles() {
  Row row;
  for (const auto* name : {"path", "unit", "year", "severity", "rule", "place", "found", "expected", "message"})
    row.push_back(words("column." + std::string(name)));
  return row;
}

Row row_of(const FileLine& line, const json::value& finding) {
  return {line.path,
          line.unit_name,
          line.year == 0 ? "" : std::to_string(line.year),
          words("severity." + text_of(finding, "severity")),
          text_of(finding, "code"),
          text_of(finding, "place"),
          text_of(finding, "found"),
          text_of(finding, "expected"),
          text_of(finding, "message")};
}

void each_row(db::Session& session, ReportBatchId batch, const std::function<void(Row)>& f) {
  ReportFileId after;
  std::size_t rows = 0;
  for (;;) {
    const auto lines = store::files_with_findings(session, batch, after, loaded_at_once);
    if (lines.empty()) return;
    after = lines.back().first.id;
    for (const auto& [line, text] : lines) {
      if (line.state == FileState::unreadable)
        f({line.path, "", "", words("severity.unreadable"), "", "", "", "", line.fault});
      const auto findings = json::parse(text.empty() ? "[]" : text);
      if (!findings || !findings->is_array()) continue;
      for (const auto& finding : findings->get_array()) {
        if (++rows > most_rows) return;
        f(row_of(line, finding));
      }
    }
  }
}

/// What a spreadsheet would take for a formula is marked as text.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string findings_csv(db::Session& session, ReportBatchId batch) {
  std::string out = "\xEF\xBB\xBF";
  const auto add = [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i ? "," : "") + quoted(row[i]);
    out += "\r\n";
  };
  add(titles());
  each_row(session, batch, add);
  return out;
}

std::string findings_xlsx(db::Session& session, ReportBatchId batch) {
  documents::Sheet sheet{.name = words("title"), .landscape = true};
  constexpr double widths[] = {30, 24, 8, 8, 12, 30, 12, 12, 70};
  const auto names = titles();
  for (std::size_t i = 0; i < names.size(); ++i) sheet.columns.push_back({names[i], widths[i]});
  each_row(session, batch, [&](Row row) {
    std::vector<documents::Cell> cells;
    for (auto& text : row) cells.emplace_back(std::move(text));
    sheet.rows.push_back(std::move(cells));
  });
  return documents::write_xlsx({std::move(sheet)});
}

}  // namespace gongkai::report_intake
