#include "platform/documents/docx_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "platform/documents/docx_parts.hpp"
#include "platform/documents/numbering.hpp"

namespace gongkai::documents {
namespace {
constexpr int table_width = 8'844;  // 156 mm in twentieths of a point

std::string text_run(std::string_view text, std::string_view properties = {}) {
  std::string xml = "<w:r>";
  if (!properties.empty()) xml += fmt::format("<w:rPr>{}</w:rPr>", properties);
  bool is_first = true;
  for (const auto line : split(text, '\n')) {
    if (!std::exchange(is_first, false)) xml += "<w:br/>";
    xml += fmt::format(R"(<w:t xml:space="preserve">{}</w:t>)", escape_xml(line));
  }
  return xml + "</w:r>";
}

std::string paragraph(std::string_view style, std::string_view runs, std::string_view properties = {}) {
  return fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>)", style, properties, runs);
}

std::string blank_line() {
  return paragraph("Flush", "");
}

std::string runs_of(const std::vector<Span>& spans) {
  std::string xml;
  for (const auto& span : spans) xml += text_run(span.text, span.is_strong ? "<w:b/>" : "");
  return xml;
}

std::string alignment(Align align) {
  switch (align) {
    case Align::justified: return "";
    case Align::left: return R"(<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="left"/>)";
    case Align::center: return R"(<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="center"/>)";
    case Align::right: return R"(<w:ind w:right="640" w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="right"/>)";
  }
  return "";
}

/// Rows and columns of merged cells: a cell that spans rows stands in each of them, as Word wants it.
class Table {
 public:
  explicit Table(const Block& block) : m_block(block), m_columns(count_columns()) {}

  std::string xml() {
    const int width = table_width / std::max(1, m_columns);
    std::string out = fmt::format(
        R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{}</w:tblBorders>)"
        R"(<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)",
        width * m_columns, borders());
    for (int i = 0; i < m_columns; ++i) out += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
    out += "</w:tblGrid>";
    for (const auto& row : m_block.rows) out += row_xml(row, width);
    return out + "</w:tbl>";
  }

 private:
  struct Spanning {
    int rows = 0;  // still to come
    int columns = 1;
  };

  static std::string borders() {
    std::string xml;
    for (const auto* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
      xml += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>)", side);
    return xml;
  }

  int count_columns() const {
    std::vector<int> hanging;  // for each column, over how many rows the cell in it still goes
    for (const auto& row : m_block.rows) {
      std::size_t column = 0;
      for (const auto& cell : row) {
        while (column < hanging.size() && hanging[column] > 0) ++column;
        const auto end = column + static_cast<std::size_t>(std::max(1, cell.columns));
        hanging.resize(std::max(hanging.size(), end));
        for (; column < end; ++column) hanging[column] = std::max(1, cell.rows);
      }
      for (auto& rows : hanging) rows = std::max(0, rows - 1);
    }
    return static_cast<int>(hanging.size());
  }

  static std::string cell_xml(const TableCell* cell, int columns, int width, std::string_view merge) {
    std::string xml = fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>)", width * columns);
    if (columns > 1) xml += fmt::format(R"(<w:gridSpan w:val="{}"/>)", columns);
    xml += fmt::format(R"({}<w:vAlign w:val="center"/></w:tcPr>)", merge);
    return xml + paragraph("Cell", cell ? runs_of(cell->spans) : "") + "</w:tc>";
  }

  /// What hangs down from above stands between the cells of this row.
  void hang(std::string& xml, int& column, int width) {
    for (auto found = m_spanning.find(column); found != m_spanning.end() && found->second.rows > 0;
         found = m_spanning.find(column)) {
      xml += cell_xml(nullptr, found->second.columns, width, "<w:vMerge/>");
      --found->second.rows;
      column += found->second.columns;
    }
  }

  std::string row_xml(const TableRow& row, int width) {
    const bool is_header = !row.empty() && std::ranges::all_of(row, &TableCell::is_header);
    std::string xml = "<w:tr><w:trPr><w:cantSplit/>";
    xml += is_header ? "<w:tblHeader/></w:trPr>" : "</w:trPr>";
    int column = 0;
    hang(xml, column, width);
    for (const auto& cell : row) {
      const int columns = std::max(1, cell.columns);
      xml += cell_xml(&cell, columns, width, cell.rows > 1 ? R"(<w:vMerge w:val="restart"/>)" : "");
      m_spanning[column] = {cell.rows - 1, columns};
      column += columns;
      hang(xml, column, width);
    }
    if (column < m_columns) xml += cell_xml(nullptr, m_columns - column, width, "");
    return xml + "</w:tr>";
  }

  const Block& m_block;
  int m_columns = 0;
  std::map<int, Spanning> m_spanning;  // by the column where it begins
};

std::string block_xml(const Block& block) {
  if (block.kind == BlockKind::table) {
    const auto caption =
        block.caption.empty() ? std::string() : paragraph("Cell", text_run(block.caption, "<w:b/>"), "<w:keepNext/>");
    return caption + Table(block).xml() + blank_line();
  }
  const auto style = block.kind == BlockKind::heading ? fmt::format("Heading{}", std::clamp(block.level, 1, 4))
                     : block.kind == BlockKind::note  ? std::string("Note")
                                                      : std::string("Body");
  return paragraph(style, runs_of(block.spans), alignment(block.align));
}

std::string head_xml(const OfficialText& text) {
  if (text.head.empty()) return "";
  const auto characters = std::max<std::size_t>(1, count_characters(text.head));
  const auto half_points = std::min<std::size_t>(92, 2 * 442 / characters);  // 442 points fit into the type area
  const bool is_letter = text.form == PrintForm::letter;
  const auto rule = fmt::format(R"(<w:pBdr><w:bottom w:val="{}" w:sz="18" w:space="4" w:color="{}"/></w:pBdr>{})",
                                is_letter ? "thickThinSmallGap" : "single", red_in_word,
                                is_letter ? R"(<w:ind w:left="-454" w:right="-454"/>)" : "");
  const auto size = fmt::format(R"(<w:color w:val="{}"/><w:sz w:val="{}"/><w:szCs w:val="{}"/>)", red_in_word,
                                half_points, half_points);
  const auto number = text_run(text.number);
  if (is_letter)
    return paragraph("Head", text_run(text.head, size), rule) +
           (text.number.empty() ? "" : paragraph("Flush", number, R"(<w:jc w:val="right"/>)"));
  return paragraph("Head", text_run(text.head, size)) + blank_line() +
         paragraph("Flush", number, fmt::format(R"({}<w:jc w:val="center"/>)", rule));
}

std::string title_xml(const OfficialText& text) {
  constexpr std::size_t characters_in_a_line = 19;  // 2号 on 156 mm
  std::string title;
  for (const auto& line : title_lines(text.title, characters_in_a_line)) title += (title.empty() ? "" : "\n") + line;
  auto xml = blank_line() + paragraph("Title", text_run(title));
  if (text.head.empty() && !text.number.empty())
    xml += paragraph("Flush", text_run(text.number), R"(<w:jc w:val="center"/>)");
  return xml + blank_line();
}

std::string enclosures_xml(const std::vector<std::string>& enclosures) {
  std::string xml = enclosures.empty() ? "" : blank_line();
  for (std::size_t i = 0; i < enclosures.size(); ++i) {
    const auto number = enclosures.size() == 1 ? std::string() : std::to_string(i + 1) + ".";
    const auto indent =
        i == 0 ? R"(<w:ind w:left="1920" w:hanging="1280"/>)" : R"(<w:ind w:left="1920" w:hanging="320"/>)";
    xml += paragraph("Flush", text_run((i == 0 ? "附件：" : "") + number + enclosures[i]), indent);
  }
  return xml;
}

/// Together with the last lines of the text: keepNext down to the date.
std::string signature_xml(const OfficialText& text) {
  if (text.signers.empty() && !text.formed_on) return "";
  constexpr auto right = R"(<w:keepNext/><w:keepLines/><w:ind w:right="1280"/><w:jc w:val="right"/>)";
  std::string xml = paragraph("Flush", "", "<w:keepNext/>") + paragraph("Flush", "", "<w:keepNext/>");
  for (const auto& signer : text.signers) xml += paragraph("Flush", text_run(signer), right);
  if (text.formed_on)
    xml += paragraph("Flush", text_run(to_chinese(*text.formed_on)),
                     R"(<w:keepLines/><w:ind w:right="1280"/><w:jc w:val="right"/>)");
  return xml;
}

std::string imprint_xml(const OfficialText& text) {
  if (text.copies_to.empty() && text.printed_by.empty()) return "";
  constexpr auto line = R"(<w:{} w:val="single" w:sz="8" w:space="1" w:color="000000"/>)";
  const auto top = fmt::format(fmt::runtime(line), "top"), bottom = fmt::format(fmt::runtime(line), "bottom");
  std::string xml;
  if (!text.copies_to.empty())
    xml += paragraph("Note", text_run("抄送：" + text.copies_to + "。"), fmt::format("<w:pBdr>{}</w:pBdr>", top));
  const auto printed = text.printed_by + (text.printed_on ? "　　" + to_chinese(*text.printed_on) + "印发" : "");
  return xml + paragraph("Note", text_run(printed), fmt::format("<w:pBdr>{}{}</w:pBdr>", top, bottom));
}

std::string section_xml(const OfficialText& text) {
  const bool is_letter = text.form == PrintForm::letter && !text.head.empty();
  return fmt::format(
      R"(<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>)"
      R"(<w:footerReference w:type="first" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/>)"
      R"(<w:pgMar w:top="{}" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1134" w:gutter="0"/>{})"
      R"(<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>)",
      is_letter ? 1701 : 2098, is_letter ? "<w:titlePg/>" : "");
}

std::string document_xml(const OfficialText& text) {
  std::string xml =
      fmt::format(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {}><w:body>)", word_namespaces);
  xml += head_xml(text) + title_xml(text);
  if (!text.addressee.empty()) xml += paragraph("Flush", text_run(text.addressee + "："));
  for (const auto& block : text.body) xml += block_xml(block);
  xml += enclosures_xml(text.enclosures) + signature_xml(text);
  if (!text.note.empty()) xml += paragraph("Body", text_run("（" + text.note + "）"));
  return xml + imprint_xml(text) + section_xml(text) + "</w:body></w:document>";
}
}  // namespace

std::string write_official_docx(const OfficialText& text) {
  auto parts = docx_frame(text);
  parts.push_back({"word/document.xml", document_xml(text)});
  return write_archive(parts);
}

}  // namespace gongkai::documents
