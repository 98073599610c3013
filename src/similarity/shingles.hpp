// A text as a set of small pieces, so that two texts can be compared without regard to how they are typed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::similarity {

/// The text without what makes no difference: folded, punctuation gone, numbers in figures.
///   "（关于）二〇二六年第十二号文件" → "关于 2026 年第 12 号文件"
std::u32string plain_form(std::string_view text);

/// Sorted, each once: neighbouring pairs of Han characters, single ones that stand alone, words and numbers whole.
using Shingles = std::vector<std::uint64_t>;
Shingles shingles_of(std::string_view text);

/// Shared pieces over all pieces, 0 … 1; two texts without any piece are the same nothing.
double jaccard(const Shingles& left, const Shingles& right);
double similarity(std::string_view left, std::string_view right);

}  // namespace gongkai::similarity
