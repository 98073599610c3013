// The letters of a PDF page with their places, gathered to lines and to the words of a cell.
#pragma once
#include <poppler-page.h>

#include <string>
#include <vector>

namespace gongkai::documents {

struct Letter {
  std::string text;  // one character, compatibility forms folded
  double left = 0, top = 0, right = 0, bottom = 0;
  bool ends_word = false;  // a blank follows
  double middle_x() const { return (left + right) / 2; }
  double middle_y() const { return (top + bottom) / 2; }
};

/// A piece of a line that a gap parts from the next.
struct Segment {
  std::string text;
  double left = 0, right = 0;
  double middle() const { return (left + right) / 2; }
};
struct WordLine {
  std::vector<Segment> segments;
  double top = 0, bottom = 0;
};

inline constexpr std::size_t max_letters_of_page = 200'000;

std::vector<Letter> letters_of(const poppler::page& page);
/// From top to bottom; a gap wider than a character and a half parts segments.
std::vector<WordLine> lines_of(std::vector<Letter> letters);

}  // namespace gongkai::documents
