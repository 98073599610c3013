#include "platform/documents/raster_pdf.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace gongkai::documents {
namespace {
constexpr std::size_t codes_a_font = 250;
constexpr std::size_t largest_file = 90 << 20;  // an answer of the worker has to fit into its frame
constexpr int catalog = 1, pages = 2, fonts_of_all = 3;

std::string deflated(std::string_view bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(6), libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  std::string out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

bool is_narrow(char32_t c) {
  return c < 0x2E80;
}

std::string utf16_hex(char32_t c) {
  if (c < 0x10000) return fmt::format("{:04X}", static_cast<unsigned>(c));
  const auto rest = static_cast<unsigned>(c) - 0x10000;
  return fmt::format("{:04X}{:04X}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

/// Print is ink and paper with little between; a photograph is mostly between.
bool is_print(const GrayPicture& gray) {
  const auto between = std::ranges::count_if(gray.pixels, [](char c) {
    const auto light = static_cast<unsigned char>(c);
    return light > 48 && light < 207;
  });
  return static_cast<std::size_t>(between) * 10 < gray.pixels.size();
}

/// Sixteen steps of grey, two pixels a byte, rows filled up to a byte.
std::string packed(const GrayPicture& gray) {
  std::string out;
  const auto width = static_cast<std::size_t>(gray.width);
  out.reserve((width + 1) / 2 * static_cast<std::size_t>(gray.height));
  const auto step = [](char c) { return (static_cast<unsigned char>(c) + 8) * 15 / 263; };
  for (std::size_t row = 0; row < gray.pixels.size(); row += width)
    for (std::size_t x = 0; x < width; x += 2) {
      const int left = step(gray.pixels[row + x]), right = x + 1 < width ? step(gray.pixels[row + x + 1]) : 0;
      out += static_cast<char>(left << 4 | right);
    }
  return out;
}
}  // namespace

Result<RasterPdf::Picture> RasterPdf::picture_of(const Raster& raster) {
  const auto dictionary = [&](std::string_view space, int bits, std::string_view filter) {
    return fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/{}/BitsPerComponent {}/Filter/{}",
                       raster.width, raster.height, space, bits, filter);
  };
  if (!is_gray(raster))
    return Picture{dictionary("DeviceRGB", 8, "DCTDecode"), TRY(encode_raster(raster, Format::jpeg))};
  const auto gray = gray_of(raster);
  if (is_print(gray)) return Picture{dictionary("DeviceGray", 4, "FlateDecode"), deflated(packed(gray))};
  return Picture{dictionary("DeviceGray", 8, "DCTDecode"), TRY(gray_jpeg(gray, raster.width, 85))};
}

RasterPdf::Code RasterPdf::code_of(char32_t c) {
  if (const auto known = m_codes.find(c); known != m_codes.end()) return known->second;
  if (m_fonts.empty() || m_fonts.back().size() >= codes_a_font) m_fonts.emplace_back();
  const Code code{m_fonts.size() - 1, static_cast<unsigned char>(m_fonts.back().size())};
  m_fonts.back() += c;
  return m_codes.emplace(c, code).first->second;
}

/// The words as text that is not drawn (rendering mode 3), each stretched over its box.
std::string RasterPdf::text_of(const std::vector<PlacedText>& words, double width, double height) {
  std::string out = "BT 3 Tr\n";
  for (const auto& word : words) {
    const double size = std::max(1.0, word.box.height * height * 0.8);
    double natural = 0;
    for (const char32_t c : word.text) natural += (is_narrow(c) ? 0.5 : 1) * size;
    if (natural <= 0) continue;
    out += fmt::format("{:.1f} Tz 1 0 0 1 {:.2f} {:.2f} Tm\n", 100 * word.box.width * width / natural,
                       word.box.x * width, height * (1 - word.box.bottom()) + 0.2 * size);
    std::size_t font = SIZE_MAX;
    std::string codes;
    for (const char32_t c : word.text) {
      const auto code = code_of(c);
      if (code.font != font) {
        if (!codes.empty()) out += "<" + codes + "> Tj\n";
        codes.clear();
        font = code.font;
        out += fmt::format("/F{} {:.2f} Tf\n", font, size);
      }
      codes += fmt::format("{:02X}", code.code);
    }
    out += "<" + codes + "> Tj\n";
  }
  return out + "ET\n";
}

int RasterPdf::add_object(const std::string& body) {
  m_offsets.push_back(m_out.size());
  const auto number = static_cast<int>(m_offsets.size());
  m_out += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  return number;
}

int RasterPdf::add_stream(const std::string& dictionary, std::string_view bytes) {
  return add_object(fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", dictionary, bytes.size(), bytes));
}

Result<void> RasterPdf::add_page(const Raster& raster, double width, double height,
                                 const std::vector<PlacedText>& words) {
  const auto picture = TRY(picture_of(raster));
  if (m_out.size() + picture.bytes.size() > largest_file)
    return refuse(FaultKind::too_large, "files.result_too_large", {}, {{"limit", std::to_string(largest_file >> 20)}});
  const int image = add_stream(picture.dictionary, picture.bytes);
  const auto drawing = fmt::format("q {:.2f} 0 0 {:.2f} 0 0 cm /I Do Q\n", width, height);
  const int content = add_stream("/Filter/FlateDecode", deflated(drawing + text_of(words, width, height)));
  m_pages.push_back(add_object(
      fmt::format("<</Type/Page/Parent {} 0 R/MediaBox[0 0 {:.2f} {:.2f}]/Contents {} 0 R/Resources<</XObject<</I {} 0 "
                  "R>>/Font {} 0 R>>>>",
                  pages, width, height, content, image, fonts_of_all)));
  return {};
}

std::string RasterPdf::font_object(std::size_t font, int wide, int narrow) {
  std::string names, widths, map;
  for (std::size_t code = 0; code < m_fonts[font].size(); ++code) {
    const char32_t c = m_fonts[font][code];
    names += is_narrow(c) ? "/n" : "/w";
    widths += is_narrow(c) ? "500 " : "1000 ";
    map += fmt::format("1 beginbfchar <{:02X}> <{}> endbfchar\n", code, utf16_hex(c));
  }
  const int to_unicode = add_stream(
      "/Filter/FlateDecode", deflated("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
                                      "1 begincodespacerange <00> <FF> endcodespacerange\n" +
                                      map + "endcmap CMapName currentdict /CMap defineresource pop end end\n"));
  return fmt::format(
      "<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 800]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</w {} 0 R/n {} "
      "0 "
      "R>>/Encoding<</Type/Encoding/Differences[0 {}]>>/FirstChar 0/LastChar {}/Widths[{}]/Resources<<>>/ToUnicode {} "
      "0 "
      "R>>",
      wide, narrow, names, m_fonts[font].size() - 1, widths, to_unicode);
}

/// The glyphs draw nothing: the picture shows the words.
std::string RasterPdf::fonts() {
  const int wide = add_stream("", "1000 0 d0"), narrow = add_stream("", "500 0 d0");
  std::string dictionary = "<<";
  for (std::size_t i = 0; i < m_fonts.size(); ++i) {
    const auto body = font_object(i, wide, narrow);
    dictionary += fmt::format("/F{} {} 0 R", i, add_object(body));
  }
  return dictionary + ">>";
}

std::string RasterPdf::finish() {
  const auto all_fonts = fonts();
  const auto set_object = [&](int number, const std::string& body) {
    m_offsets[static_cast<std::size_t>(number - 1)] = m_out.size();
    m_out += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  };
  std::string kids;
  for (const int page : m_pages) kids += fmt::format("{} 0 R ", page);
  set_object(fonts_of_all, all_fonts);
  set_object(pages, fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, m_pages.size()));
  set_object(catalog, fmt::format("<</Type/Catalog/Pages {} 0 R/Lang(zh-CN)>>", pages));
  const auto start = m_out.size();
  m_out += fmt::format("xref\n0 {}\n0000000000 65535 f \n", m_offsets.size() + 1);
  for (const auto offset : m_offsets) m_out += fmt::format("{:010} 00000 n \n", offset);
  m_out +=
      fmt::format("trailer\n<</Size {}/Root {} 0 R>>\nstartxref\n{}\n%%EOF\n", m_offsets.size() + 1, catalog, start);
  return std::move(m_out);
}

}  // namespace gongkai::documents
