// What must not stand in a text, and where it does. Pure; compared without regard to how it is typed: full or half width,
// blanks, punctuation and invisible characters make no difference, nor do digits written as Han numerals.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "case_library/settings.hpp"

namespace gongkai::case_library {

/// A value that the case keeps sealed. Kinds are those of settings.neutral.
struct Sealed {
  std::string kind{};
  std::string text{};
};

struct Needle {
  std::string kind{};
  std::u32string core{};
  bool fragment = false;
  bool whole = false;  // digits that count only by themselves: a postcode is not found in a longer number
};
struct Needles {
  std::vector<Needle> list{};    // the longest first
  std::int64_t passed_over = 0;  // general words among the values
};

/// Values with the parts of names and the ways to write a day of birth; each once.
Needles needles_of(const std::vector<Sealed>& values, const Settings& settings);

/// Characters [begin, end) of the text.
struct Match {
  std::string kind{};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Match&) const = default;
};
/// What of the needles stands in the text, and what the scanners of the checks take for personal data there, in order and
/// apart from each other.
std::vector<Match> matches_in(std::string_view text, const Needles& needles, const Settings& settings);

/// The text with every match replaced by its neutral word.
std::string anonymised(std::string_view text, const Needles& needles, const Settings& settings);

/// Only what is read aloud, in one form, with the character of the text that each comes from.
struct Core {
  std::u32string text{};
  std::vector<std::size_t> places{};
};
Core core_of(std::string_view text, bool numerals_as_digits);

}  // namespace gongkai::case_library
