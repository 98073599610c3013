#include "platform/documents/recognise.hpp"

#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <tesseract/baseapi.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/pdf.hpp"

namespace gongkai::documents {
namespace {
constexpr double recognition_dpi = 300;  // what tesseract is trained for
constexpr double max_pixels = 25e6;
constexpr int screen_width = 1240;
constexpr std::size_t least_text =
    40;  // characters of a text layer that is worth the name: less is a stamp or a number

std::unexpected<Fault> no_such_page() {
  return refuse(FaultKind::invalid, "files.page_not_found");
}

Result<GrayPicture> picture_of(const poppler::page& page) {
  const auto size = page.page_rect();
  const double area = size.width() * size.height() / (72 * 72);
  if (!(area > 0)) return refuse(FaultKind::invalid, "files.damaged");
  const double dpi = std::min(recognition_dpi, std::sqrt(max_pixels / area));
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  const auto image = renderer.render_page(&page, dpi, dpi);
  if (!image.is_valid() || image.width() < 1 || image.height() < 1) return refuse(FaultKind::invalid, "files.damaged");
  GrayPicture picture{.width = image.width(), .height = image.height()};
  picture.pixels.reserve(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y)
    picture.pixels.append(image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(),
                          static_cast<std::size_t>(picture.width));
  return picture;
}

ExtractedText one_page(std::string text, int page, std::string_view source, int confidence) {
  ExtractedText found;
  found.parts.push_back({.kind = PartKind::body, .page = page, .text = std::move(text)});
  found.properties = {{"source", std::string(source)}, {"confidence", std::to_string(confidence)}};
  return found;
}

Result<ExtractedText> read_picture(const GrayPicture& picture, int page) {
  tesseract::TessBaseAPI reader;
  if (reader.Init(nullptr, "chi_sim", tesseract::OEM_LSTM_ONLY) != 0)
    return refuse(FaultKind::unavailable, "files.recognition_missing");
  reader.SetVariable("debug_file", "/dev/null");
  reader.SetPageSegMode(tesseract::PSM_AUTO);
  reader.SetImage(reinterpret_cast<const unsigned char*>(picture.pixels.data()), picture.width, picture.height, 1,
                  picture.width);
  reader.SetSourceResolution(static_cast<int>(recognition_dpi));
  const std::unique_ptr<char[]> text(reader.GetUTF8Text());
  if (!text) return refuse(FaultKind::invalid, "files.damaged");
  return one_page(clean_utf8(text.get()), page, "recognised", std::clamp(reader.MeanTextConf(), 0, 100));
}

struct PdfPage {
  std::unique_ptr<poppler::document> document;
  std::unique_ptr<poppler::page> page;
};

Result<PdfPage> pdf_page(std::string_view bytes, int number) {
  PdfPage found{TRY(open_pdf(bytes)), nullptr};
  if (number < 1 || number > found.document->pages()) return no_such_page();
  found.page.reset(found.document->create_page(number - 1));
  if (!found.page) return refuse(FaultKind::invalid, "files.damaged");
  return found;
}

}  // namespace

Result<GrayPicture> gray_page(std::string_view bytes, Format format, int page) {
  if (is_image(format)) {
    if (page != 1) return no_such_page();
    return gray_picture(bytes, format);
  }
  if (format != Format::pdf) return refuse(FaultKind::invalid, "files.text_unsupported");
  const auto found = TRY(pdf_page(bytes, page));
  return picture_of(*found.page);
}
Result<int> count_pages(std::string_view bytes, Format format) {
  if (is_image(format)) return 1;
  if (format != Format::pdf) return refuse(FaultKind::invalid, "files.text_unsupported");
  const auto document = TRY(open_pdf(bytes));
  return document->pages();
}

Result<std::string> page_picture(std::string_view bytes, Format format, int page) {
  const auto picture = TRY(gray_page(bytes, format, page));
  return gray_jpeg(picture, screen_width);
}

Result<ExtractedText> recognise(std::string_view bytes, Format format, int page) {
  if (format == Format::pdf) {
    const auto found = TRY(pdf_page(bytes, page));
    auto text = from_poppler(found.page->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
    text = fold_compatibility(clean_utf8(text));
    if (count_characters(text) >= least_text) return one_page(std::move(text), page, "text_layer", 100);
  }
  const auto picture = TRY(gray_page(bytes, format, page));
  return read_picture(picture, page);
}

}  // namespace gongkai::documents
