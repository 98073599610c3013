// The six parts of a report: which paragraph belongs to which, what is missing, what stands in the wrong one.
#include <algorithm>

#include "base/text.hpp"
#include "report_check/labels.hpp"
#include "report_check/recognise.hpp"
#include "report_check/sentence.hpp"

namespace gongkai::report_check {
namespace {
constexpr double least_likeness = 0.85;

/// How well the paragraph is a heading of the section, by the nearest of its titles.
double likeness_of(const std::u32string& text, const report_format::Section& section) {
  double best = 0;
  for (const auto& title : section.variants) {
    const auto numbered = to_code_points(squash(section.number + title));
    const auto bare = to_code_points(squash(title));
    best = std::max(best, similarity(text, numbered));
    if (text == bare) best = 1;
  }
  return best;
}

struct Heading {
  int paragraph = -1;
  std::string text{};
  double likeness = 0;
};

/// The heading of each section that is most like its title; of several the last: the first may be the table of contents.
std::vector<Heading> headings_of(const Report& report, const std::vector<report_format::Section>& sections) {
  std::vector<Heading> headings(sections.size());
  for (std::size_t i = 0; i < report.paragraphs.size(); ++i) {
    constexpr std::size_t longest = 120;
    const auto& text = report.paragraphs[i].text;
    if (text.size() > longest) continue;
    const auto squashed = to_code_points(squash(text));
    for (std::size_t j = 0; j < sections.size(); ++j) {
      const double likeness = likeness_of(squashed, sections[j]);
      if (likeness >= std::max(least_likeness, headings[j].likeness))
        headings[j] = {static_cast<int>(i), text, likeness};
    }
  }
  return headings;
}

void report_titles(Report& report, const std::vector<report_format::Section>& sections,
                   const std::vector<Heading>& headings) {
  for (std::size_t j = 0; j < sections.size(); ++j) {
    const auto official = sections[j].number + "、" + sections[j].title;
    if (headings[j].paragraph < 0) {
      report.findings.push_back({.code = "S-MISSING",
                                 .severity = Severity::warning,
                                 .expected = json::value(official),
                                 .message = say("S-MISSING", {{"title", official}})});
      continue;
    }
    if (squash(headings[j].text) == squash(official)) continue;
    report.findings.push_back(
        {.code = "S-TITLE",
         .severity = Severity::info,
         .expected = json::value(official),
         .found = json::value(headings[j].text),
         .message = say("S-TITLE", {{"found", headings[j].text}, {"expected", official}}),
         .place = to_text(report.paragraphs[static_cast<std::size_t>(headings[j].paragraph)].spot)});
  }
  int last = -1;
  for (const auto& heading : headings) {
    if (heading.paragraph < 0) continue;
    if (heading.paragraph < last) {
      report.findings.push_back({.code = "S-ORDER",
                                 .severity = Severity::warning,
                                 .found = json::value(heading.text),
                                 .message = say("S-ORDER", {{"found", heading.text}})});
      return;
    }
    last = heading.paragraph;
  }
}

/// Part six that holds nothing but next year's plan: that belongs to part five.
void report_plan_in_six(Report& report) {
  std::string text;
  const Paragraph* first = nullptr;
  for (const auto& paragraph : report.paragraphs) {
    if (paragraph.section != 6) continue;
    if (!first) first = &paragraph;
    text += plain(paragraph.text);
  }
  if (!first || report.year == 0) return;
  const bool plans = text.starts_with(std::to_string(report.year + 1) + "年") || text.starts_with("下一步");
  if (!plans || has_any(text, {"处理费", "收费", "建议", "提案", "要点", "说明", "无其他"})) return;
  report.findings.push_back(
      {.code = "S6-PLAN", .severity = Severity::info, .message = say("S6-PLAN"), .place = to_text(first->spot)});
}
}  // namespace

void read_sections(Report& report) {
  const auto& sections = report_format::form(report.format).sections;
  const auto headings = headings_of(report, sections);
  if (std::ranges::none_of(headings, [](const Heading& heading) { return heading.paragraph >= 0; })) {
    report.findings.push_back({.code = "S-NONE", .severity = Severity::info, .message = say("S-NONE")});
    return;
  }
  report_titles(report, sections, headings);
  for (std::size_t i = 0; i < report.paragraphs.size(); ++i)
    for (std::size_t j = 0; j < sections.size(); ++j)
      if (headings[j].paragraph >= 0 && static_cast<int>(i) > headings[j].paragraph)
        report.paragraphs[i].section = static_cast<int>(j) + 1;
  for (const auto& heading : headings)
    if (heading.paragraph >= 0) report.paragraphs[static_cast<std::size_t>(heading.paragraph)].section = 0;
  report_plan_in_six(report);
}

}  // namespace gongkai::report_check
