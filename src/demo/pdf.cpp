// One page, set in the standard Chinese font of PDF readers (STSong-Light, ISO 32000-1 §9.7.5.2), which need not be in the
// file. Characters are written as UTF-16, which is what the font's encoding takes.
#include <fmt/format.h>

#include "base/text.hpp"
#include "demo/attachment.hpp"

namespace gongkai::demo {
namespace {

constexpr std::size_t characters_a_line = 34;
constexpr int page_width = 595, page_height = 842, margin = 72, size = 13, leading = 24;

std::string hex_text(std::u32string_view text) {
  std::string hex;
  for (const char32_t c : text) hex += fmt::format("{:04X}", c <= 0xFFFF ? static_cast<std::uint32_t>(c) : 0xFFFDU);
  return "<" + hex + ">";
}

std::vector<std::u32string> lines_of(const AttachmentEntry& attachment) {
  std::vector<std::u32string> lines;
  for (const auto& paragraph : attachment.paragraphs) {
    const auto text = U"　　" + to_code_points(paragraph);
    for (std::size_t at = 0; at < text.size(); at += characters_a_line)
      lines.push_back(text.substr(at, characters_a_line));
  }
  return lines;
}

std::string page_content(const AttachmentEntry& attachment) {
  auto content = fmt::format("BT /F1 {} Tf {} TL {} {} Td\n{} Tj\nT* T*\n/F1 {} Tf\n", size + 3, leading, margin,
                             page_height - margin, hex_text(to_code_points(attachment.title)), size);
  for (const auto& line : lines_of(attachment)) content += hex_text(line) + " Tj T*\n";
  return content + "ET";
}

std::vector<std::string> objects_of(const AttachmentEntry& attachment) {
  const auto content = page_content(attachment);
  return {"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>",
          "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
          fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Resources << /Font << /F1 5 0 R >> >> "
                      "/Contents 4 0 R >>",
                      page_width, page_height),
          fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content),
          "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
          "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering "
          "(GB1) /Supplement 5 >> "
          "/FontDescriptor 7 0 R /DW 1000 >>",
          "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
          "/Ascent 880 /Descent -120 "
          "/CapHeight 880 /StemV 93 >>"};
}

}  // namespace

std::string pdf(const AttachmentEntry& attachment) {
  std::string file = "%PDF-1.5\n%\xE2\xE3\xCF\xD3\n", places;
  const auto objects = objects_of(attachment);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const auto table = file.size();
  file += fmt::format("xref\n0 {}\n0000000000 65535 f \n{}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                      objects.size() + 1, places, objects.size() + 1, table);
  return file;
}

}  // namespace gongkai::demo
