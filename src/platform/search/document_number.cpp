#include "platform/search/document_number.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
bool is_number(std::u32string_view run) {
  return !run.empty() && run.size() <= 6 &&
         std::all_of(run.begin(), run.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

bool is_year(std::u32string_view run) {
  return is_number(run) && run.size() == 4 && (run.starts_with(U"19") || run.starts_with(U"20"));
}

std::u32string without_zeros(std::u32string_view run) {
  const auto first = run.find_first_not_of(U'0');
  return std::u32string(first == run.npos ? U"0" : run.substr(first));
}

/// Takes 第 off the end.
std::u32string_view without_ordinal(std::u32string_view run) {
  if (run.ends_with(U'第')) run.remove_suffix(1);
  return run;
}
}  // namespace

std::string number_key(std::string_view text) {
  if (text.size() > 200) return {};
  const auto form = form_of(text);
  std::vector<std::u32string_view> runs;
  detail::each_run(form, [&](std::u32string_view run, bool) { runs.push_back(run); });
  if (runs.size() < 3 || class_of(runs[0].front()) != CharacterClass::han) return {};
  if (runs.back() == U"号") runs.pop_back();
  const auto agency = without_ordinal(runs[0]);
  if (agency.empty() || agency.size() > 30) return {};
  if (runs.size() == 4 && runs[2] == U"第") runs.erase(runs.begin() + 2);
  if (runs.size() == 3 && is_year(runs[1]) && is_number(runs[2]))
    return to_utf8(std::u32string(agency) + std::u32string(runs[1]) + U"-" + without_zeros(runs[2]));
  if (runs.size() == 2 && is_number(runs[1]) && agency.ends_with(U'令'))
    return to_utf8(std::u32string(agency) + without_zeros(runs[1]));
  return {};
}

}  // namespace gongkai::search
