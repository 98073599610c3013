// 发文字号: "云政发〔2021〕12号", and how people type it: [2021], （2021）, 【2021】, 第012号, spaces, no brackets at
// all.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::search {

/// One key for all ways to write a number: "云政发2021-12"; for a decree "云海市人民政府令12". "" when the whole text
/// is not a number.
std::string number_key(std::string_view text);

}  // namespace gongkai::search
