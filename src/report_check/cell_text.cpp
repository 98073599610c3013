#include "report_check/cell_text.hpp"

#include <cmath>
#include <cstdlib>
#include <string>

#include "base/text.hpp"

namespace gongkai::report_check {
namespace {
using report_format::MoneyUnit;

bool take_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.resize(text.size() - suffix.size());
  return true;
}
void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Folded, without blanks and without the marks that stand around numbers.
std::string bare(std::string_view text) {
  auto folded = fold(text);
  for (const auto* blank : {" ", "\t", "\n", "\r", "\u00a0", "\u3000", "\ufeff", "\u200b", "**"})
    replace_all(folded, blank, "");
  for (const auto* minus : {"−", "﹣", "‐", "–", "—", "─", "ー", "―"}) replace_all(folded, minus, "-");
  replace_all(folded, "，", ",");
  return folded;
}

/// "1,233" and "12,345,678" but not "1,2".
bool drop_thousands(std::string& text) {
  if (text.find(',') == std::string::npos) return true;
  std::string kept;
  const auto point = std::min(text.find('.'), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') kept += text[i];
    else if (i >= point || (point - i) % 4 != 0 || i == 0) return false;
  }
  text = kept;
  return true;
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool digits = false, point = false, exponent = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') digits = true;
    else if (c == '.' && !point && !exponent && i > 0) point = true;
    else if (c == 'e' && digits && !exponent && i + 1 < text.size()) exponent = true;
    else if ((c == '+' || c == '-') && i > 0 && text[i - 1] == 'e') continue;
    else return false;
  }
  return digits && text.size() <= 20 && text.back() != '.';
}

MoneyUnit take_unit(std::string& text) {
  const bool has_yuan = take_suffix(text, "元");
  if (take_suffix(text, "亿")) return MoneyUnit::hundred_million;
  if (take_suffix(text, "万")) return MoneyUnit::ten_thousand;
  return has_yuan ? MoneyUnit::yuan : MoneyUnit::none;
}

void undo_confusions(std::string& text) {
  for (auto& c : text) {
    if (c == 'o') c = '0';
    if (c == 'l' || c == 'i' || c == '|') c = '1';
  }
}
}  // namespace

CellValue value_of(std::string_view raw, bool recognised) {
  constexpr std::size_t longest = 60;
  if (raw.size() > longest) return {.kind = CellText::words};
  auto text = bare(raw);
  if (text.empty()) return {};
  if (text.find_first_not_of("-/\\") == std::string::npos || text == "无" || text == "空")
    return {.kind = CellText::dash};
  CellValue value{.kind = CellText::words};
  value.unit = take_unit(text);
  for (const auto* counter : {"件", "个", "项", "宗", "条", "部"})
    if (value.unit == MoneyUnit::none && take_suffix(text, counter)) break;
  if (recognised) {
    const auto before = text;
    undo_confusions(text);
    value.is_corrected = text != before;
  }
  if (!drop_thousands(text) || !is_decimal(text)) return value;
  const double number = std::strtod(text.c_str(), nullptr);
  constexpr double largest = 1e12;
  if (!std::isfinite(number) || std::abs(number) > largest) return value;
  value.amount = std::llround(number * static_cast<double>(report_format::amount_scale));
  value.number = std::llround(number);
  value.kind = static_cast<double>(value.number) == number ? CellText::number : CellText::fraction;
  return value;
}

bool is_value(std::string_view text) {
  return value_of(text).kind != CellText::words;
}

}  // namespace gongkai::report_check
