// People ask whole questions: 请问如何申请公共租赁住房？ Without the words of asking, what they look for remains.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::search {

/// What is left of a phrase between the words of asking (catalog/search/question_words.json), in order. Single Han
/// characters are dropped as long as something longer is left.
std::vector<std::u32string> without_question_words(std::u32string_view form);

}  // namespace gongkai::search
