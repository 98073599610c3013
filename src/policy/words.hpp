// The office's words for what the rules name.
#pragma once
#include "content/type_book.hpp"
#include "policy/in_step.hpp"
#include "policy/ledger.hpp"

namespace gongkai::policy {

std::string_view word_for(Standing standing);                      // 有效、已修改、失效…
std::string word_for_link(content::LinkKind kind, bool outgoing);  // 废止 · 被废止
std::string words_of(const Ribbon& ribbon);
std::string words_of(const Moment& moment);
std::string name_of_quarter(Quarter quarter);  // 2026年第三季度
/// The label of a value of the field, as the first declaration that knows it says; the value itself otherwise.
std::string label_of(const content::TypeBook& book, std::string_view field, std::string_view value);
std::string form_label(const content::TypeBook& book, std::string_view form);

}  // namespace gongkai::policy
