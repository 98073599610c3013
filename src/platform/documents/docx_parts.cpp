#include "platform/documents/docx_parts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
constexpr std::string_view declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

std::string content_types() {
  std::string xml = fmt::format(
      R"({}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
      R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
      R"(<Default Extension="xml" ContentType="application/xml"/>)"
      R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)",
      declaration);
  for (const auto& [part, type] : {std::pair{"document", "document.main"},
                                   {"styles", "styles"},
                                   {"settings", "settings"},
                                   {"fontTable", "fontTable"},
                                   {"footer1", "footer"},
                                   {"footer2", "footer"},
                                   {"footer3", "footer"}})
    xml += fmt::format(R"(<Override PartName="/word/{}.xml" ContentType="{}{}+xml"/>)", part, word_type, type);
  return xml + "</Types>";
}

struct Relation {
  std::string_view id, type, target;
};

std::string relations(std::initializer_list<Relation> list) {
  std::string xml = fmt::format(
      R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)", declaration);
  for (const auto& [id, type, target] : list)
    xml += fmt::format(R"(<Relationship Id="{}" Type="{}" Target="{}"/>)", id, type, target);
  return xml + "</Relationships>";
}

std::string type_of(std::string_view name) {
  return std::string(office) + std::string(name);
}

/// Sizes in half points; the line is that of the grid, 22 to a page.
std::string style(std::string_view id, std::string_view name, std::string_view font, int size,
                  std::string_view paragraph) {
  return fmt::format(
      R"(<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="Normal"/><w:pPr>{}</w:pPr>)"
      R"(<w:rPr><w:rFonts w:eastAsia="{}"/><w:sz w:val="{}"/><w:szCs w:val="{}"/></w:rPr></w:style>)",
      id, name, paragraph, font, size, size);
}

std::string styles() {
  constexpr std::string_view indented =
      R"(<w:keepNext/><w:ind w:firstLine="640" w:firstLineChars="200"/><w:outlineLvl w:val="{}"/>)";
  const auto heading = [&](int level) { return fmt::format(fmt::runtime(indented), level - 1); };
  std::string xml = fmt::format(
      R"({}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr>)"
      R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="仿宋_GB2312"/>)"
      R"(<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>)"
      R"(<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>)"
      R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>)",
      declaration, word_namespaces);
  xml += style("Head", "发文机关标志", "方正小标宋简体", 92,
               R"(<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>)");
  xml += style("Title", "Title", "方正小标宋简体", 44,
               R"(<w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>)");
  xml += style("Heading1", "heading 1", "黑体", 32, heading(1));
  xml += style("Heading2", "heading 2", "楷体_GB2312", 32, heading(2));
  xml += style("Heading3", "heading 3", "仿宋_GB2312", 32, heading(3));
  xml += style("Heading4", "heading 4", "仿宋_GB2312", 32, heading(4));
  xml += style("Body", "正文段落", "仿宋_GB2312", 32, R"(<w:ind w:firstLine="640" w:firstLineChars="200"/>)");
  xml += style("Flush", "顶格", "仿宋_GB2312", 32, "");
  xml += style("Note", "小字", "仿宋_GB2312", 28, R"(<w:ind w:firstLine="560" w:firstLineChars="200"/>)");
  xml += style("Cell", "表格文字", "仿宋_GB2312", 21,
               R"(<w:spacing w:line="300" w:lineRule="exact"/><w:jc w:val="center"/>)");
  xml += style("Footer", "footer", "宋体", 28, "");
  return xml + "</w:styles>";
}

/// Who lacks the fonts of the standard gets their free namesakes.
std::string font_table() {
  std::string xml = fmt::format("{}<w:fonts {}>", declaration, word_namespaces);
  for (const auto& [name, other] : {std::pair{"仿宋_GB2312", "仿宋"},
                                    {"楷体_GB2312", "楷体"},
                                    {"方正小标宋简体", "宋体"},
                                    {"黑体", "SimHei"},
                                    {"宋体", "SimSun"}})
    xml += fmt::format(R"(<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/></w:font>)", name, other);
  return xml + "</w:fonts>";
}

std::string settings() {
  return fmt::format(R"({}<w:settings {}><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/></w:settings>)",
                     declaration, word_namespaces);
}

std::string footer(std::string_view content) {
  return fmt::format("{}<w:ftr {}>{}</w:ftr>", declaration, word_namespaces, content);
}

std::string numbered(std::string_view side) {
  return fmt::format(
      R"(<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:left="280" w:right="280"/><w:jc w:val="{}"/></w:pPr>)"
      R"(<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>)"
      R"(<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)"
      R"(<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>)",
      side);
}

/// 10.1: the first page of a letter ends in a double rule and carries no number.
std::string lower_rule() {
  return fmt::format(
      R"(<w:p><w:pPr><w:pStyle w:val="Footer"/><w:pBdr><w:top w:val="thinThickSmallGap" w:sz="18" w:space="1" w:color="{}"/></w:pBdr>)"
      R"(<w:ind w:left="-454" w:right="-454"/></w:pPr></w:p>)",
      red_in_word);
}
}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : clean_utf8(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string core_properties(std::string_view title, std::string_view author) {
  return fmt::format(
      R"({}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
      R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>)",
      declaration, escape_xml(title), escape_xml(author));
}

std::vector<ArchivePart> docx_frame(const OfficialText& text) {
  const bool is_letter = text.form == PrintForm::letter && !text.head.empty();
  return {{"[Content_Types].xml", content_types()},
          {"_rels/.rels",
           relations({{"rId1", type_of("officeDocument"), "word/document.xml"},
                      {"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                       "docProps/core.xml"}})},
          {"docProps/core.xml", core_properties(text.title, text.author)},
          {"word/_rels/document.xml.rels", relations({{"rId1", type_of("styles"), "styles.xml"},
                                                      {"rId2", type_of("settings"), "settings.xml"},
                                                      {"rId3", type_of("fontTable"), "fontTable.xml"},
                                                      {"rId4", type_of("footer"), "footer1.xml"},
                                                      {"rId5", type_of("footer"), "footer2.xml"},
                                                      {"rId6", type_of("footer"), "footer3.xml"}})},
          {"word/styles.xml", styles()},
          {"word/settings.xml", settings()},
          {"word/fontTable.xml", font_table()},
          {"word/footer1.xml", footer(numbered("right"))},
          {"word/footer2.xml", footer(numbered("left"))},
          {"word/footer3.xml", footer(is_letter ? lower_rule() : numbered("right"))}};
}

}  // namespace gongkai::documents
