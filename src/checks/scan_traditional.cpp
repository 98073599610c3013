// What is traditional is asked of ICU's Hant-Hans table; what is standard, of GB 2312, which holds the characters that
// belong to both worlds (乾、著、於).
#include <unicode/translit.h>
#include <unicode/ucnv.h>

#include <bitset>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"
#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
constexpr char32_t first_han = 0x4E00, last_han = 0x9FFF;
using Characters = std::bitset<last_han - first_han + 1>;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

bool is_in_gb2312(UConverter* converter, char32_t c) {
  const auto unit = static_cast<UChar>(c);
  char bytes[8];
  UErrorCode error = U_ZERO_ERROR;
  ucnv_resetFromUnicode(converter);
  ucnv_fromUChars(converter, bytes, sizeof bytes, &unit, 1, &error);
  return U_SUCCESS(error);
}

std::unique_ptr<UConverter, CloseConverter> open_gb2312() {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open("GB2312", &error));
  if (U_SUCCESS(error))
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no GB 2312");
  return converter;
}

Characters traditional_characters() {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no Hant-Hans");
  const auto gb2312 = open_gb2312();
  Characters found;
  for (char32_t c = first_han; c <= last_han; ++c) {
    if (is_in_gb2312(gb2312.get(), c)) continue;
    icu::UnicodeString text(static_cast<UChar32>(c));
    simplify->transliterate(text);
    found[c - first_han] = text.char32At(0) != static_cast<UChar32>(c);
  }
  return found;
}

const Characters& table() {
  static const Characters characters = traditional_characters();
  return characters;
}

std::string simplified(std::u32string_view run) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
  if (U_FAILURE(error)) return {};
  auto text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(run.data()),
                                            static_cast<std::int32_t>(run.size()));
  simplify->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}
}  // namespace

bool is_traditional(char32_t c) {
  return c >= first_han && c <= last_han && table()[c - first_han];
}

std::vector<Hit> scan_traditional(const Reading& reading) {
  std::vector<Hit> hits;
  const auto& known = table();
  const auto is = [&](char32_t c) { return c >= first_han && c <= last_han && known[c - first_han]; };
  const auto& text = reading.written;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is(text[i])) continue;
    auto end = i + 1;
    while (end < text.size() && is(text[end])) ++end;
    hits.push_back({Kind::traditional,
                    Severity::should,
                    i,
                    end,
                    "checks.traditional",
                    {{"right", simplified(std::u32string_view(text).substr(i, end - i))}}});
    i = end - 1;
  }
  return hits;
}

}  // namespace gongkai::checks
