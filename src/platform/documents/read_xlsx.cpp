// SpreadsheetML: one part a sheet, cells by tabs and rows by lines. Hidden sheets, rows and columns become parts of
// their own, as do the comments.
#include <algorithm>
#include <charconv>
#include <set>

#include "platform/documents/archive.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/image_metadata.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_columns = 16'384;

struct Sheet {
  std::string name, path;
  bool is_hidden = false;
};

/// All text below the node, without phonetic readings.
std::string text_below(pugi::xml_node root) {
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

std::vector<std::string> shared_strings(const Archive& archive) {
  std::vector<std::string> strings;
  pugi::xml_document document;
  if (!archive.has("xl/sharedStrings.xml") || !load_xml(archive, "xl/sharedStrings.xml", document)) return strings;
  for (const auto item : document.document_element().children())
    if (local_name(item) == "si") strings.push_back(text_below(item));
  return strings;
}

std::vector<Sheet> sheets_of(const Archive& archive, pugi::xml_node workbook) {
  const auto relations = relations_of(archive, "xl/workbook.xml");
  std::vector<Sheet> sheets;
  for (const auto node : child(workbook, "sheets").children()) {
    const auto id = std::string(node.attribute("r:id").value());
    const auto found =
        std::find_if(relations.begin(), relations.end(), [&](const Relation& relation) { return relation.id == id; });
    if (found == relations.end()) continue;
    const auto state = attribute(node, "state");
    sheets.push_back({std::string(attribute(node, "name")), found->target, state == "hidden" || state == "veryHidden"});
  }
  return sheets;
}

bool is_true(std::string_view value) {
  return value == "1" || value == "true";
}

std::set<int> hidden_columns(pugi::xml_node worksheet) {
  std::set<int> columns;
  for (const auto column : child(worksheet, "cols").children()) {
    if (!is_true(attribute(column, "hidden"))) continue;
    const int last = std::min(column.attribute("max").as_int(), max_columns);
    for (int i = std::max(1, column.attribute("min").as_int()); i <= last; ++i) columns.insert(i);
  }
  return columns;
}

/// "AB12" is column 28; a cell without a reference follows its left neighbour.
int column_of(pugi::xml_node cell, int previous) {
  const auto reference = attribute(cell, "r");
  int column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || column > max_columns) break;
    column = column * 26 + (c - 'A' + 1);
  }
  return column == 0 ? previous + 1 : column;
}

std::string text_of_cell(pugi::xml_node cell, const std::vector<std::string>& strings) {
  const auto type = attribute(cell, "t");
  if (type == "inlineStr") return text_below(cell);
  const std::string_view value = child(cell, "v").text().get();
  if (type != "s") return type == "b" ? (value == "1" ? "TRUE" : "FALSE") : std::string(value);
  std::size_t index = 0;
  std::from_chars(value.data(), value.data() + value.size(), index);
  return index < strings.size() ? strings[index] : std::string();
}

void read_rows(pugi::xml_node worksheet, const std::vector<std::string>& strings, std::string& shown,
               std::string& hidden) {
  const auto hidden_column = hidden_columns(worksheet);
  for (const auto row : child(worksheet, "sheetData").children()) {
    if (shown.size() + hidden.size() > max_text_bytes) return;
    int column = 0;
    for (const auto cell : row.children()) {
      column = column_of(cell, column);
      const auto text = text_of_cell(cell, strings);
      if (text.empty()) continue;
      auto& out = is_true(attribute(row, "hidden")) || hidden_column.contains(column) ? hidden : shown;
      if (!out.empty() && !out.ends_with('\n')) out += '\t';
      out += text;
    }
    for (auto* out : {&shown, &hidden})
      if (!out->empty() && !out->ends_with('\n')) *out += '\n';
  }
}

void add_comments(const Archive& archive, const Sheet& sheet, int number, Collector& collector) {
  for (const auto& relation : relations_of(archive, sheet.path)) {
    if (relation.type != "comments" && relation.type != "threadedComment") continue;
    pugi::xml_document document;
    if (!archive.has(relation.target) || !load_xml(archive, relation.target, document)) continue;
    walk(
        document.document_element(),
        [&](pugi::xml_node node) {
          if (local_name(node) == "comment") collector.add(PartKind::comment, text_below(node), sheet.name, number);
          if (local_name(node) == "threadedComment")
            collector.add(PartKind::comment, child(node, "text").text().get(), sheet.name, number);
          return true;
        },
        [](pugi::xml_node) {});
  }
}

/// "&L&"宋体"机密&R第 &P 页": the codes are dropped, the words are kept.
std::string without_codes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '&' || i + 1 == text.size()) out += text[i];
    else if (text[++i] == '&') out += '&';
    else if (text[i] == '"') i = std::min(text.find('"', i + 1), text.size() - 1);
    else if (text[i] == 'L' || text[i] == 'C' || text[i] == 'R') out += ' ';
    else
      while (i + 1 < text.size() && text[i] >= '0' && text[i] <= '9' && text[i + 1] >= '0' && text[i + 1] <= '9') ++i;
  }
  return out;
}

void add_header_footer(pugi::xml_node worksheet, const Sheet& sheet, int number, Collector& collector) {
  for (const auto node : child(worksheet, "headerFooter").children()) {
    const bool is_header = local_name(node).ends_with("Header");
    collector.add(is_header ? PartKind::header : PartKind::footer, without_codes(node.text().get()), sheet.name,
                  number);
  }
}
}  // namespace

Result<ExtractedText> read_xlsx(std::string_view bytes) {
  const auto archive = TRY(Archive::open(bytes));
  pugi::xml_document workbook;
  CHECK_OK(load_xml(archive, "xl/workbook.xml", workbook));
  Collector collector;
  collect_properties(archive, collector);
  const auto strings = shared_strings(archive);
  int number = 0;
  for (const auto& sheet : sheets_of(archive, workbook.document_element())) {
    ++number;
    pugi::xml_document document;
    if (collector.is_full() || !archive.has(sheet.path)) continue;
    CHECK_OK(load_xml(archive, sheet.path, document));
    std::string shown, hidden;
    read_rows(document.document_element(), strings, shown, hidden);
    collector.add(sheet.is_hidden ? PartKind::hidden : PartKind::body, shown, sheet.name, number);
    collector.add(PartKind::hidden, hidden, sheet.name, number);
    add_header_footer(document.document_element(), sheet, number, collector);
    add_comments(archive, sheet, number, collector);
  }
  collect_media_metadata(archive, collector);
  return collector.take();
}

}  // namespace gongkai::documents
