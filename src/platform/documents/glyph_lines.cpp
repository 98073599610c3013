#include "platform/documents/glyph_lines.hpp"

#include <tesseract/baseapi.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/pdf.hpp"

namespace gongkai::documents {
namespace {
/// The ordinary form of a character, if that is one character, too.
char32_t ordinary(char32_t c) {
  if (c < 0x2E80) return c;
  const auto folded = to_code_points(fold_compatibility(to_utf8(std::u32string(1, c))));
  return folded.size() == 1 ? folded.front() : c;
}

Box to_box(const poppler::rectf& r, const PageSize& size) {
  return {r.x() / size.width, r.y() / size.height, r.width() / size.width, r.height() / size.height};
}

/// Some fonts say that their characters are three times as high as wide; such boxes would hide the neighbouring lines.
Box trimmed(Box box, const PageSize& size) {
  const double em = box.width * size.width, height = box.height * size.height;
  constexpr double tallest = 1.6;
  if (em <= 0 || height <= tallest * em) return box;
  const double kept = tallest * em / size.height;
  return {box.x, box.y + (box.height - kept) / 2, box.width, kept};
}

bool is_wide(char32_t c) {
  const auto width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

/// Whether the box goes on where the line ended.
bool continues(const GlyphLine& line, const Box& box) {
  if (line.boxes.empty()) return true;
  const auto& last = line.boxes.back();
  const double middle = box.y + box.height / 2;
  const bool same_height = middle > last.y && middle < last.bottom();
  return same_height && box.x > last.x + last.width / 2;
}

void append(GlyphLine& line, char32_t c, const Box& box) {
  line.text += c;
  line.boxes.push_back(box);
}

const icu::BreakIterator& word_breaks() {
  static const std::unique_ptr<icu::BreakIterator> instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createWordInstance(icu::Locale::getChina(), error));
    if (U_FAILURE(error) || !made) throw std::runtime_error("ICU has no word breaks");
    return made;
  }();
  return *instance;
}
}  // namespace

PageSize size_of(const poppler::page& page) {
  const auto box = page.page_rect(poppler::crop_box);
  const auto turn = page.orientation();
  const bool is_turned = turn == poppler::page::landscape || turn == poppler::page::seascape;
  return is_turned ? PageSize{box.height(), box.width()} : PageSize{box.width(), box.height()};
}

std::vector<GlyphLine> glyphs_of(const poppler::page& page) {
  const auto size = size_of(page);
  std::vector<GlyphLine> lines;
  if (!(size.width > 0) || !(size.height > 0)) return lines;
  bool has_gap = false;
  for (const auto& found : page.text_list()) {
    const auto text = to_code_points(clean_utf8(from_poppler(found.text())));
    const auto whole = to_box(found.bbox(), size);
    const bool is_upright = found.rotation() == 0;
    if (lines.empty() || !is_upright || !continues(lines.back(), whole)) lines.emplace_back();
    else if (has_gap) append(lines.back(), U' ', {});
    for (std::size_t i = 0; i < text.size(); ++i) {
      auto box = to_box(found.char_bbox(i), size);
      if (!(box.width > 0) && !(box.height > 0)) box = whole;  // fewer glyphs than characters: the word hides together
      if (is_upright && is_wide(text[i])) box = trimmed(box, size);
      append(lines.back(), ordinary(text[i]), box);
    }
    has_gap = found.has_space_after();
  }
  std::erase_if(lines, [](const GlyphLine& line) { return trim(to_utf8(line.text)).empty(); });
  return lines;
}

Result<std::vector<GlyphLine>> recognise_glyphs(const Raster& raster) {
  tesseract::TessBaseAPI reader;
  if (reader.Init(nullptr, "chi_sim", tesseract::OEM_LSTM_ONLY) != 0)
    return refuse(FaultKind::unavailable, "files.recognition_missing");
  reader.SetVariable("debug_file", "/dev/null");
  reader.SetPageSegMode(tesseract::PSM_AUTO);
  const auto gray = gray_of(raster);
  reader.SetImage(reinterpret_cast<const unsigned char*>(gray.pixels.data()), gray.width, gray.height, 1, gray.width);
  reader.SetSourceResolution(static_cast<int>(redaction_dpi));
  std::vector<GlyphLine> lines;
  if (reader.Recognize(nullptr) != 0) return lines;
  const std::unique_ptr<tesseract::ResultIterator> at(reader.GetIterator());
  if (!at) return lines;
  do {
    const std::unique_ptr<char[]> symbol(at->GetUTF8Text(tesseract::RIL_SYMBOL));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!symbol || !at->BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) continue;
    if (left >= right || top >= bottom) continue;
    if (lines.empty() || at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) lines.emplace_back();
    const Box box{double(left) / raster.width, double(top) / raster.height, double(right - left) / raster.width,
                  double(bottom - top) / raster.height};
    for (const char32_t c : to_code_points(clean_utf8(symbol.get()))) append(lines.back(), c, box);
  } while (at->Next(tesseract::RIL_SYMBOL));
  std::erase_if(lines, [](const GlyphLine& line) { return trim(to_utf8(line.text)).empty(); });
  return lines;
}

std::vector<Word> words_of(const GlyphLine& line) {
  const auto text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(line.text.data()),
                                                  static_cast<std::int32_t>(line.text.size()));
  const std::unique_ptr<icu::BreakIterator> breaks(word_breaks().clone());
  breaks->setText(text);
  std::vector<Word> words;
  std::size_t begin = 0;
  for (auto at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
    const auto end = static_cast<std::size_t>(text.countChar32(0, at));
    Word word{.begin = begin, .end = end};
    bool has_ink = false;
    for (auto i = begin; i < end && i < line.boxes.size(); ++i) {
      if (u_isUWhiteSpace(static_cast<UChar32>(line.text[i]))) continue;
      word.box = has_ink ? united(word.box, line.boxes[i]) : line.boxes[i];
      has_ink = true;
    }
    if (has_ink) words.push_back(word);
    begin = end;
  }
  return words;
}

SourceLine to_source_line(const GlyphLine& line, int number) {
  return {.number = number, .part = "body", .text = to_utf8(line.text), .words = words_of(line)};
}

bool hides(const Box& mark, const Box& glyph) {
  const Box core{glyph.x + 0.2 * glyph.width, glyph.y + 0.3 * glyph.height, 0.6 * glyph.width, 0.4 * glyph.height};
  return glyph.width > 0 && overlap(mark, core);
}

bool overlap(const Box& a, const Box& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

Box united(const Box& a, const Box& b) {
  const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

}  // namespace gongkai::documents
