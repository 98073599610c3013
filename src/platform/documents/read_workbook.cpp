// The first visible sheet of a workbook as records: the first row with text names the columns.
#include <charconv>
#include <cmath>
#include <map>

#include "base/time.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/record_lines.hpp"
#include "platform/documents/records.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {

namespace {

constexpr int max_columns = 500;
constexpr std::int64_t max_rows = 1'048'576;
using Row = std::map<int, std::string>;

std::string text_of(pugi::xml_node root) {
  std::string text;
  walk(
      root,
      [&](pugi::xml_node node) {
        if (local_name(node) == "rPh") return false;
        if (local_name(node) == "t") text += node.text().get();
        return true;
      },
      [](pugi::xml_node) {});
  return text;
}

std::vector<std::string> shared_texts(const Archive& archive) {
  std::vector<std::string> texts;
  pugi::xml_document document;
  if (!archive.has("xl/sharedStrings.xml") || !load_xml(archive, "xl/sharedStrings.xml", document)) return texts;
  for (const auto item : document.document_element().children())
    if (local_name(item) == "si") texts.push_back(text_of(item));
  return texts;
}

/// A format code that shows a day: y, m or d outside of quotes, brackets and colours.
bool shows_a_day(std::string_view code) {
  bool quoted = false, bracketed = false;
  for (const char c : code) {
    if (c == '"') quoted = !quoted;
    if (c == '[') bracketed = true;
    if (c == ']') bracketed = false;
    if (!quoted && !bracketed && (c == 'y' || c == 'Y' || c == 'd' || c == 'D')) return true;
  }
  return false;
}

/// Which cell styles show a number as a day.
std::vector<bool> day_styles(const Archive& archive) {
  std::vector<bool> days;
  pugi::xml_document document;
  if (!archive.has("xl/styles.xml") || !load_xml(archive, "xl/styles.xml", document)) return days;
  std::map<int, bool> own;
  for (const auto format : child(document.document_element(), "numFmts").children())
    own[format.attribute("numFmtId").as_int()] = shows_a_day(attribute(format, "formatCode"));
  for (const auto style : child(document.document_element(), "cellXfs").children()) {
    const int format = style.attribute("numFmtId").as_int();
    // 14 to 22 and the East Asian 27 to 36, 50 to 58 are days by the standard
    const bool usual = (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 36) ||
                       (format >= 50 && format <= 58);
    days.push_back(own.contains(format) ? own[format] : usual);
  }
  return days;
}

/// Spreadsheets count days from 1899-12-30.
std::string day_text(std::string_view number) {
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc() || !(value >= 1 && value < 2'958'466)) return std::string(number);
  return to_text(Day::of(1899, 12, 30) + static_cast<int>(std::floor(value)));
}

int column_of(pugi::xml_node cell, int previous) {
  int column = 0;
  for (const char c : attribute(cell, "r")) {
    if (c < 'A' || c > 'Z' || column > max_columns) break;
    column = column * 26 + (c - 'A' + 1);
  }
  return column == 0 ? previous + 1 : column;
}

class Sheet {
 public:
  explicit Sheet(const Archive& archive) : m_texts(shared_texts(archive)), m_days(day_styles(archive)) {}

  Row read(pugi::xml_node row) const {
    Row cells;
    int column = 0;
    for (const auto cell : row.children()) {
      column = column_of(cell, column);
      if (column > max_columns) break;
      auto text = value(cell);
      if (!text.empty()) cells.emplace(column, std::move(text));
    }
    return cells;
  }

 private:
  std::string value(pugi::xml_node cell) const {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr") return text_of(cell);
    const std::string_view text = child(cell, "v").text().get();
    if (type == "s") {
      std::size_t index = 0;
      std::from_chars(text.data(), text.data() + text.size(), index);
      return index < m_texts.size() ? m_texts[index] : std::string();
    }
    const auto style = static_cast<std::size_t>(std::max(0, cell.attribute("s").as_int()));
    if (type.empty() || type == "n") return style < m_days.size() && m_days[style] ? day_text(text) : std::string(text);
    return std::string(text);
  }

  std::vector<std::string> m_texts;
  std::vector<bool> m_days;
};

/// The path of the first sheet that is not hidden.
std::string first_sheet(const Archive& archive, pugi::xml_node workbook) {
  const auto relations = relations_of(archive, "xl/workbook.xml");
  for (const auto sheet : child(workbook, "sheets").children()) {
    if (!attribute(sheet, "state").empty() && attribute(sheet, "state") != "visible") continue;
    const std::string id = sheet.attribute("r:id").value();
    for (const auto& relation : relations)
      if (relation.id == id) return relation.target;
  }
  return {};
}

}  // namespace

Result<std::string> read_workbook_records(std::string_view xlsx) {
  const auto archive = TRY(Archive::open(xlsx));
  pugi::xml_document workbook, worksheet;
  CHECK_OK(load_xml(archive, "xl/workbook.xml", workbook));
  const auto path = first_sheet(archive, workbook.document_element());
  if (path.empty() || !archive.has(path)) return refuse(FaultKind::invalid, "files.damaged");
  CHECK_OK(load_xml(archive, path, worksheet));
  const Sheet sheet(archive);
  RecordLines lines;
  Row header;
  std::int64_t number = 0, number_of_header = 0;
  for (const auto node : child(worksheet.document_element(), "sheetData").children()) {
    number = std::max<std::int64_t>(number + 1, node.attribute("r").as_llong(number + 1));
    if (number > max_rows) return refuse(FaultKind::too_large, "files.records_too_many");
    const auto row = sheet.read(node);
    if (row.empty()) continue;
    // a title that spans the sheet stands alone above the names of the columns
    const bool is_title_above = header.size() == 1 && row.size() > 1 && number_of_header + 1 == number;
    if (header.empty() || is_title_above) {
      header = row;
      number_of_header = number;
      continue;
    }
    RecordLines::Values values;
    for (const auto& [column, text] : row)
      if (const auto name = header.find(column); name != header.end()) values.emplace_back(name->second, text);
    CHECK_OK(lines.add(std::to_string(number), values));
  }
  return lines.take();
}

}  // namespace gongkai::documents
