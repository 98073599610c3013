#include "demo/attachment.hpp"
#include "demo/zip.hpp"
#include "platform/html/html.hpp"

namespace gongkai::demo {
namespace {

constexpr std::string_view content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)";
constexpr std::string_view package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";

std::string paragraph(std::string_view text) {
  return "<w:p><w:r><w:t xml:space=\"preserve\">" + html::escape(text) + "</w:t></w:r></w:p>";
}

}  // namespace

std::string text_document(const AttachmentEntry& attachment) {
  std::string text =
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)";
  text += paragraph(attachment.title);
  for (const auto& words : attachment.paragraphs) text += paragraph(words);
  text += "<w:sectPr/></w:body></w:document>";
  return stored_zip({{"[Content_Types].xml", std::string(content_types)},
                     {"_rels/.rels", std::string(package_relations)},
                     {"word/document.xml", std::move(text)}});
}

}  // namespace gongkai::demo
