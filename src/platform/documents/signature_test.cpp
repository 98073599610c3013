// Signature, date and seal of a letter: GB/T 9704-2012, 7.3.5 and 7.3.6.
#include <cairo.h>
#include <gmock/gmock.h>
#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <cmath>
#include <fstream>
#include <numbers>

#include "platform/documents/official_text.hpp"
#include "platform/documents/pdf.hpp"

namespace gongkai::documents {
namespace {
cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

/// A red ring with a star on nothing, as units scan theirs.
std::string seal_png(int size = 400) {
  auto* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size, size);
  auto* cairo = cairo_create(surface);
  const double middle = size / 2.0;
  cairo_set_source_rgba(cairo, 0.85, 0.05, 0.08, 0.9);
  cairo_set_line_width(cairo, size / 25.0);
  cairo_arc(cairo, middle, middle, middle * 0.93, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo);
  for (int i = 0; i < 5; ++i) {
    const double angle = -std::numbers::pi / 2 + i * 4 * std::numbers::pi / 5;
    cairo_line_to(cairo, middle + middle * 0.3 * std::cos(angle), middle + middle * 0.3 * std::sin(angle));
  }
  cairo_fill(cairo);
  std::string png;
  cairo_surface_write_to_png_stream(surface, append, &png);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return png;
}

OfficialText letter(int paragraphs) {
  OfficialText text{.form = PrintForm::letter,
                    .head = "云海市财政局",
                    .number = "云财公复〔2026〕3号",
                    .title = "政府信息公开申请答复书",
                    .addressee = "林晓海",
                    .signers = {"云海市财政局"},
                    .formed_on = Day::of(2026, 3, 20),
                    .seal = Seal{.png = seal_png(), .millimetres = 42}};
  std::string markup;
  for (int i = 0; i < paragraphs; ++i)
    markup += "<p>本机关于2026年3月2日收到您提出的政府信息公开申请，经审查，现就您申请公开的信息答复如下内容。</p>";
  text.body = blocks_of(markup).value();
  return text;
}

struct Shown {
  std::vector<std::string> pages;
  explicit Shown(const std::string& bytes) {
    if (const char* folder = std::getenv("GONGKAI_KEEP_PDF")) {
      const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
      std::ofstream(std::string(folder) + "/" + test->name() + ".pdf", std::ios::binary) << bytes;
    }
    const auto document = open_pdf(bytes).value();
    for (int i = 0; i < document->pages(); ++i) {
      const std::unique_ptr<poppler::page> page(document->create_page(i));
      pages.push_back(from_poppler(page->text()));
    }
  }
};

struct Spot {
  double x = 0, y = 0;  // mm from the upper left corner of the last page
};

/// The bounding box of what is strongly red below the head, in mm.
std::pair<Spot, Spot> red_box(const std::string& bytes) {
  constexpr double dots_per_mm = 4;
  const auto document = open_pdf(bytes).value();
  const std::unique_ptr<poppler::page> page(document->create_page(document->pages() - 1));
  poppler::page_renderer renderer;
  const auto image = renderer.render_page(page.get(), dots_per_mm * 25.4, dots_per_mm * 25.4);
  Spot least{1e9, 1e9}, most{};
  for (int y = 60 * 4; y < 270 * 4; ++y)
    for (int x = 0; x < image.width(); ++x) {
      const auto* pixel =
          reinterpret_cast<const unsigned char*>(image.const_data()) + y * image.bytes_per_row() + x * 4;
      if (pixel[2] < 150 || pixel[1] > 110 || pixel[0] > 110) continue;
      least = {std::min(least.x, x / dots_per_mm), std::min(least.y, y / dots_per_mm)};
      most = {std::max(most.x, x / dots_per_mm), std::max(most.y, y / dots_per_mm)};
    }
  return {least, most};
}

/// Middle of a word on the last page, in mm.
Spot middle_of(const std::string& bytes, const std::string& beginning) {
  const auto document = open_pdf(bytes).value();
  const std::unique_ptr<poppler::page> page(document->create_page(document->pages() - 1));
  Spot found;
  for (const auto& box : page->text_list())
    if (from_poppler(box.text()).starts_with(beginning))
      found = {(box.bbox().x() + box.bbox().width() / 2) * 25.4 / 72,
               (box.bbox().y() + box.bbox().height() / 2) * 25.4 / 72};
  return found;
}

TEST(Seal, lies_with_its_middle_over_the_date) {
  const auto bytes = write_official_pdf(letter(3), {}).bytes;
  const Shown kept(bytes);
  const auto [least, most] = red_box(bytes);
  const auto date = middle_of(bytes, "2026年3月20日");
  EXPECT_NEAR((least.x + most.x) / 2, date.x, 1.0);
  EXPECT_NEAR(most.x - least.x, 42 * 0.97, 1.5) << "as wide as it is declared";
  EXPECT_GT(date.y, (least.y + most.y) / 2) << "the date lies below its middle";
  EXPECT_LT(date.y, most.y);
}

TEST(Seal, begins_within_one_line_of_the_text) {
  const auto bytes = write_official_pdf(letter(3), {}).bytes;
  const auto [least, most] = red_box(bytes);
  double last_line = 0;
  const auto document = open_pdf(bytes).value();
  const std::unique_ptr<poppler::page> page(document->create_page(document->pages() - 1));
  for (const auto& box : page->text_list())
    if (from_poppler(box.text()).ends_with("答复如下内容。") || from_poppler(box.text()).ends_with("内容。"))
      last_line = std::max(last_line, (box.bbox().y() + box.bbox().height() / 2) * 25.4 / 72);
  ASSERT_GT(last_line, 0);
  EXPECT_GE(least.y, last_line);
  EXPECT_LE(least.y - last_line, 1.7 * 225.0 / 22) << "half a line of the text itself, one line between";
}

TEST(Seal, leaves_the_words_below_it_readable) {
  const Shown shown(write_official_pdf(letter(2), {}).bytes);
  EXPECT_THAT(shown.pages.back(), ::testing::HasSubstr("2026年3月20日"));
}

TEST(Seal, is_never_alone_on_a_page) {
  for (int paragraphs = 1; paragraphs <= 24; ++paragraphs) {
    const Shown shown(write_official_pdf(letter(paragraphs), {}).bytes);
    const auto& last = shown.pages.back();
    ASSERT_THAT(last, ::testing::HasSubstr("2026年3月20日")) << paragraphs;
    EXPECT_THAT(last, ::testing::HasSubstr("答复如下")) << paragraphs << " paragraphs";
  }
}

TEST(Seal, that_is_no_picture_is_a_failure) {
  auto text = letter(1);
  text.seal->png = "\x89PNG\r\n\x1A\nbroken";
  EXPECT_THROW(write_official_pdf(text, {}), std::runtime_error);
}

TEST(Signature, without_a_seal_has_the_date_two_characters_behind_its_beginning) {  // 7.3.5.3
  auto text = letter(2);
  text.seal.reset();
  text.signers = {"云海市东屿区自然资源和规划管理局"};  // longer than the date
  const auto bytes = write_official_pdf(text, {}).bytes;
  const auto document = open_pdf(bytes).value();
  const std::unique_ptr<poppler::page> page(document->create_page(0));
  double signer = 0, date = 0;
  for (const auto& box : page->text_list()) {
    const auto word = from_poppler(box.text());
    if (word.starts_with("云海市东屿区")) signer = box.bbox().x();
    if (word.starts_with("2026年3月20日")) date = box.bbox().x();
  }
  EXPECT_NEAR(date - signer, 2 * 156 * 72 / 25.4 / 28, 2);
}

}  // namespace
}  // namespace gongkai::documents
