#include "platform/documents/charset.hpp"

#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
std::optional<std::string> convert(std::string_view bytes, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &error), ucnv_close);
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU does not know ") + charset);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const auto capacity = static_cast<std::int32_t>(bytes.size() + 16);
  icu::UnicodeString text;
  const auto written = ucnv_toUChars(converter.get(), text.getBuffer(capacity), capacity, bytes.data(),
                                     static_cast<std::int32_t>(bytes.size()), &error);
  text.releaseBuffer(U_SUCCESS(error) ? written : 0);
  if (U_FAILURE(error)) return std::nullopt;
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Control characters do not occur in text: they tell a binary file.
bool looks_like_text(std::string_view text) {
  const auto controls = std::count_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1A) || byte == 0x7F;
  });
  return controls == 0;
}

// NFKC leaves most of U+2E80–2EFF alone, although PDF makers write them for the simplified characters.
constexpr std::array radicals{
    std::pair{U'⺠', U'民'}, std::pair{U'⺝', U'月'}, std::pair{U'⻁', U'虎'}, std::pair{U'⻄', U'西'},
    std::pair{U'⻅', U'见'}, std::pair{U'⻆', U'角'}, std::pair{U'⻉', U'贝'}, std::pair{U'⻋', U'车'},
    std::pair{U'⻓', U'长'}, std::pair{U'⻔', U'门'}, std::pair{U'⻘', U'青'}, std::pair{U'⻚', U'页'},
    std::pair{U'⻛', U'风'}, std::pair{U'⻜', U'飞'}, std::pair{U'⻝', U'食'}, std::pair{U'⻢', U'马'},
    std::pair{U'⻣', U'骨'}, std::pair{U'⻤', U'鬼'}, std::pair{U'⻥', U'鱼'}, std::pair{U'⻦', U'鸟'},
    std::pair{U'⻨', U'麦'}, std::pair{U'⻩', U'黄'}, std::pair{U'⻬', U'齐'}, std::pair{U'⻮', U'齿'},
    std::pair{U'⻰', U'龙'}};

const icu::Normalizer2& compatibility() {
  static const icu::FilteredNormalizer2 instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    static const icu::UnicodeSet folded(u"[^\\uFF01-\\uFF65\\u3000\\u2460-\\u24FF\\u3200-\\u33FF\\u2026]", error);
    const auto* nfkc = icu::Normalizer2::getNFKCInstance(error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFKC data");
    return icu::FilteredNormalizer2(*nfkc, folded);
  }();
  return instance;
}
}  // namespace

std::optional<std::string> decode_text(std::string_view bytes) {
  if (bytes.size() > (1U << 30)) return std::nullopt;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  else if (bytes.starts_with("\xFF\xFE")) return convert(bytes.substr(2), "UTF-16LE");
  else if (bytes.starts_with("\xFE\xFF")) return convert(bytes.substr(2), "UTF-16BE");
  if (is_valid_utf8(bytes)) return looks_like_text(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  for (const auto* charset : {"gb18030", "UTF-16LE", "UTF-16BE"})
    if (auto text = convert(bytes, charset); text && looks_like_text(*text)) return text;
  return std::nullopt;
}

std::string fold_compatibility(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  auto folded = compatibility().normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))), error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU could not normalise a text");
  for (const auto& [radical, character] : radicals)
    folded.findAndReplace(icu::UnicodeString(static_cast<UChar32>(radical)),
                          icu::UnicodeString(static_cast<UChar32>(character)));
  std::string out;
  folded.toUTF8String(out);
  return out;
}

}  // namespace gongkai::documents
