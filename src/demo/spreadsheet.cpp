#include "base/text.hpp"
#include "demo/attachment.hpp"
#include "demo/zip.hpp"
#include "platform/html/html.hpp"

namespace gongkai::demo {
namespace {

constexpr std::string_view content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)";
constexpr std::string_view package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view workbook =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr std::string_view workbook_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)";

bool is_number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789.-") != std::string_view::npos) return false;
  return text.find('-', 1) == std::string_view::npos && std::ranges::count(text, '.') <= 1 && text != "-" &&
         text != ".";
}

std::string cell(std::string_view text, std::size_t column, std::size_t row) {
  const auto place = static_cast<char>('A' + column) + std::to_string(row);
  if (is_number(text)) return "<c r=\"" + place + "\"><v>" + std::string(text) + "</v></c>";
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + html::escape(text) + "</t></is></c>";
}

std::string row_of(const std::vector<std::string>& cells, std::size_t number) {
  std::string row = "<row r=\"" + std::to_string(number) + "\">";
  for (std::size_t column = 0; column < cells.size() && column < 26; ++column)
    row += cell(cells[column], column, number);
  return row + "</row>";
}

}  // namespace

std::string spreadsheet(const AttachmentEntry& attachment) {
  std::string sheet =
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
      R"(<cols><col min="1" max="26" width="24" customWidth="1"/></cols><sheetData>)";
  sheet += row_of({attachment.title}, 1);
  for (std::size_t i = 0; i < attachment.rows.size(); ++i) sheet += row_of(attachment.rows[i], i + 2);
  sheet += "</sheetData></worksheet>";
  return stored_zip({{"[Content_Types].xml", std::string(content_types)},
                     {"_rels/.rels", std::string(package_relations)},
                     {"xl/workbook.xml", std::string(workbook)},
                     {"xl/_rels/workbook.xml.rels", std::string(workbook_relations)},
                     {"xl/worksheets/sheet1.xml", std::move(sheet)}});
}

}  // namespace gongkai::demo
