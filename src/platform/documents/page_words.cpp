#include "platform/documents/page_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/pdf.hpp"

namespace gongkai::documents {
namespace {

/// The letters of one word; several characters of one glyph share its box.
void add_word(const poppler::text_box& box, std::vector<Letter>& letters) {
  const auto raw = box.text();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const auto place = box.char_bbox(i);
    poppler::ustring one(1, raw[i]);
    const bool is_pair = raw[i] >= 0xD800 && raw[i] < 0xDC00 && i + 1 < raw.size();
    if (is_pair) one += raw[++i];
    auto text = fold_compatibility(clean_utf8(from_poppler(one)));
    if (!trim(text).empty())
      letters.push_back({std::move(text), place.left(), place.top(), place.right(), place.bottom()});
  }
  if (!letters.empty()) letters.back().ends_word = box.has_space_after();
}

double height_of(const Letter& letter) {
  return std::max(1.0, letter.bottom - letter.top);
}

WordLine to_line(std::vector<Letter> letters) {
  std::ranges::sort(letters, {}, &Letter::left);
  WordLine line{.top = letters.front().top, .bottom = letters.front().bottom};
  const Letter* last = nullptr;
  for (const auto& letter : letters) {
    const double em = std::min(height_of(letter), 24.0);
    const bool parted = !last || letter.left - last->right > em * 0.9;
    if (parted) line.segments.push_back({"", letter.left, letter.right});
    else if (last->ends_word && letter.left - last->right > em * 0.12) line.segments.back().text += ' ';
    line.segments.back().text += letter.text;
    line.segments.back().right = std::max(line.segments.back().right, letter.right);
    line.top = std::min(line.top, letter.top);
    line.bottom = std::max(line.bottom, letter.bottom);
    last = &letter;
  }
  return line;
}
}  // namespace

std::vector<Letter> letters_of(const poppler::page& page) {
  std::vector<Letter> letters;
  for (const auto& box : page.text_list()) {
    if (letters.size() > max_letters_of_page) break;
    add_word(box, letters);
  }
  return letters;
}

std::vector<WordLine> lines_of(std::vector<Letter> letters) {
  std::ranges::stable_sort(letters, {}, &Letter::middle_y);
  std::vector<WordLine> lines;
  std::vector<Letter> open;
  double middle = 0;
  for (auto& letter : letters) {
    const bool same = !open.empty() && letter.middle_y() - middle < height_of(letter) * 0.4;
    if (!same && !open.empty()) {
      lines.push_back(to_line(std::move(open)));
      open.clear();
    }
    if (!same) middle = letter.middle_y();
    open.push_back(std::move(letter));
  }
  if (!open.empty()) lines.push_back(to_line(std::move(open)));
  return lines;
}

}  // namespace gongkai::documents
