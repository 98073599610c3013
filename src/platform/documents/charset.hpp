// Text files say nothing about their encoding: byte order marks, then strict UTF-8, then GB 18030 (which holds GBK
// and GB 2312), then UTF-16 without a mark.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::documents {

/// The text as UTF-8, or nothing when it is in none of the encodings (a binary file).
std::optional<std::string> decode_text(std::string_view bytes);

/// Compatibility characters made ordinary, as PDF text layers need: Kangxi radicals (⼯ becomes 工), the radicals
/// supplement, ligatures, half-width kana. Full-width punctuation and circled numbers stay: they are ordinary in
/// Chinese.
std::string fold_compatibility(std::string_view text);

}  // namespace gongkai::documents
