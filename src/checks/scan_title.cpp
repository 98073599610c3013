#include <algorithm>
#include <array>

#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
/// 公文种类 (党政机关公文处理工作条例 第八条) and the kinds of rules that are printed with them.
constexpr std::array<std::u32string_view, 30> kinds{
    U"决议", U"决定", U"命令", U"令",   U"公报", U"公告", U"通告", U"意见", U"通知", U"通报",
    U"报告", U"请示", U"批复", U"议案", U"函",   U"纪要", U"办法", U"规定", U"细则", U"条例",
    U"规则", U"方案", U"规划", U"计划", U"要点", U"措施", U"预案", U"公示", U"答复", U"复函"};

std::u32string_view without_remark(std::u32string_view title) {
  const auto closed = title.ends_with(U'）') || title.ends_with(U')');
  const auto open = closed ? title.find_last_of(U"（(") : title.npos;
  return open == title.npos ? title : title.substr(0, open);
}

bool names_its_kind(std::u32string_view title) {
  const auto bare = without_remark(title);
  return std::any_of(kinds.begin(), kinds.end(), [&](auto kind) { return bare.ends_with(kind); });
}

std::size_t count_of(std::u32string_view text, std::u32string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

Hit whole(const Reading& reading, Severity severity, std::string code, Details details = {}) {
  return {Kind::title, severity, 0, reading.size(), std::move(code), std::move(details)};
}

void check_form(const Reading& reading, std::u32string_view title, std::vector<Hit>& hits) {
  const bool about = title.find(U"关于") != title.npos;
  if (about && !names_its_kind(title)) hits.push_back(whole(reading, Severity::should, "checks.title_kind"));
  else if (!about && !names_its_kind(title)) hits.push_back(whole(reading, Severity::note, "checks.title_about"));
  // a forwarded title keeps its own 关于
  const bool forwards = title.find(U"转发") != title.npos || title.find(U"印发") != title.npos;
  if (count_of(title, U"关于") > 1 && !forwards)
    hits.push_back(whole(reading, Severity::note, "checks.title_about_twice"));
  if (title.find(U"的通知的通知") != title.npos)
    hits.push_back(whole(reading, Severity::should, "checks.title_notice_twice"));
}
}  // namespace

std::vector<Hit> scan_title(const Reading& reading, const TitleRules& rules) {
  std::vector<Hit> hits;
  const std::u32string_view title = reading.written;
  if (title.empty()) return hits;
  constexpr std::u32string_view endings = U"。，、；：,.;:";
  if (endings.find(title.back()) != endings.npos)
    hits.push_back({Kind::title, Severity::should, title.size() - 1, title.size(), "checks.title_ending", {}});
  if (title.find(U'\n') != title.npos || title.find(U'\t') != title.npos)
    hits.push_back(whole(reading, Severity::should, "checks.title_lines"));
  if (title.size() > std::min<std::size_t>(rules.max_characters, 60))
    hits.push_back(whole(reading, Severity::note, "checks.title_long", {{"value", std::to_string(title.size())}}));
  if (title.size() < 5) hits.push_back(whole(reading, Severity::note, "checks.title_short"));
  if (rules.official) check_form(reading, title, hits);
  return hits;
}

}  // namespace gongkai::checks
