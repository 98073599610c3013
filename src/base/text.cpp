#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace gongkai {
namespace {
/// Calls f(code point, valid, begin, end) for each character.
template <class F>
void each_character(std::string_view text, F&& f) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const auto begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    f(c < 0 ? char32_t{0xFFFD} : static_cast<char32_t>(c), c >= 0, static_cast<std::size_t>(begin),
      static_cast<std::size_t>(i));
  }
}

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 63));
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 63));
    out += static_cast<char>(0x80 | ((c >> 6) & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}
}  // namespace

bool is_valid_utf8(std::string_view text) {
  bool valid = true;
  each_character(text, [&](char32_t, bool ok, std::size_t, std::size_t) { valid = valid && ok; });
  return valid;
}

std::string clean_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_character(text, [&](char32_t c, bool, std::size_t, std::size_t) {
    const bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xFEFF;
    if (!control) append(out, c);
  });
  return out;
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  each_character(text, [&](char32_t c, bool, std::size_t, std::size_t) { out += c; });
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 3);
  for (const char32_t c : code_points) append(out, c);
  return out;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  each_character(text, [&](char32_t, bool, std::size_t, std::size_t) { ++count; });
  return count;
}

std::string shorten(std::string_view text, std::size_t characters) {
  std::size_t count = 0;
  std::size_t cut = text.size();
  each_character(text, [&](char32_t, bool, std::size_t begin, std::size_t) {
    if (count++ == characters) cut = begin;
  });
  return cut == text.size() ? std::string(text) : std::string(text.substr(0, cut)) + "…";
}

std::string fold(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string out(text);
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
  }
  UErrorCode error = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFKC_Casefold data");
  const auto folded = normalizer->normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))), error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU could not normalise a text");
  std::string out;
  folded.toUTF8String(out);
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view wide_space = "\xE3\x80\x80";
  const auto is_space = [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
  };
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (is_space(text.front())) text.remove_prefix(1), again = true;
    else if (text.starts_with(wide_space)) text.remove_prefix(wide_space.size()), again = true;
  }
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (is_space(text.back())) text.remove_suffix(1), again = true;
    else if (text.ends_with(wide_space)) text.remove_suffix(wide_space.size()), again = true;
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto candidate : candidates) {
    std::vector<std::size_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= word.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i);
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        const auto substitution = diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1);
        diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, substitution}));
      }
    }
    if (row.back() < best_distance) best_distance = row.back(), best = candidate;
  }
  return best;
}

}  // namespace gongkai
