// Pure functions over a source's text and its marks.
#pragma once
#include <string>
#include <vector>

#include "redaction/model.hpp"

namespace gongkai::redaction {

constexpr std::size_t most_marks = 2'000;

/// 答复.docx, .docx → 答复（遮盖版）.docx
std::string redacted_name(std::string_view source, std::string_view extension);
/// With its dot; "" when there is none.
std::string_view extension_of(std::string_view name);

/// Characters [begin, end) of a line of a page.
struct Place {
  int page = 0;
  int line = 0;  // its number
  std::size_t begin = 0, end = 0;
  bool operator==(const Place&) const = default;
};

/// A page's characters in one string, each with its place. `joined` leaves out blanks and the ends of lines, so that a number
/// that goes over two lines is one.
struct PageText {
  std::u32string text{};
  std::vector<Place> places{};
};
PageText text_of(const documents::SourcePage& page, bool joined);
/// The stretch, cut where lines end.
std::vector<Place> places_of(const PageText& text, std::size_t begin, std::size_t end);

/// Everywhere the words stand, whatever blanks and line ends are between and however letters and digits are written.
std::vector<std::vector<Place>> find_all(const documents::Source& source, std::string_view words);

/// The marks that cover the places: on pages the boxes of the words there.
std::vector<Mark> marks_on(const documents::Source& source, const std::vector<Place>& places, std::string_view ground);

/// The words that a mark covers, with what stands around them.
struct Passage {
  std::size_t mark = 0;  // from 1
  int page = 0;
  std::string before{}, text{}, after{};  // with some characters of what stands around it
  std::string around() const { return before + text + after; }
};
std::vector<Passage> passages_of(const documents::Source& source, const std::vector<Mark>& marks);

/// Long enough that finding it again means something: two Han characters or four others.
bool is_telling(std::string_view text);

/// What must be gone from the result, each with how often it stands in places without a mark.
std::vector<documents::Needle> needles_of(const documents::Source& source, const std::vector<Mark>& marks);

/// Marks of one that the other does not cover: whoever holds both files reads what is under them.
std::vector<std::size_t> uncovered(const std::vector<Mark>& marks, const std::vector<Mark>& by);

/// For the worker: with labels and reasons from the grounds.
std::vector<documents::Mark> with_reasons(const std::vector<Mark>& marks);

/// The passages (their places in the list) that a public text says, too: beside the same words, or alone when they are long.
std::vector<std::size_t> said_in(std::string_view public_text, const std::vector<Passage>& passages);

}  // namespace gongkai::redaction
