// Parts and wholes, claims about suits and replies, and words that the form asks for.
#include <algorithm>

#include "report_check/narrative_figures.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Ending;
using report_format::Remedy;
using report_format::Row;

/// The figure a 其中 refers to: the last one before it outside of brackets, or, at the beginning of a sentence, the first
/// of the sentence before.
const Figure* whole_before(const Passage& passage, std::size_t place, int depth) {
  const Figure* last = nullptr;
  for (const auto& figure : passage.figures)
    if (figure.begin < place && figure.depth < std::max(1, depth) && figure.unit != "%" && !figure.unit.empty())
      last = &figure;
  if (!last) return nullptr;
  const auto& sentence = passage.sentence_at(place);
  if (last->begin >= sentence.begin) return last;
  const auto& before = passage.sentence_at(last->begin);
  for (const auto& figure : passage.figures)
    if (figure.begin >= before.begin && figure.unit == last->unit) return &figure;
  return last;
}

std::int64_t total_of(const Report& report, Remedy block) {
  return report.tables.at(block, Ending::total).value();
}

/// 其中 and its like at this place: the parts up to the end of the sentence or of the bracket.
void check_list(Context& context, const Passage& passage, std::size_t marker, std::size_t marker_end) {
  const auto next =
      std::ranges::find_if(passage.figures, [&](const Figure& figure) { return figure.begin >= marker_end; });
  if (next == passage.figures.end()) return;
  const auto* whole = whole_before(passage, marker, next->depth);
  if (!whole || whole->is_about || !whole->is_whole()) return;
  const auto end = passage.sentence_at(marker).end;
  std::int64_t sum = 0;
  std::string addends;
  for (auto part = next; part != passage.figures.end() && part->begin < end && part->depth >= next->depth; ++part) {
    constexpr std::size_t longest_lead = 60;
    if (part->unit != whole->unit || part->is_about || !part->is_whole() || part->lead.size() > longest_lead) break;
    if (part->depth > next->depth) continue;
    sum += part->whole();
    addends += (addends.empty() ? "" : "＋") + std::to_string(part->whole());
  }
  if (sum <= whole->whole()) return;
  add_finding(context, passage, "N-PARTS", Severity::warning,
              say("N-PARTS", {{"whole", std::to_string(whole->whole()) + whole->unit},
                              {"addends", addends},
                              {"sum", std::to_string(sum)}}),
              whole->whole(), sum);
}
}  // namespace

void check_parts(Context& context, const Passage& passage) {
  for (const std::string_view marker : {"其中", "包括"})
    for (auto at = passage.text.find(marker); at != std::string::npos; at = passage.text.find(marker, at + 1))
      check_list(context, passage, at, at + marker.size());
}

void check_channels(Context& context, const std::vector<Passage>& passages) {
  const Figure* whole = nullptr;
  for (const auto& passage : passages)
    for (const auto& figure : passage.figures)
      if (!whole && !figure.is_about && has_any(figure.unit, {"件", "条"}) && figure.lead.ends_with("新媒体"))
        whole = &figure;
  if (!whole) return;
  for (const auto& passage : passages)
    for (const auto& figure : passage.figures) {
      const bool is_channel =
          has_any(figure.lead, {"微信", "微博", "公众号", "抖音"}) && has_any(figure.lead, {"发布", "推送", "公开"});
      if (!is_channel || !has_any(figure.unit, {"件", "条"}) || figure.value <= whole->value) continue;
      add_finding(context, passage, "N-PARTS", Severity::warning,
                  say("N-PARTS-CHANNEL", {{"whole", std::to_string(whole->whole()) + whole->unit},
                                          {"words", figure.lead + std::to_string(figure.whole()) + figure.unit}}),
                  whole->whole(), figure.whole());
    }
}

namespace {
void check_no_suit(Context& context, const Passage& passage, std::string_view sentence) {
  const bool denies = has_any(sentence, {"没有出现", "没有发生", "未发生", "未出现", "无因", "没有因", "未引发",
                                         "没有引发", "未产生", "无行政复议", "没有行政复议"});
  if (!denies || !has_any(sentence, {"行政复议", "行政诉讼"}) || has_any(sentence, {"败诉", "被纠错"})) return;
  const auto reviews = total_of(context.report, Remedy::review);
  const auto suits =
      total_of(context.report, Remedy::suit_direct) + total_of(context.report, Remedy::suit_after_review);
  if (reviews + suits == 0 || !context.report.has_table[2]) return;
  const bool qualified = has_any(sentence, {"引发", "引起", "导致", "造成"});
  add_finding(context, passage, "N-NOSUIT", Severity::warning,
              say(qualified ? "N-NOSUIT-QUALIFIED" : "N-NOSUIT",
                  {{"reviews", std::to_string(reviews)}, {"suits", std::to_string(suits)}}),
              0, reviews + suits);
}

void check_all_replied(Context& context, const Passage& passage, std::string_view sentence) {
  const bool claims = has_any(sentence, {"均已全部回复", "均已全部办结", "均已全部答复", "均已回复", "均已办结",
                                         "均已答复", "已全部办结", "已全部回复", "已全部答复", "全部按时办结"});
  if (!claims || !has_any(sentence, {"申请"}) || !context.report.has_table[1]) return;
  const auto open = total_of(context.report, Row::carried_out);
  if (open == 0) return;
  const auto lapsed = total_of(context.report, Row::r6_1) + total_of(context.report, Row::r6_2);
  add_finding(context, passage, "N-ALLREPLIED", Severity::warning,
              say(lapsed > 0 ? "N-ALLREPLIED-LAPSED" : "N-ALLREPLIED",
                  {{"open", std::to_string(open)},
                   {"closed", std::to_string(total_of(context.report, Row::r7))},
                   {"lapsed", std::to_string(lapsed)}}),
              0, open, "carried_out");
}
}  // namespace

void check_claims(Context& context, const Passage& passage) {
  for (const auto& sentence : passage.sentences) {
    const auto words = passage.words_of(sentence);
    check_no_suit(context, passage, words);
    check_all_replied(context, passage, words);
  }
  const bool said =
      std::ranges::any_of(context.out.findings, [](const Finding& finding) { return finding.code == "N-WORDING"; });
  if (!said && has_any(passage.text, {"人大提案", "人大代表提案"}))
    add_finding(context, passage, "N-WORDING", Severity::info, say("N-WORDING"), json::value("人大代表建议"),
                json::value("人大提案"));
}

void check_fee(Context& context, const std::vector<Passage>& passages) {
  const Passage* nothing = nullptr;
  const Passage* something = nullptr;
  bool said = false;
  for (const auto& passage : passages)
    for (const auto& sentence : passage.sentences) {
      const auto words = passage.words_of(sentence);
      if (!has_any(words, {"信息处理费", "收费通知"})) continue;
      const bool none = has_any(words, {"未收取", "没有收取", "未产生", "处理费为0", "处理费0元", "不收取"});
      const bool some = std::ranges::any_of(passage.figures, [&](const Figure& figure) {
        return figure.begin >= sentence.begin && figure.end <= sentence.end && figure.value > 0 &&
               figure.after.starts_with("元");
      });
      said = said || none || some || has_any(words, {"收取", "减免"});
      if (none) nothing = &passage;
      if (some) something = &passage;
    }
  if (nothing && something) add_finding(context, *something, "N-FEE", Severity::warning, say("N-FEE"));
  if (said || context.report.format != Format::form_2021 || passages.empty()) return;
  context.out.findings.push_back({.code = "S6-FEE", .severity = Severity::info, .message = say("S6-FEE")});
}

namespace {
struct WrittenDay {
  int year = 0, month = 0, day = 0;  // year 0 when it is not written
  std::size_t end = 0;
};

int digits_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9' && end - begin < 4) --begin;
  return begin == end ? -1 : std::stoi(std::string(text.substr(begin, end - begin)));
}

std::vector<WrittenDay> days_in(std::string_view text) {
  std::vector<WrittenDay> days;
  for (auto month = text.find("月"); month != std::string_view::npos; month = text.find("月", month + 1)) {
    const auto behind = month + std::string_view("月").size();
    const auto day = text.find("日", behind);
    if (day == std::string_view::npos || day - behind > 2) continue;
    WrittenDay found{.month = digits_before(text, month),
                     .day = digits_before(text, day),
                     .end = day + std::string_view("日").size()};
    const auto year = text.substr(0, month).rfind("年");
    if (year != std::string_view::npos && month - year <= std::string_view("年").size() + 2)
      found.year = std::max(0, digits_before(text, year));
    if (found.month >= 1 && found.month <= 12 && found.day >= 1 && found.day <= 31) days.push_back(found);
  }
  return days;
}

/// The statistics run from 1 January to 31 December of the year (条例第五十条 speaks of the year before).
void check_statistics(Context& context, const std::vector<Passage>& passages) {
  for (const auto& passage : passages) {
    const auto place = passage.text.find("统计期限");
    if (place == std::string::npos) continue;
    const auto days = days_in(std::string_view(passage.text).substr(place));
    if (days.size() < 2) continue;
    const int year = context.report.year;
    const bool begins =
        days[0].month == 1 && days[0].day == 1 && (days[0].year == 0 || year == 0 || days[0].year == year);
    const bool ends =
        days[1].month == 12 && days[1].day == 31 && (days[1].year == 0 || year == 0 || days[1].year == year);
    if (!begins || !ends)
      add_finding(context, passage, "N-YEAR", Severity::warning, say("N-YEAR", {{"year", std::to_string(year)}}));
    return;
  }
  if (!passages.empty())
    context.out.findings.push_back({.code = "N-YEAR", .severity = Severity::info, .message = say("N-YEAR-MISSING")});
}

/// 条例第四十九条: departments publish by 31 January, governments by 31 March.
void check_date(Context& context, const std::vector<Passage>& passages) {
  constexpr std::size_t last_lines = 4;
  for (std::size_t i = passages.size(); i-- > (passages.size() > last_lines ? passages.size() - last_lines : 0);) {
    const auto& passage = passages[i];
    const auto days = days_in(passage.text);
    constexpr std::size_t longest = 80;
    if (days.empty() || passage.text.size() > longest || days.back().end != passage.text.size() ||
        days.back().year == 0)
      continue;
    const auto& written = days.back();
    const auto parsed = parse_day(fmt::format("{:04}-{:02}-{:02}", written.year, written.month, written.day));
    if (!parsed) continue;
    const auto day = *parsed;
    const bool is_government = context.report.unit.ends_with("人民政府");
    const auto last = Day::of(context.report.year + 1, is_government ? 3 : 1, 31);
    if (context.report.year > 0 && (day > last || day.year() <= context.report.year))
      return add_finding(context, passage, "N-DATE", Severity::warning,
                         say("N-DATE", {{"day", to_chinese(day)}, {"last", to_chinese(last)}}),
                         json::value(to_text(last)), json::value(to_text(day)));
    if (day.is_weekend())
      add_finding(
          context, passage, "N-DATE", Severity::info,
          say("N-DATE-WEEKEND", {{"day", to_chinese(day)}, {"weekday", std::string(to_chinese(day.weekday()))}}),
          nullptr, json::value(to_text(day)));
    return;
  }
}
}  // namespace

void check_period(Context& context, const std::vector<Passage>& passages) {
  check_statistics(context, passages);
  check_date(context, passages);
}

namespace {
/// A number to ring up: so many digits soon after the word.
bool gives_telephone(std::string_view text) {
  for (auto at = text.find("电话"); at != std::string_view::npos; at = text.find("电话", at + 1)) {
    constexpr std::size_t near = 48;
    constexpr int least_digits = 7;
    if (std::ranges::count_if(text.substr(at, near), [](char c) { return c >= '0' && c <= '9'; }) >= least_digits)
      return true;
  }
  return false;
}
}  // namespace

void check_contact(Context& context, const std::vector<Passage>& passages) {
  const auto says = [](const Passage& passage) {
    return gives_telephone(passage.text) || (has_any(passage.text, {"联系", "邮箱"}) && has_any(passage.text, {"@"}));
  };
  const bool has_parts =
      std::ranges::any_of(passages, [](const Passage& passage) { return passage.paragraph.section > 0; });
  if (has_parts && std::ranges::none_of(passages, says))
    context.out.findings.push_back({.code = "S-CONTACT", .severity = Severity::info, .message = say("S-CONTACT")});
}

}  // namespace gongkai::report_check
