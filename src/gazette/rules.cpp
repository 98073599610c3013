#include "gazette/rules.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::gazette {
namespace {
constexpr std::int64_t first_year = 1949, most_numbers = 366;
constexpr std::size_t longest_title = 300, longest_section = 40, longest_cover = 1000, most_articles = 500;

json::value asset(std::string_view path) {
  return json::parse(assets::find(path).value()).value();
}

std::vector<std::string> texts_of(const json::value& list) {
  std::vector<std::string> texts;
  for (const auto& one : list.as_array()) texts.emplace_back(one.as_string());
  return texts;
}

bool is_han(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD) ||
         (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x3000 && c <= 0x303F) || c == U'“' || c == U'”' || c == U'—';
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// Recognition puts blanks between characters that stand far apart on a justified line.
std::u32string without_blanks(const std::u32string& text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U' ' && text[i] != U'\t') {
      out += text[i];
      continue;
    }
    auto next = i;
    while (next < text.size() && (text[next] == U' ' || text[next] == U'\t')) ++next;
    const char32_t before = out.empty() ? U'\n' : out.back(), after = next < text.size() ? text[next] : U'\n';
    const bool joins = is_han(before) || is_han(after) || before == U'\n' || after == U'\n';
    if (!joins) out += U' ';
    i = next - 1;
  }
  return out;
}

/// [2022], (2022) and 【2022】 before a number and 号 are 〔2022〕.
void mend_document_numbers(std::u32string& text) {
  constexpr std::u32string_view open = U"[［【(（{〈〔", close = U"]］】)）}〉〕";
  for (std::size_t i = 0; i + 6 < text.size(); ++i) {
    if (open.find(text[i]) == std::u32string_view::npos || close.find(text[i + 5]) == std::u32string_view::npos)
      continue;
    const auto year = std::u32string_view(text).substr(i + 1, 4);
    if (!std::all_of(year.begin(), year.end(), is_digit)) continue;
    const auto first = std::min(text.find_first_not_of(U' ', i + 6), text.size());
    const auto end = std::min(text.find_first_not_of(U"0123456789", first), text.size());
    if (end == first || end == text.size() || text[end] != U'号') continue;
    text[i] = U'〔';
    text[i + 5] = U'〕';
    text.erase(i + 6, first - (i + 6));
  }
}

/// A mark of the narrow kind behind a Chinese character was a wide one on paper.
void widen_marks(std::u32string& text) {
  constexpr std::u32string_view narrow = U",:;?!()", wide = U"，：；？！（）";
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto at = narrow.find(text[i]);
    if (at != std::u32string_view::npos && is_han(text[i - 1])) text[i] = wide[at];
  }
}

std::string replaced(std::string_view text, const std::vector<Correction>& corrections) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = std::find_if(corrections.begin(), corrections.end(), [&](const Correction& correction) {
      return !correction.wrong.empty() && text.substr(at).starts_with(correction.wrong);
    });
    if (found == corrections.end()) {
      out += text[at++];
      continue;
    }
    out += found->meant;
    at += found->wrong.size();
  }
  return out;
}

void check_article(const Article& article, std::size_t index, std::vector<Fault>& faults) {
  const auto field = "articles." + std::to_string(index);
  const auto place = std::to_string(index + 1);
  if (trim(article.title).empty())
    faults.push_back({FaultKind::invalid, "gazette.title_missing", field, {{"place", place}}});
  if (count_characters(article.title) > longest_title || count_characters(article.section) > longest_section)
    faults.push_back({FaultKind::invalid, "gazette.title_too_long", field, {{"place", place}}});
  if (article.page < 0 || article.page > 10'000)
    faults.push_back({FaultKind::invalid, "gazette.page_invalid", field, {{"place", place}}});
}
}  // namespace

std::string_view name_of(IssueKind kind) {
  switch (kind) {
    case IssueKind::built: return "built";
    case IssueKind::scanned: return "scanned";
  }
  return "";
}

std::optional<IssueKind> parse_issue_kind(std::string_view name) {
  for (const auto kind : {IssueKind::built, IssueKind::scanned})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

std::string_view name_of(PageState state) {
  switch (state) {
    case PageState::waiting: return "waiting";
    case PageState::recognised: return "recognised";
    case PageState::proofread: return "proofread";
    case PageState::failed: return "failed";
  }
  return "";
}

std::string issue_name(const Issue& issue) {
  const auto name = fmt::format("{}年第{}号", issue.year, issue.number);
  return issue.total_number > 0 ? fmt::format("{}（总第{}号）", name, issue.total_number) : name;
}

std::string gazette_name(std::string_view site_name) {
  return std::string(site_name) + "公报";
}

std::pair<Day, Day> quarter_of(Day day) {
  const int first_month = (day.month() - 1) / 3 * 3 + 1;
  const bool is_last = first_month == 10;
  return {Day::of(day.year(), first_month, 1),
          Day::of(day.year() + (is_last ? 1 : 0), is_last ? 1 : first_month + 3, 1)};
}

std::vector<Fault> why_not_save(const Issue& issue, const std::vector<Article>& articles) {
  std::vector<Fault> faults;
  if (issue.year < first_year || issue.year > 9999)
    faults.push_back({FaultKind::invalid, "gazette.year_invalid", "year"});
  if (issue.number < 1 || issue.number > most_numbers)
    faults.push_back({FaultKind::invalid, "gazette.number_invalid", "number"});
  if (issue.total_number < 0 || issue.total_number > 100'000)
    faults.push_back({FaultKind::invalid, "gazette.total_number_invalid", "total_number"});
  if (count_characters(issue.cover_text) > longest_cover)
    faults.push_back(
        {FaultKind::invalid, "gazette.cover_too_long", "cover_text", {{"limit", std::to_string(longest_cover)}}});
  if (articles.size() > most_articles)
    faults.push_back(
        {FaultKind::invalid, "gazette.too_many_articles", "articles", {{"limit", std::to_string(most_articles)}}});
  for (std::size_t i = 0; i < articles.size() && i < most_articles; ++i) {
    check_article(articles[i], i, faults);
    if (issue.kind == IssueKind::built && !articles[i].document)
      faults.push_back({FaultKind::invalid,
                        "gazette.document_missing",
                        "articles." + std::to_string(i),
                        {{"place", std::to_string(i + 1)}}});
    for (std::size_t j = 0; j < i; ++j)
      if (articles[i].document && articles[i].document == articles[j].document)
        faults.push_back({FaultKind::invalid,
                          "gazette.document_twice",
                          "articles." + std::to_string(i),
                          {{"title", articles[i].title}}});
  }
  return faults;
}

std::vector<Fault> why_not_compose(const Issue& issue, const std::vector<Article>& articles, std::size_t pages) {
  std::vector<Fault> faults;
  switch (issue.kind) {
    case IssueKind::built:
      if (articles.empty()) faults.push_back({FaultKind::conflict, "gazette.no_articles", "articles"});
      break;
    case IssueKind::scanned:
      if (pages == 0) faults.push_back({FaultKind::conflict, "gazette.no_pages", "pages"});
      break;
  }
  return faults;
}

std::string section_of_type(const content::TypeBook& book, std::string_view type) {
  const auto arrangement = asset("catalog/gazette/issue.json");
  for (const auto& section : arrangement.at("sections").as_array()) {
    const auto types = texts_of(section.at("types"));
    if (std::find(types.begin(), types.end(), type) != types.end()) return std::string(section.at("name").as_string());
  }
  const auto* found = book.find(type);
  return found ? found->name : std::string();
}

std::vector<std::string> gazette_types(const content::TypeBook& book) {
  std::vector<std::string> types;
  for (const auto& type : book.types)
    if (type.gazette) types.push_back(type.id);
  return types;
}

std::string corrected(std::string_view recognised, const std::vector<Correction>& corrections) {
  auto text = without_blanks(to_code_points(recognised));
  mend_document_numbers(text);
  widen_marks(text);
  auto ordered = corrections;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& left, const auto& right) { return left.wrong.size() > right.wrong.size(); });
  return std::string(trim(replaced(to_utf8(text), ordered)));
}

std::vector<Correction> usual_corrections() {
  std::vector<Correction> corrections;
  const auto list = asset("catalog/gazette/corrections.json");
  for (const auto& one : list.at("corrections").as_array())
    corrections.push_back({std::string(one.at("wrong").as_string()), std::string(one.at("meant").as_string())});
  return corrections;
}

}  // namespace gongkai::gazette
