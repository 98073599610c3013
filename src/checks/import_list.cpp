// The way of a word list from an upload to terms, and back into a file.
#include <map>

#include "base/text.hpp"
#include "checks/use_cases.hpp"
#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"

namespace gongkai::checks {
namespace {
std::string in_quotes(std::string_view cell) {
  if (cell.find_first_of(",\"\n\r") == cell.npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

Result<std::string> text_of(documents::Workers& workers, const std::string& path, documents::Format format) {
  const auto extracted = TRY(workers.extract(path, format));
  return documents::visible_text(extracted);
}
}  // namespace

Result<ListFile> read_list_file(Context& context, const std::string& path, std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const auto ending = fold(dot == file_name.npos ? "" : file_name.substr(dot + 1));
  auto& workers = context.services.files->workers();
  if (ending == "xlsx") {
    const auto records = TRY(workers.records(path, {.source = documents::RecordSource::workbook}));
    return terms_of(rows_of_workbook(records));
  }
  if (ending == "txt") return terms_of(rows_of_text(TRY(text_of(workers, path, documents::Format::txt))));
  if (ending != "csv") return refuse(FaultKind::invalid, "checks.list_format", "file");
  auto rows = rows_of_csv(TRY(text_of(workers, path, documents::Format::csv)));
  auto file = terms_of(rows.rows);
  file.faults.insert(file.faults.begin(), rows.faults.begin(), rows.faults.end());
  return file;
}

ListChange preview(const std::vector<Term>& present, const ListFile& file, bool replace) {
  ListChange change{.faults = file.faults};
  std::map<std::string_view, const Term*> known;
  for (const auto& term : present) known.emplace(term.text, &term);
  for (const auto& term : file.terms) {
    const auto same = known.find(term.text);
    if (same == known.end()) {
      ++change.added;
      continue;
    }
    ++(*same->second == term ? change.unchanged : change.changed);
    known.erase(same);
  }
  (replace ? change.removed : change.unchanged) += static_cast<std::int64_t>(known.size());
  return change;
}

std::string to_csv(const std::vector<Term>& terms, ListKind kind) {
  std::string out = "\xEF\xBB\xBF";
  out += kind == ListKind::leaders ? "姓名,职务\r\n" : "词语,建议,级别,说明\r\n";
  for (const auto& term : terms) {
    out += in_quotes(term.text) + "," + in_quotes(term.suggestion);
    if (kind == ListKind::terms) out += "," + std::string(level_of(term)) + "," + in_quotes(term.note);
    out += "\r\n";
  }
  return out;
}

}  // namespace gongkai::checks
