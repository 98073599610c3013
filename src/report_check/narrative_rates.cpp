// Percentages: what they are of, and whether whole numbers can give them.
#include <algorithm>
#include <cmath>

#include "report_check/narrative_figures.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Row;

bool is_percent(const Figure& figure) {
  return figure.unit == "%";
}

std::string text_of(const Figure& percent) {
  return fmt::format("{:.{}f}%", percent.value, percent.decimals);
}

/// Half of the last digit that is written.
double tolerance(int decimals) {
  return 0.5 * std::pow(10, -decimals) + 1e-9;
}

/// The nearest figure before it in its sentence that counts something.
const Figure* counted_before(const Passage& passage, const Figure& figure) {
  const auto begin = passage.sentence_at(figure.begin).begin;
  const Figure* found = nullptr;
  for (const auto& other : passage.figures)
    if (other.begin >= begin && other.begin < figure.begin && !is_percent(other) && !other.unit.empty() &&
        other.depth == figure.depth)
      found = &other;
  return found;
}

void check_base(Context& context, const Passage& passage, const Figure& figure, std::int64_t number, bool grew,
                Row row) {
  if (!context.previous) return;
  const auto base = total_of(*context.previous, row);
  const auto bases = bases_of(number, figure.value, figure.decimals, grew);
  if (std::ranges::find(bases, base) != bases.end()) return;
  add_finding(
      context, passage, "N-LAST", Severity::warning,
      say("N-LAST", {{"percent", text_of(figure)}, {"number", std::to_string(number)}, {"base", std::to_string(base)}}),
      base, json::value(text_of(figure)));
}
}  // namespace

std::vector<std::int64_t> bases_of(std::int64_t number, double percent, int decimals, bool grew) {
  std::vector<std::int64_t> bases;
  const double factor = grew ? 1 + percent / 100 : 1 - percent / 100;
  if (number <= 0 || factor <= 0) return bases;
  const double around = static_cast<double>(number) / factor;
  const double reach = around * tolerance(decimals) / 100 / factor + 2;
  constexpr double most = 100'000;
  if (around > 1e12 || reach > most) return {std::llround(around)};
  for (auto base = std::max<std::int64_t>(1, std::llround(around - reach)); base <= std::llround(around + reach);
       ++base) {
    const double exact = 100.0 * static_cast<double>(number - base) / static_cast<double>(base) * (grew ? 1 : -1);
    if (std::abs(exact - percent) <= tolerance(decimals)) bases.push_back(base);
  }
  return bases;
}

void check_growth(Context& context, const Passage& passage) {
  for (const auto& figure : passage.figures) {
    if (!is_percent(figure) || figure.is_about ||
        !has_any(figure.lead, {"同比", "比上年", "较上年", "比去年", "较去年"}))
      continue;
    const bool grew = has_any(figure.lead, {"增长", "增加", "上升", "提高", "增"});
    if (!grew && !has_any(figure.lead, {"下降", "减少", "降低", "降"})) continue;
    const auto* counted = counted_before(passage, figure);
    const bool of_new = has_any(figure.lead, {"新收"});
    if (!of_new && (!counted || counted->is_about || !counted->is_whole())) continue;
    const auto number = of_new ? total_of(context.report, Row::received) : counted->whole();
    if (of_new) check_base(context, passage, figure, number, grew, Row::received);
    else if (has_any(counted->lead, {"申请"}))
      check_base(context, passage, figure, number, grew, has_any(counted->lead, {"收到"}) ? Row::received : Row::r7);
    if (!bases_of(number, figure.value, figure.decimals, grew).empty()) continue;
    auto message = say("N-GROWTH", {{"percent", text_of(figure)}, {"number", std::to_string(number)}});
    if (counted && counted->is_whole() && counted->whole() != number)
      if (const auto bases = bases_of(counted->whole(), figure.value, figure.decimals, grew); !bases.empty())
        message += say("N-GROWTH-OTHER",
                       {{"number", std::to_string(counted->whole())}, {"base", std::to_string(bases.front())}});
    add_finding(context, passage, "N-GROWTH", Severity::warning, std::move(message), nullptr,
                json::value(text_of(figure)));
  }
}

namespace {
void check_rate(Context& context, const Passage& passage, const Figure& rate) {
  if (rate.value > 100)
    return add_finding(context, passage, "N-RATE", Severity::warning,
                       say("N-RATE-IMPOSSIBLE", {{"percent", text_of(rate)}}), 100, json::value(text_of(rate)));
  const auto begin = passage.sentence_at(rate.begin).begin;
  std::vector<const Figure*> counted;
  for (const auto& other : passage.figures)
    if (other.begin >= begin && other.begin < rate.begin && !is_percent(other) && !other.unit.empty())
      counted.push_back(&other);
  constexpr std::string_view replied[] = {"回复", "答复", "办结"};
  for (std::size_t i = 1; i < counted.size(); ++i) {
    const auto& whole = *counted[i - 1];
    const auto& part = *counted[i];
    const bool fits = std::ranges::any_of(replied, [&](std::string_view word) {
      return part.lead.find(word) != std::string::npos && rate.lead.find(word) != std::string::npos;
    });
    if (!fits || whole.unit != part.unit || whole.is_about || part.is_about || whole.value <= 0) continue;
    const double exact = 100 * part.value / whole.value;
    if (std::abs(exact - rate.value) <= tolerance(rate.decimals)) continue;
    add_finding(context, passage, "N-RATE", Severity::warning,
                say("N-RATE", {{"part", std::to_string(part.whole())},
                               {"whole", std::to_string(whole.whole())},
                               {"exact", fmt::format("{:.2f}%", exact)},
                               {"percent", text_of(rate)}}),
                json::value(fmt::format("{:.2f}%", exact)), json::value(text_of(rate)));
  }
}
}  // namespace

void check_rates(Context& context, const Passage& passage) {
  for (const auto& figure : passage.figures) {
    if (!is_percent(figure) || !has_any(figure.lead, {"率"})) continue;
    check_rate(context, passage, figure);
    const bool has_counts = std::ranges::any_of(passage.figures, [&](const Figure& other) {
      return other.begin < figure.begin && !is_percent(other) && !other.unit.empty();
    });
    if (figure.value == 100 && !has_counts)
      add_finding(context, passage, "N-CLAIM", Severity::info, say("N-CLAIM", {{"words", figure.lead + "100%"}}));
  }
  for (const auto* words : {"应解读尽解读", "应公开尽公开"})
    if (const auto at = passage.text.find(words); at != std::string::npos)
      add_finding(context, passage, "N-CLAIM", Severity::info, say("N-CLAIM", {{"words", words}}));
}

}  // namespace gongkai::report_check
