// Each way an image can carry a text, made by hand; and bytes that only look like one.
#include <gtest/gtest.h>

#include "platform/documents/image_metadata.hpp"
#include "platform/documents/readers.hpp"
#include "tests/files_samples/metadata.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
using namespace samples;
constexpr std::string_view number = "370602199001010017";

std::string metadata_of(const Result<ExtractedText>& text) {
  std::string out;
  if (!text) return "fault";
  for (const auto& part : text->parts)
    if (part.kind == PartKind::metadata) out += "[" + part.label + "]" + part.text;
  return out;
}

TEST(ImageMetadata, of_jpeg_is_read_from_every_container) {
  EXPECT_EQ(metadata_of(read_image(jpeg_with({{0xE1, exif_of(number)}}), Format::jpeg)),
            "[jpeg EXIF 0x010E]370602199001010017");
  EXPECT_EQ(metadata_of(read_image(jpeg_with({{0xE1, xmp_segment(number)}}), Format::jpeg)),
            "[jpeg XMP]370602199001010017");
  EXPECT_EQ(metadata_of(read_image(jpeg_with({{0xED, iptc_segment(number)}}), Format::jpeg)),
            "[jpeg IPTC 2:120]370602199001010017");
  EXPECT_EQ(metadata_of(read_image(jpeg_with({{0xFE, std::string(number)}}), Format::jpeg)),
            "[jpeg COM]370602199001010017");
}

TEST(ImageMetadata, of_png_is_read_from_its_text_chunks) {
  EXPECT_EQ(metadata_of(read_image(png_with("tEXt", std::string("Comment\0", 8) + std::string(number)), Format::png)),
            "[png PNG Comment]370602199001010017");
  EXPECT_EQ(metadata_of(read_image(png_with("iTXt", std::string("Author\0\0\0zh\0\0", 13) + "张三"), Format::png)),
            "[png PNG Author]张三");
  EXPECT_EQ(metadata_of(read_image(png_with("eXIf", exif_of(number).substr(6)), Format::png)),
            "[png EXIF 0x010E]370602199001010017");
}

TEST(ImageMetadata, of_gif_and_webp_is_read_as_well) {
  EXPECT_EQ(metadata_of(read_image("GIF89a" + std::string("\x21\xFE\x06", 3) + "remark" + std::string("\0\x3B", 2),
                                   Format::gif)),
            "[gif GIF]remark");
  EXPECT_EQ(metadata_of(read_image(webp_with("EXIF", exif_of(number).substr(6)), Format::webp)),
            "[webp EXIF 0x010E]370602199001010017");
}

TEST(ImageMetadata, of_pictures_inside_office_files_is_found) {
  const auto docx = docx_with({{"word/media/image1.jpeg", jpeg_with({{0xE1, exif_of(number)}})}});
  EXPECT_EQ(metadata_of(read_docx(docx)), "[word/media/image1.jpeg EXIF 0x010E]370602199001010017");
}

TEST(ImageMetadata, of_pictures_in_a_pdf_is_found) {
  auto pdf = pdf_of({"page"});
  pdf += jpeg_with({{0xE1, exif_of(number)}});  // behind the end: readers of PDF do not mind, nor do forgetful people
  EXPECT_NE(metadata_of(read_pdf(pdf)).find(number), std::string::npos);
}

TEST(ImageMetadata, is_no_visible_text) {
  const auto text = read_image(jpeg_with({{0xE1, exif_of(number)}}), Format::jpeg);
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "");
  EXPECT_EQ(hidden_parts(*text).size(), 1u);
}

TEST(ImageMetadata, that_is_cut_or_twisted_does_no_harm) {
  for (const auto& [bytes, format] :
       {std::pair{jpeg_with({{0xE1, exif_of(number)}, {0xED, iptc_segment(number)}, {0xE1, xmp_segment(number)}}),
                  Format::jpeg},
        std::pair{png_with("iTXt", std::string("Author\0\1\0zh\0\0", 13) + "xyz"), Format::png},
        std::pair{webp_with("EXIF", exif_of(number)), Format::webp}}) {
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) EXPECT_TRUE(read_image(bytes.substr(0, cut), format));
    for (std::size_t at = 0; at < bytes.size(); ++at)
      for (const int value : {0x00, 0x7F, 0xFF}) {
        auto twisted = bytes;
        twisted[at] = static_cast<char>(value);
        EXPECT_TRUE(read_image(twisted, format));
      }
  }
}

}  // namespace
}  // namespace gongkai::documents
