// What a reader typed, taken apart. Pure: no database, never fails, whatever the text is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/lexicon.hpp"

namespace gongkai::search {

/// One thing that a hit must contain, in one of its forms; the first is as written.
struct Part {
  std::vector<std::u32string> forms{};
  bool is_single() const { return forms.size() == 1 && forms[0].size() == 1; }
};

struct Analysis {
  std::vector<Part> parts{};           // all must be there
  std::vector<std::string> numbers{};  // keys of the 发文字号 found in it
  bool asks = false;                   // there are words of asking in it
  bool empty() const { return parts.empty(); }
};

Analysis analyse(std::string_view text, const Lexicon& lexicon);

/// The analysis without the words of asking and parted at known words; empty parts when nothing else is left.
Analysis as_question(const Analysis& asked, const Lexicon& lexicon);

/// The parts as one expression of FTS5. Forms consist of letters, digits and spaces only, so nothing in it can be an
/// operator. Single Han characters are left out: they have an index of their own.
std::string match_expression(const std::vector<Part>& parts);
std::string phrase_expression(std::u32string_view form);

/// All Han characters (the first of each distinct one) of single parts.
std::vector<std::u32string> single_characters(const std::vector<Part>& parts);

/// All forms of all parts, for marking.
std::vector<std::u32string> phrases_of(const std::vector<Part>& parts);

/// The pairs of neighbouring Han characters and the words of the parts, each once, in order.
std::vector<std::u32string> pairs_of(const std::vector<Part>& parts);

}  // namespace gongkai::search
