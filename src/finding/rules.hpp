// What may be a word, a best bet, a kept question. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "finding/model.hpp"

namespace gongkai::finding {

/// The form in which questions are compared and counted: folded, blanks and punctuation as one blank, at most 40
/// characters. "《公积金》 提取" → "公积金 提取".
std::string normal_query(std::string_view typed);

/// Could somebody be known by it? Long numbers (telephone, identity, card), addresses of mail and flats, number plates,
/// names with a form of address. Such a question is answered and never kept (Personal Information Protection Law
/// Art. 6: no more than the purpose needs).
bool looks_personal(std::string_view query);

/// Trimmed, without empty ones and repetitions.
std::vector<std::string> tidy(const std::vector<std::string>& texts);

std::vector<Fault> why_not_word(const WordFields& fields);
std::vector<Fault> why_not_best_bet(const BestBetFields& fields);

/// Does the best bet speak to this question here and today?
bool applies(const BestBetFields& fields, std::string_view normal_query, SiteId site, Day today);

/// Questions that fewer people asked are not shown: somebody might be known by them.
inline constexpr std::int64_t least_shown = 3;
inline constexpr int days_kept = 400;

}  // namespace gongkai::finding
