// Files that hide a text where a reader does not look, made by hand: no library of the platform's is used.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gongkai::testing {

inline std::uint32_t crc32_of(const std::string& bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

inline std::string number(std::uint64_t value, int bytes, bool big = false) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * (big ? bytes - 1 - i : i)) & 0xFF);
  return out;
}

/// A ZIP whose entries are stored as they are.
inline std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string body, directory;
  for (const auto& [name, content] : entries) {
    const auto common = number(20, 2) + number(0x800, 2) + number(0, 2) + number(0, 2) + number(0x5A21, 2) +
                        number(crc32_of(content), 4) + number(content.size(), 4) + number(content.size(), 4) +
                        number(name.size(), 2) + number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
                 number(body.size(), 4) + name;
    body += "PK\x03\x04" + common + name + content;
  }
  return body + directory + "PK\x05\x06" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2) +
         number(directory.size(), 4) + number(body.size(), 4) + number(0, 2);
}

inline std::string content_types(const std::string& part, const std::string& kind) {
  return R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName=")" +
         part + R"(" ContentType="application/vnd.openxmlformats-officedocument.)" + kind + R"(.main+xml"/></Types>)";
}

inline std::string docx_with(std::vector<std::pair<std::string, std::string>> more) {
  std::vector<std::pair<std::string, std::string>> entries{
      {"[Content_Types].xml", content_types("/word/document.xml", "wordprocessingml.document")},
      {"word/document.xml",
       R"(<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>名单见正文</w:t></w:r></w:p></w:body></w:document>)"}};
  entries.insert(entries.end(), more.begin(), more.end());
  return stored_zip(entries);
}

inline std::string docx_with_comment(const std::string& text) {
  return docx_with({{"word/comments.xml", R"(<w:comments xmlns:w="w"><w:comment w:author="经办人"><w:p><w:r><w:t>)" +
                                              text + "</w:t></w:r></w:p></w:comment></w:comments>"}});
}

/// A picture inside whose EXIF has a description.
inline std::string docx_with_image_metadata(const std::string& text) {
  const auto tiff = "MM" + number(42, 2, true) + number(8, 4, true) + number(1, 2, true) + number(0x010E, 2, true) +
                    number(2, 2, true) + number(text.size() + 1, 4, true) + number(26, 4, true) + number(0, 4, true) +
                    text + '\0';
  const auto exif = std::string("Exif\0\0", 6) + tiff;
  return docx_with(
      {{"word/media/image1.jpeg", "\xFF\xD8\xFF\xE1" + number(exif.size() + 2, 2, true) + exif + "\xFF\xD9"}});
}

inline std::string xlsx_with_hidden_sheet(const std::string& text) {
  const auto sheet = [](const std::string& value) {
    return R"(<worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>)" + value +
           "</t></is></c></row></sheetData></worksheet>";
  };
  return stored_zip(
      {{"[Content_Types].xml", content_types("/xl/workbook.xml", "spreadsheetml.sheet")},
       {"xl/workbook.xml",
        R"(<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="公示" sheetId="1" r:id="rId1"/><sheet name="底稿" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        R"(<Relationships xmlns="r"><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="t/worksheet" Target="worksheets/sheet2.xml"/></Relationships>)"},
       {"xl/worksheets/sheet1.xml", sheet("公示名单")},
       {"xl/worksheets/sheet2.xml", sheet(text)}});
}

/// One grey pixel and a comment.
inline std::string png_with_comment(const std::string& text) {
  const auto chunk = [](const std::string& kind, const std::string& content) {
    return number(content.size(), 4, true) + kind + content + number(crc32_of(kind + content), 4, true);
  };
  const std::string row("\0\x80", 2);
  const std::uint32_t low = 1 + 0x80, high = 1 + low;  // Adler-32 of the row
  const auto packed =
      std::string("\x78\x01\x01", 3) + number(2, 2) + number(0xFFFD, 2) + row + number((high << 16) | low, 4, true);
  return std::string("\x89PNG\r\n\x1A\n", 8) +
         chunk("IHDR", number(1, 4, true) + number(1, 4, true) + std::string("\x08\0\0\0\0", 5)) +
         chunk("tEXt", std::string("Comment\0", 8) + text) + chunk("IDAT", packed) + chunk("IEND", "");
}

}  // namespace gongkai::testing
