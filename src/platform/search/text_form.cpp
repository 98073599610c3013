#include "platform/search/text_form.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace gongkai::search {
namespace {
bool is_unified_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

/// One character after NFKC and case folding; may be none or several.
std::u32string fold_slowly(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFKC_Casefold data");
  const auto folded = normalizer->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
  std::u32string out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
    out += static_cast<char32_t>(folded.char32At(i));
  return out;
}

constexpr char32_t several = 0xFFFFFFFF;

/// Folding of the basic plane as a table, because ICU costs 100 ns a character and every comma is one.
const std::array<char32_t, 0x10000>& fold_table() {
  static const auto table = [] {
    auto made = std::make_unique<std::array<char32_t, 0x10000>>();
    for (char32_t c = 0; c < 0x10000; ++c) {
      if (is_unified_han(c) || (c >= 0xD800 && c <= 0xDFFF)) {
        (*made)[c] = c;
        continue;
      }
      const auto folded = fold_slowly(c);
      (*made)[c] = folded.size() == 1 ? folded[0] : several;
    }
    return made;
  }();
  return *table;
}

const std::array<CharacterClass, 0x10000>& class_table();

CharacterClass slow_class_of(char32_t c) {
  if (is_unified_han(c) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007)
    return CharacterClass::han;
  if ((c >= 0x3041 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF))
    return CharacterClass::han;
  if (u_isdigit(static_cast<UChar32>(c))) return CharacterClass::digit;
  return u_isalpha(static_cast<UChar32>(c)) ? CharacterClass::letter : CharacterClass::separator;
}

const std::array<CharacterClass, 0x10000>& class_table() {
  static const auto table = [] {
    auto made = std::make_unique<std::array<CharacterClass, 0x10000>>();
    for (char32_t c = 0; c < 0x10000; ++c) (*made)[c] = slow_class_of(c);
    return made;
  }();
  return *table;
}

/// Writes the form character by character into `put(c, begin, end)`.
template <class Put>
class Former {
 public:
  explicit Former(Put put) : m_put(std::move(put)) {}

  void add(char32_t c, std::size_t begin, std::size_t end) {
    const auto kind = class_of(c);
    if (kind == CharacterClass::separator) return part(c);
    const bool joined = kind == CharacterClass::han && m_last == CharacterClass::han && m_only_space && m_newlines < 2;
    if (m_last != CharacterClass::separator && ((m_parted && !joined) || kind != m_last)) m_put(U' ', begin, begin);
    m_put(c, begin, end);
    m_last = kind;
    m_parted = false;
    m_only_space = true;
    m_newlines = 0;
  }

 private:
  // Extracted text breaks lines inside sentences and titles are spaced out, so white space alone does not part Han.
  void part(char32_t c) {
    m_parted = true;
    m_newlines += c == U'\n' ? 1 : 0;
    m_only_space = m_only_space && (c == U' ' || c == U'\t' || c == U'\n' || c == U'\r');
  }

  Put m_put;
  CharacterClass m_last = CharacterClass::separator;
  bool m_parted = false;
  bool m_only_space = true;
  int m_newlines = 0;
};

template <class Put>
void bring_into_form(std::string_view text, Put put) {
  const auto& table = fold_table();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  Former former(std::move(put));
  for (std::int32_t i = 0; i < size;) {
    const auto begin = static_cast<std::size_t>(i);
    UChar32 raw = 0;
    U8_NEXT(bytes, i, size, raw);
    const auto end = static_cast<std::size_t>(i);
    const char32_t c = raw < 0 ? 0xFFFD : static_cast<char32_t>(raw);
    const char32_t folded = c < 0x10000 ? table[c] : (c >= 0x20000 ? c : several);
    if (folded != several) {
      former.add(folded, begin, end);
    } else {
      for (const char32_t each : fold_slowly(c)) former.add(each, begin, end);
    }
  }
}
}  // namespace

CharacterClass class_of(char32_t c) {
  static const auto& table = class_table();
  return c < 0x10000 ? table[c] : slow_class_of(c);
}

std::u32string form_of(std::string_view text) {
  std::u32string form;
  form.reserve(text.size() / 2);
  bring_into_form(text, [&](char32_t c, std::size_t, std::size_t) { form += c; });
  return form;
}

PlacedForm placed_form_of(std::string_view text) {
  PlacedForm form;
  form.text.reserve(text.size() / 2);
  bring_into_form(text, [&](char32_t c, std::size_t begin, std::size_t end) {
    form.text += c;
    form.begin.push_back(static_cast<std::uint32_t>(begin));
    form.end.push_back(static_cast<std::uint32_t>(end));
  });
  return form;
}

std::size_t find_phrase(std::u32string_view form, std::u32string_view phrase, std::size_t from) {
  if (phrase.empty()) return std::u32string_view::npos;
  for (auto at = form.find(phrase, from); at != std::u32string_view::npos; at = form.find(phrase, at + 1)) {
    const auto end = at + phrase.size();
    const bool begins = at == 0 || !is_in_word(phrase.front()) || !is_in_word(form[at - 1]);
    const bool ends = end == form.size() || !is_in_word(phrase.back()) || !is_in_word(form[end]);
    if (begins && ends) return at;
  }
  return std::u32string_view::npos;
}

}  // namespace gongkai::search
