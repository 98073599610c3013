#include "finding/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::finding {
namespace {
constexpr std::size_t longest_query = 40, longest_word = 30, most_words = 20, longest_note = 200;
constexpr std::size_t most_queries = 20, most_documents = 5;
constexpr std::size_t least_digits = 7;  // of a telephone without its prefix

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_letter(char32_t c) {
  return c >= U'a' && c <= U'z';
}
bool is_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

bool is_kept(char32_t c) {
  return is_digit(c) || is_letter(c) || c >= 0x3400 || (c > 0x7F && (c < 0x2000 || c > 0x33FF));
}

bool is_mark(char32_t c) {
  return c >= 0xFF00 && c <= 0xFFEF;
}

bool is_year(std::u32string_view digits) {
  return digits.size() == 4 && (digits.starts_with(U"19") || digits.starts_with(U"20"));
}

/// The most digits that stand together, apart from blanks and dashes: 139 0000 0000 is one number, 2025-2026 is two years.
std::size_t longest_number(std::u32string_view text) {
  std::size_t longest = 0, digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U' ' && text[i] != U'-') digits = is_digit(text[i]) ? digits : 0;
    const auto begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    const auto group = text.substr(begin, i - begin);
    if (group.empty()) continue;
    digits = is_year(group) ? 0 : digits + group.size();
    longest = std::max(longest, digits);
    --i;
  }
  return longest;
}

/// 鲁F12345: a character, a letter, then five or six letters and digits.
bool holds_plate(std::u32string_view text) {
  for (std::size_t i = 0; i + 6 < text.size(); ++i) {
    if (!is_han(text[i]) || !is_letter(text[i + 1])) continue;
    std::size_t at = i + 2, digits = 0;
    while (at < text.size() && (is_digit(text[at]) || is_letter(text[at]))) digits += is_digit(text[at++]) ? 1U : 0U;
    if (at - i - 2 >= 5 && at - i - 2 <= 6 && digits >= 3) return true;
  }
  return false;
}

bool is_numeral(char32_t c) {
  return is_digit(c) || std::u32string_view(U"一二三四五六七八九十零〇百").contains(c);
}

/// 3号楼2单元, 1201室
bool holds_flat(std::u32string_view text) {
  for (const std::u32string_view word : {U"号楼", U"单元", U"室", U"栋", U"幢"})
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
      if (at > 0 && is_numeral(text[at - 1])) return true;
  return false;
}

/// 姓张的 is nobody, 张某某、王小明先生 and 我叫… may be somebody.
bool names_somebody(std::u32string_view text) {
  for (const std::u32string_view word :
       {U"先生", U"女士", U"某某", U"我叫", U"身份证号", U"手机号", U"姓名", U"家住", U"病历", U"银行卡号"})
    if (text.contains(word)) return true;
  return false;
}

void check_texts(const std::vector<std::string>& texts, std::size_t most, std::string_view field,
                 std::vector<Fault>& faults) {
  if (texts.empty()) faults.push_back({FaultKind::invalid, "finding.words_missing", std::string(field), {}, {}});
  if (texts.size() > most)
    faults.push_back(
        {FaultKind::invalid, "finding.too_many_words", std::string(field), {{"most", std::to_string(most)}}, {}});
  for (const auto& text : texts)
    if (count_characters(text) > longest_word || normal_query(text).empty() || text.contains('\n'))
      faults.push_back({FaultKind::invalid,
                        "finding.word_malformed",
                        std::string(field),
                        {{"word", shorten(text, longest_word)}, {"most", std::to_string(longest_word)}},
                        {}});
}

void check_note(std::string_view note, std::vector<Fault>& faults) {
  if (count_characters(note) > longest_note)
    faults.push_back(
        {FaultKind::invalid, "finding.note_too_long", "note", {{"most", std::to_string(longest_note)}}, {}});
}

bool is_single(std::string_view word) {
  return count_characters(normal_query(word)) < 2;
}
}  // namespace

std::string normal_query(std::string_view typed) {
  std::u32string out;
  for (const char32_t c : to_code_points(fold(typed.substr(0, 1000)))) {
    if (is_kept(c) && !is_mark(c)) out += c;
    else if (!out.empty() && out.back() != U' ') out += U' ';
  }
  if (out.size() > longest_query) out.resize(longest_query);
  while (out.ends_with(U' ')) out.pop_back();
  return to_utf8(out);
}

bool looks_personal(std::string_view query) {
  const auto folded = fold(query);
  if (folded.contains('@')) return true;
  const auto text = to_code_points(folded);
  return longest_number(text) >= least_digits || holds_plate(text) || holds_flat(text) || names_somebody(text);
}

std::vector<std::string> tidy(const std::vector<std::string>& texts) {
  std::vector<std::string> left;
  for (const auto& text : texts) {
    const std::string trimmed(trim(text));
    if (!trimmed.empty() && std::ranges::find(left, trimmed) == left.end()) left.push_back(trimmed);
  }
  return left;
}

std::vector<Fault> why_not_word(const WordFields& fields) {
  std::vector<Fault> faults;
  check_texts(fields.words, most_words, "words", faults);
  check_note(fields.note, faults);
  if (!faults.empty()) return faults;
  const auto refuse = [&](std::string code) {
    faults.push_back({FaultKind::invalid, std::move(code), "words", {}, {}});
  };
  const bool several = fields.kind == WordKind::synonym || fields.kind == WordKind::successor;
  if (fields.kind == WordKind::synonym && fields.words.size() < 2) refuse("finding.synonym_alone");
  if (fields.kind == WordKind::successor && fields.words.size() != 2) refuse("finding.successor_not_a_pair");
  if (!several && fields.words.size() != 1) refuse("finding.one_word_expected");
  // a single character stands in half of all texts
  if (fields.kind != WordKind::question_word && std::ranges::any_of(fields.words, is_single))
    refuse("finding.word_too_short");
  return faults;
}

std::vector<Fault> why_not_best_bet(const BestBetFields& fields) {
  std::vector<Fault> faults;
  check_texts(fields.queries, most_queries, "queries", faults);
  check_note(fields.note, faults);
  if (fields.documents.empty())
    faults.push_back({FaultKind::invalid, "finding.documents_missing", "documents", {}, {}});
  if (fields.documents.size() > most_documents)
    faults.push_back({FaultKind::invalid,
                      "finding.too_many_documents",
                      "documents",
                      {{"most", std::to_string(most_documents)}},
                      {}});
  if (fields.last_day && *fields.last_day < fields.first_day)
    faults.push_back({FaultKind::invalid, "finding.period_reversed", "last_day", {}, {}});
  return faults;
}

bool applies(const BestBetFields& fields, std::string_view query, SiteId site, Day today) {
  if (fields.site && fields.site != site) return false;
  if (today < fields.first_day || (fields.last_day && today > *fields.last_day)) return false;
  return std::ranges::any_of(fields.queries, [&](const std::string& wanted) { return normal_query(wanted) == query; });
}

}  // namespace gongkai::finding
