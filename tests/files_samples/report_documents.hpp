// The same report by producers that build their documents differently.
#pragma once
#include <fmt/format.h>

#include "base/text.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/documents/xlsx_writer.hpp"
#include "tests/files_samples/report_sheets.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::samples {

inline std::string full_width(std::string_view digits) {
  std::string out;
  for (const char c : digits)
    if (c >= '0' && c <= '9') {
      out += "\xEF\xBC";
      out += static_cast<char>(0x90 + (c - '0'));
    } else out += c;
  return out;
}
inline std::string spread(std::string_view text) {  // 自 然 人
  std::string out;
  for (const auto point : to_code_points(text)) out += (out.empty() ? "" : " ") + to_utf8(std::u32string(1, point));
  return out;
}

template <class Paragraph, class Table>
std::string each_part(const Parts& parts, Paragraph paragraph, Table table) {
  std::string out;
  for (const auto& part : parts)
    out += std::holds_alternative<std::string>(part) ? paragraph(std::get<std::string>(part))
                                                     : table(std::get<Sheet>(part));
  return out;
}

/// Real tables with spans.
inline std::string html_of(const Parts& parts) {
  const auto table = [](const Sheet& sheet) {
    std::string out = "<table><tbody>";
    for (const auto& row : sheet) {
      out += "<tr>";
      for (const auto& cell : row)
        out += fmt::format("<td colspan={} rowspan=\"{}\"><p>{}</p></td>", cell.columns, cell.rows, cell.text);
      out += "</tr>";
    }
    return out + "</tbody></table>";
  };
  return "<!doctype html><html><head><title>年报</title></head><body>" +
         each_part(parts, [](const std::string& text) { return "<p>" + text + "</p>"; }, table) + "</body></html>";
}

/// A page laid out with tables in tables, labels with blanks, full-width digits, a dash where nothing stands.
inline std::string nested_html_of(const Parts& parts) {
  const auto table = [](const Sheet& sheet) {
    std::string out = "<tr><td><div><TABLE border=1>";
    for (const auto& row : sheet) {
      out += "<TR>";
      for (const auto& cell : row) {
        const auto text = !cell.is_value ? spread(cell.text) : cell.text.empty() ? "—" : full_width(cell.text);
        out += fmt::format("<TH colspan='{}' rowspan='{}'><span>&nbsp;{}</span></TH>", cell.columns, cell.rows, text);
      }
    }
    return out + "</TABLE></div></td></tr>";
  };
  return "<html><body><script>var a='<table>'</script><table width=100%>" +
         each_part(
             parts, [](const std::string& text) { return "<tr><td><div><b>" + text + "</b></div></td></tr>"; }, table) +
         "</table></body></html>";
}

/// As a spreadsheet exports it: no spans, the covered cells are empty ones.
inline std::string flat_html_of(const Parts& parts) {
  const auto table = [](const Sheet& sheet) {
    std::map<std::pair<int, int>, std::string> texts;
    int width = 0;
    for (const auto& [cell, row, column] : placed(sheet)) {
      texts[{row, column}] =
          cell.is_value && !cell.text.empty() && cell.text.size() < 5 ? cell.text + " 件" : cell.text;
      width = std::max(width, column + cell.columns);
    }
    std::string out = "<table>";
    for (int row = 0; row < static_cast<int>(sheet.size()); ++row) {
      out += "<tr>";
      for (int column = 0; column < width; ++column) out += "<td>" + texts[{row, column}] + "</td>";
      out += "</tr>\n";
    }
    return out + "</table>";
  };
  return "<body>" +
         each_part(parts, [](const std::string& text) { return "<h3>" + text + "</h3>"; }, table) + "</body>";
}

inline std::string word_paragraph(std::string_view text) {
  return fmt::format("<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", text);
}

inline std::string word_table(const Sheet& sheet, bool split_runs) {
  int width = 0;
  std::map<std::pair<int, int>, const SheetCell*> begins, goes_on;
  const auto cells = placed(sheet);
  for (const auto& [cell, row, column] : cells) {
    begins[{row, column}] = &cell;
    for (int i = 1; i < cell.rows; ++i) goes_on[{row + i, column}] = &cell;
    width = std::max(width, column + cell.columns);
  }
  std::string out = "<w:tbl><w:tblPr/>";
  for (int row = 0; row < static_cast<int>(sheet.size()); ++row) {
    out += "<w:tr>";
    for (int column = 0; column < width; ++column) {
      const auto begin = begins.find({row, column}), on = goes_on.find({row, column});
      const auto* cell = begin != begins.end() ? begin->second : on != goes_on.end() ? on->second : nullptr;
      if (!cell) continue;
      const bool first = begin != begins.end();
      const auto* merge = cell->rows == 1 ? "" : first ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
      out += fmt::format("<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{}</w:tcPr><w:p>", cell->columns, merge);
      if (first && split_runs)
        for (const auto point : to_code_points(cell->text))
          out += "<w:r><w:t>" + to_utf8(std::u32string(1, point)) + "</w:t></w:r>";
      else if (first) out += "<w:r><w:t>" + cell->text + "</w:t></w:r>";
      out += "</w:p></w:tc>";
    }
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

inline std::string word_of(const Parts& parts) {
  return docx_of(each_part(parts, word_paragraph, [](const Sheet& sheet) { return word_table(sheet, false); }));
}

/// Everything inside one layout cell, content controls, one run a character; a tracked deletion beside the values.
inline std::string nested_word_of(const Parts& parts) {
  const auto body = each_part(parts, word_paragraph, [](const Sheet& sheet) {
    return "<w:sdt><w:sdtContent>" + word_table(sheet, true) +
           "</w:sdtContent></w:sdt><w:p><w:del><w:r><w:delText>旧稿 999</w:delText></w:r></w:del></w:p>";
  });
  return docx_of("<w:tbl><w:tr><w:tc>" + body + "</w:tc></w:tr></w:tbl>");
}

/// A line of a table with tabs, as in a text.
inline std::string tabbed(const Sheet& sheet, std::string_view tab, std::string_view end) {
  int width = 0;
  std::map<std::pair<int, int>, std::string> texts;
  for (const auto& [cell, row, column] : placed(sheet)) {
    texts[{row, column}] = cell.text;
    width = std::max(width, column + cell.columns);
  }
  std::string out;
  for (int row = 0; row < static_cast<int>(sheet.size()); ++row) {
    for (int column = 0; column < width; ++column) out += (column ? std::string(tab) : "") + texts[{row, column}];
    out += end;
  }
  return out;
}

/// No tables at all: paragraphs with tabs.
inline std::string tabbed_text_of(const Parts& parts) {
  return each_part(
      parts, [](const std::string& text) { return text + "\n\n"; },
      [](const Sheet& sheet) { return tabbed(sheet, "\t", "\n"); });
}

inline std::string workbook_of(const std::vector<std::pair<std::string, std::string>>& sheets,
                               const std::vector<std::string>& strings) {
  std::string list, table = "<sst>";
  std::vector<std::tuple<std::string, std::string, std::string>> targets;
  Entries entries{{"[Content_Types].xml", content_types("spreadsheetml.sheet")}};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const auto id = fmt::format("rId{}", i + 1), path = fmt::format("worksheets/sheet{}.xml", i + 1);
    list += fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="{}"/>)", sheets[i].first, i + 1, id);
    targets.emplace_back(id, "worksheet", path);
    entries.emplace_back("xl/" + path, sheets[i].second);
  }
  for (const auto& text : strings) table += "<si><t>" + text + "</t></si>";
  entries.emplace_back("xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets>)" + list + "</sheets></workbook>");
  entries.emplace_back("xl/_rels/workbook.xml.rels", relations(targets));
  entries.emplace_back("xl/sharedStrings.xml", table + "</sst>");
  return zip_of(entries);
}

struct SheetXml {
  std::string rows, merges;
  int next_row = 1;
};
/// Adds the parts below each other; numbers as numbers, words by `word`.
template <class Word>
void add_to_sheet(SheetXml& xml, const Part& part, bool with_merges, Word word) {
  const Sheet sheet =
      std::holds_alternative<Sheet>(part) ? std::get<Sheet>(part) : Sheet{{{std::get<std::string>(part)}}};
  std::map<int, std::string> rows;
  for (const auto& [cell, row, column] : placed(sheet)) {
    const auto name = fmt::format("{}{}", documents::column_letters(column + 1), xml.next_row + row);
    const bool is_number =
        cell.is_value && !cell.text.empty() && cell.text.find_first_not_of("-0123456789.") == std::string::npos;
    rows[row] += is_number           ? fmt::format(R"(<c r="{}"><v>{}</v></c>)", name, cell.text)
                 : cell.text.empty() ? fmt::format(R"(<c r="{}"/>)", name)
                                     : word(name, cell.text);
    if (with_merges && (cell.columns > 1 || cell.rows > 1))
      xml.merges += fmt::format(R"(<mergeCell ref="{}:{}{}"/>)", name, documents::column_letters(column + cell.columns),
                                xml.next_row + row + cell.rows - 1);
  }
  for (const auto& [row, cells] : rows) xml.rows += fmt::format(R"(<row r="{}">{}</row>)", xml.next_row + row, cells);
  xml.next_row += static_cast<int>(sheet.size()) + 1;
}
inline std::string worksheet(const SheetXml& xml) {
  return "<worksheet><sheetData>" + xml.rows + "</sheetData>" +
         (xml.merges.empty() ? "" : "<mergeCells>" + xml.merges + "</mergeCells>") + "</worksheet>";
}

/// One sheet, merged cells, shared strings.
inline std::string xlsx_of(const Parts& parts) {
  std::vector<std::string> strings;
  SheetXml xml;
  for (const auto& part : parts)
    add_to_sheet(xml, part, true, [&](const std::string& name, const std::string& text) {
      strings.push_back(text);
      return fmt::format(R"(<c r="{}" t="s"><v>{}</v></c>)", name, strings.size() - 1);
    });
  return workbook_of({{"年报", worksheet(xml)}}, strings);
}

/// A sheet a table, the words on one of their own; strings in the cells, nothing merged.
inline std::string sheets_of(const Parts& parts) {
  const auto word = [](const std::string& name, const std::string& text) {
    return fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)", name, text);
  };
  SheetXml words;
  std::vector<std::pair<std::string, std::string>> sheets;
  for (const auto& part : parts) {
    if (std::holds_alternative<std::string>(part)) {
      add_to_sheet(words, part, false, word);
      continue;
    }
    SheetXml table;
    add_to_sheet(table, part, false, word);
    sheets.emplace_back(fmt::format("表{}", sheets.size() + 2), worksheet(table));
  }
  sheets.insert(sheets.begin(), {"文字", worksheet(words)});
  return workbook_of(sheets, {});
}

/// By the writer of this platform, which knows no merged cells.
inline std::string written_xlsx_of(const Parts& parts) {
  documents::Sheet sheet{
      .name = "年报", .title = std::get<std::string>(parts[0]), .columns = std::vector<documents::SheetColumn>(16)};
  const auto add = [&](const Sheet& table) {
    std::map<int, std::vector<documents::Cell>> rows;
    for (const auto& [cell, row, column] : placed(table)) {
      auto& cells = rows[row];
      cells.resize(std::max(cells.size(), static_cast<std::size_t>(column + 1)));
      if (!cell.text.empty()) cells.back() = cell.text;
    }
    for (auto& [row, cells] : rows) sheet.rows.push_back(std::move(cells));
  };
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (std::holds_alternative<Sheet>(parts[i])) add(std::get<Sheet>(parts[i]));
    else sheet.rows.push_back({std::get<std::string>(parts[i])});
  return documents::write_xlsx({std::move(sheet)});
}

/// By the writer of official documents.
inline std::string official_pdf_of(const Parts& parts) {
  documents::OfficialText text{.title = std::get<std::string>(parts[0]) + "\n" + std::get<std::string>(parts[1])};
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (std::holds_alternative<std::string>(parts[i])) {
      text.body.push_back({.spans = {{std::get<std::string>(parts[i])}}});
      continue;
    }
    documents::Block block{.kind = documents::BlockKind::table};
    for (const auto& row : std::get<Sheet>(parts[i])) {
      auto& cells = block.rows.emplace_back();
      for (const auto& cell : row)
        cells.push_back(
            {.spans = {{cell.text}}, .columns = cell.columns, .rows = cell.rows, .is_header = !cell.is_value});
    }
    text.body.push_back(std::move(block));
  }
  return documents::write_official_pdf(text, {}).bytes;
}

/// Written operator by operator: letters by their UTF-16 codes without a font, with rules or without.
class RawPdf {
 public:
  explicit RawPdf(bool ruled) : m_ruled(ruled) {}

  void paragraph(const std::string& text) {
    const auto points = to_code_points(text);
    constexpr std::size_t line = 40;
    for (std::size_t i = 0; i < points.size(); i += line) {
      need(18);
      show(to_utf8(points.substr(i, line)), 40, m_y, 11);
      m_y -= 18;
    }
  }

  void table(const Sheet& sheet) {
    int width = 0;
    for (const auto& [cell, row, column] : placed(sheet)) width = std::max(width, column + cell.columns);
    const bool has_labels = width < 15;
    const double all = m_ruled ? 510 : 800, label = m_ruled ? 120 : 250;
    std::vector<double> left{40};
    for (int i = 0; i < width; ++i) {
      const bool is_wide = width >= 10;
      const double value = !has_labels ? all / width
                           : is_wide   ? (all - label - 70) / (width - 3)
                                       : (all - label) / std::max(1, width - 1);
      const double step = !has_labels ? value
                          : is_wide   ? (i == 0   ? 30
                                         : i == 1 ? 40
                                         : i == 2 ? label
                                                  : value)
                          : i == 0    ? label
                                      : value;
      left.push_back(left.back() + step);
    }
    const double height = has_labels ? 22 : 30;
    const auto cells = placed(sheet);
    for (int row = 0; row < static_cast<int>(sheet.size()); ++row) {
      need(height);
      for (const auto& [cell, at, column] : cells)
        if (at == row) draw(cell, column, left, height);
      m_y -= height;
    }
    m_y -= 10;
  }

  std::string finish() {
    m_pages.push_back(std::move(m_stream));
    return file();
  }

 private:
  bool need(double height) {
    if (m_y - height > 50) return false;
    m_pages.push_back(std::move(m_stream));
    m_stream.clear();
    m_y = 780;
    return true;
  }

  void draw(const SheetCell& cell, int column, const std::vector<double>& left, double height) {
    const double x = left[static_cast<std::size_t>(column)],
                 right = left[static_cast<std::size_t>(column + cell.columns)];
    // what is merged over the end of the page is closed there
    const int rows_left = std::max(1, static_cast<int>((m_y - 50) / height));
    const double bottom = m_y - height * std::min(cell.rows, rows_left);
    if (m_ruled) m_stream += fmt::format("{:.2f} {:.2f} {:.2f} {:.2f} re S\n", x, bottom, right - x, m_y - bottom);
    const auto points = to_code_points(cell.text);
    const double size = cell.columns * (right - x) < 40 ? 7 : 8;
    const auto per_line =
        std::max<std::size_t>(1, static_cast<std::size_t>((right - x - 4) / (cell.is_value ? size / 2 : size)));
    double y = m_y - (cell.is_value || points.size() <= per_line ? height / 2 + 2 : size + 1);
    for (std::size_t i = 0; i < points.size(); i += per_line, y -= size)
      show(to_utf8(points.substr(i, per_line)),
           cell.is_value ? (x + right) / 2 - size / 4 * static_cast<double>(points.size()) : x + 2, y, size);
  }

  void show(const std::string& text, double x, double y, double size) {
    std::string codes;
    for (const auto point : to_code_points(text)) codes += fmt::format("{:04X}", static_cast<unsigned>(point & 0xFFFF));
    m_stream += fmt::format("BT /F1 {} Tf {:.2f} {:.2f} Td <{}> Tj ET\n", size, x, y, codes);
  }

  std::string file() const {
    std::vector<std::string> objects;
    std::string kids;
    for (std::size_t i = 0; i < m_pages.size(); ++i) kids += fmt::format("{} 0 R ", 6 + 2 * i);
    objects.push_back("<</Type/Catalog/Pages 2 0 R>>");
    objects.push_back(fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, m_pages.size()));
    objects.push_back(
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>");
    objects.push_back(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/"
        "Supplement 0>>/DW 1000/W[32 57 500]/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 "
        "-200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>");
    const std::string map =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 "
        "begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap "
        "end end";
    objects.push_back(fmt::format("<</Length {}>>stream\n{}\nendstream", map.size(), map));
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
      objects.push_back(fmt::format(
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} 842]/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
          m_ruled ? 595 : 900, 7 + 2 * i));
      objects.push_back(fmt::format("<</Length {}>>stream\n{}\nendstream", m_pages[i].size(), m_pages[i]));
    }
    std::string pdf = "%PDF-1.5\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      offsets.push_back(pdf.size());
      pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto start = pdf.size();
    pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (const auto offset : offsets) pdf += fmt::format("{:010} 00000 n \n", offset);
    return pdf + fmt::format("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
  }

  bool m_ruled;
  double m_y = 780;
  std::string m_stream;
  std::vector<std::string> m_pages;
};

inline std::string raw_pdf_of(const Parts& parts, bool ruled) {
  RawPdf pdf(ruled);
  for (const auto& part : parts)
    if (std::holds_alternative<Sheet>(part)) pdf.table(std::get<Sheet>(part));
    else pdf.paragraph(std::get<std::string>(part));
  return pdf.finish();
}

}  // namespace gongkai::samples
