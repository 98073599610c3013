// Files made by the tests themselves: good ones, and each of their ways to go wrong.
#pragma once
#include <fmt/format.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::samples {

using Entries = std::vector<std::pair<std::string, std::string>>;

/// A ZIP of these entries in this order; a password encrypts them.
inline std::string zip_of(const Entries& entries, const char* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (!archive) throw std::runtime_error("zip_open_from_source");
  for (const auto& [name, content] : entries) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("zip_file_add " + name);
    if (password) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip_close");
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

inline std::string content_types(std::string_view main) {
  return fmt::format(
      R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>)",
      main);
}

inline std::string relations(const std::vector<std::tuple<std::string, std::string, std::string>>& id_type_target) {
  std::string xml =
      R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  for (const auto& [id, type, target] : id_type_target)
    xml += fmt::format(
        R"(<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>)",
        id, type, target);
  return xml + "</Relationships>";
}

inline std::string core_properties() {
  return R"(<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>关于防汛的通知</dc:title><dc:creator>王一</dc:creator><cp:lastModifiedBy>李二</cp:lastModifiedBy><dcterms:modified>2026-03-02T02:00:00Z</dcterms:modified></cp:coreProperties>)";
}

inline Entries docx_entries(std::string_view body) {
  return {{"[Content_Types].xml", content_types("wordprocessingml.document")},
          {"word/document.xml", fmt::format(R"(<w:document xmlns:w="w"><w:body>{}</w:body></w:document>)", body)},
          {"docProps/core.xml", core_properties()}};
}
inline std::string docx_of(std::string_view body) {
  return zip_of(docx_entries(body));
}
inline std::string docx_with(Entries more, std::string_view body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>") {
  auto entries = docx_entries(body);
  for (auto& entry : more) entries.push_back(std::move(entry));
  return zip_of(entries);
}

/// One page a text, in Helvetica; `codes` says which character each letter really is (the ToUnicode map).
inline std::string pdf_of(const std::vector<std::string>& pages,
                          const std::vector<std::pair<char, std::string>>& codes = {},
                          std::string_view catalog_extra = {}) {
  std::vector<std::string> objects;
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", 5 + 2 * i);
  objects.push_back(fmt::format("<</Type/Catalog/Pages 2 0 R{}>>", catalog_extra));
  objects.push_back(fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages.size()));
  objects.push_back(
      fmt::format("<</Type/Font/Subtype/Type1/BaseFont/Helvetica{}>>", codes.empty() ? "" : "/ToUnicode 4 0 R"));
  std::string map =
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n";
  for (const auto& [letter, utf16] : codes)
    map += fmt::format("1 beginbfchar <{:02X}> <{}> endbfchar\n", static_cast<unsigned>(letter), utf16);
  map += "endcmap end";
  objects.push_back(fmt::format("<</Length {}>>stream\n{}\nendstream", map.size(), map));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto stream = fmt::format("BT /F1 24 Tf 72 700 Td ({}) Tj ET", pages[i]);
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
                    6 + 2 * i));
    objects.push_back(fmt::format("<</Length {}>>stream\n{}\nendstream", stream.size(), stream));
  }
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const auto start = pdf.size();
  pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (const auto offset : offsets) pdf += fmt::format("{:010} 00000 n \n", offset);
  return pdf + fmt::format("trailer<</Size {}/Root 1 0 R/Info<</Title(Notice)/Author(Wang)>>>>\nstartxref\n{}\n%%EOF\n",
                           objects.size() + 1, start);
}

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gongkai-files-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
    m_path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return m_path; }
  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    std::ofstream(m_path / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return m_path / name;
  }

 private:
  std::filesystem::path m_path;
};

}  // namespace gongkai::samples
