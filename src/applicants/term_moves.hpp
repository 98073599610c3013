// How an event moved the term of the answer: said in messages and on the page of the case.
#pragma once
#include <string>
#include <vector>

#include "requests/rules.hpp"

namespace gongkai::applicants {

/// "答复期限由2026年3月30日改为2026年4月14日", "答复期限暂停计算" …; "" when the term stayed, or there is none.
std::string move_of(const requests::Situation& situation, std::size_t event);

}  // namespace gongkai::applicants
