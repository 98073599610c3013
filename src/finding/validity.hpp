// 有效性 as parameters, words and marks.
#pragma once
#include <optional>
#include <string_view>

#include "platform/search/index.hpp"

namespace gongkai::finding {

/// "in_force", "amended", "lapsed", "repealed"; "" where validity does not apply.
std::string_view name_of(search::Validity validity);
std::optional<search::Validity> parse_validity(std::string_view name);
/// 有效, 已修改, 失效, 废止; "" where it does not apply.
std::string_view words_of(search::Validity validity);
/// Nobody may take it for a rule: the mark stands before the title.
bool is_over(search::Validity validity);

}  // namespace gongkai::finding
