#include "platform/search/pinyin.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr char32_t first_han = 0x4E00;
constexpr char32_t last_han = 0x9FFF;

struct Readings {
  std::array<std::string, last_han - first_han + 1> of{};
  std::set<std::string, std::less<>> syllables{};
};

bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Not "n" or "hng", the readings of a few interjections, which would part every word in wrong ways.
bool is_syllable(std::string_view text) {
  return is_plain(text) && text.find_first_of("aeiou") != text.npos;
}

/// All characters at once, one a line: a call of ICU for each would cost seconds.
std::unique_ptr<Readings> load_readings() {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
  if (U_FAILURE(error) || !transliterator) throw std::runtime_error("ICU cannot transliterate Han-Latin");
  icu::UnicodeString text;
  for (char32_t c = first_han; c <= last_han; ++c) text.append(static_cast<UChar32>(c)).append(u'\n');
  transliterator->transliterate(text);
  std::string lines;
  text.toUTF8String(lines);
  auto readings = std::make_unique<Readings>();
  std::size_t number = 0;
  for (const auto line : split(lines, '\n')) {
    if (number >= readings->of.size()) break;
    const auto syllable = trim(line);
    if (is_syllable(syllable)) readings->of[number] = syllable, readings->syllables.emplace(syllable);
    ++number;
  }
  return readings;
}

const Readings& readings() {
  static const auto loaded = load_readings();
  return *loaded;
}

using Words = std::map<std::u32string, std::vector<std::string>>;

const Words& words_with_own_reading() {
  static const auto words = [] {
    Words loaded;
    const auto file = assets::find("catalog/search/readings.json");
    if (!file) return loaded;
    const auto list = boost::json::parse(*file);
    for (const auto& [word, reading] : list.as_object()) {
      auto& syllables = loaded[form_of(word)];
      for (const auto syllable : split(std::string_view(reading.as_string()), ' ')) syllables.emplace_back(syllable);
    }
    return loaded;
  }();
  return words;
}

bool begins_a_syllable(std::string_view letters) {
  const auto& all = readings().syllables;
  const auto found = all.lower_bound(letters);
  return found != all.end() && found->starts_with(letters);
}
}  // namespace

std::string_view reading_of(char32_t c) {
  if (c < first_han || c > last_han) return {};
  return readings().of[c - first_han];
}

std::vector<std::string> readings_of(std::u32string_view form) {
  std::vector<std::string> out;
  out.reserve(form.size());
  const auto& words = words_with_own_reading();
  while (out.size() < form.size()) {
    const auto rest = form.substr(out.size());
    const auto word = rest.size() > 1 ? words.find(std::u32string(rest.substr(0, 2))) : words.end();
    if (word != words.end() && word->second.size() == word->first.size()) {
      out.insert(out.end(), word->second.begin(), word->second.end());
    } else {
      const auto reading = reading_of(rest.front());
      out.push_back(reading.empty() ? to_utf8(rest.substr(0, 1)) : std::string(reading));
    }
  }
  return out;
}

std::vector<std::vector<std::string>> syllables_of(std::string_view letters, bool typing) {
  std::vector<std::vector<std::string>> found;
  if (!is_plain(letters) || letters.size() > 60) return found;
  constexpr std::size_t longest = 6;
  constexpr std::size_t most = 4;
  std::vector<std::string> current;
  int steps = 2000;  // a hostile text must not make us try every parting
  const std::function<void(std::size_t)> go = [&](std::size_t at) {
    if (at == letters.size()) return found.push_back(current);
    for (std::size_t length = std::min(longest, letters.size() - at); length > 0 && found.size() < most && --steps > 0;
         --length) {
      const auto syllable = letters.substr(at, length);
      const bool unfinished = typing && at + length == letters.size() && begins_a_syllable(syllable);
      if (!unfinished && !readings().syllables.contains(syllable)) continue;
      current.emplace_back(syllable);
      go(at + length);
      current.pop_back();
    }
  };
  go(0);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return found;
}

}  // namespace gongkai::search
