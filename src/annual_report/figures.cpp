#include "annual_report/figures.hpp"

#include <algorithm>

#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

using namespace html;  // NOLINT: a file of nothing but elements

namespace {

constexpr int width = 640, bar_height = 22, line_height = 34, label_width = 150, value_width = 70;

struct Bar {
  std::string label{};
  std::int64_t value = 0;
};

std::string words(std::string_view code) {
  return std::string(i18n::text("annual_report.figure." + std::string(code)));
}

std::string n(std::int64_t number) {
  return std::to_string(number);
}

/// Horizontal bars: labels and values are text in the picture, so it reads in greyscale and without colour.
Html bars_svg(const std::vector<Bar>& bars, const std::string& name) {
  std::int64_t most = 1;
  for (const auto& bar : bars) most = std::max(most, bar.value);
  Html shapes;
  int top = 4;
  for (const auto& bar : bars) {
    const auto length = (width - label_width - value_width) * bar.value / most;
    const std::string y = n(top), middle = n(top + bar_height - 6);
    shapes +=
        element("text", {attribute("x", n(label_width - 8)), attribute("y", middle), attribute("text-anchor", "end")},
                bar.label);
    shapes +=
        element("rect", {cls("bar"), attribute("x", n(label_width)), attribute("y", y),
                         attribute("width", n(std::max<std::int64_t>(length, 1))), attribute("height", n(bar_height))});
    shapes += element("text", {attribute("x", n(label_width + length + 8)), attribute("y", middle)}, n(bar.value));
    top += line_height;
  }
  const std::string box = "0 0 " + n(width) + " " + n(top);
  return element("svg", {cls("bars"), attribute("viewBox", box), attribute("role", "img"), aria("label", name)},
                 shapes);
}

Html figure_of(const std::vector<Bar>& bars, const std::string& name) {
  std::string spoken = name + "：";
  for (const auto& bar : bars) spoken += bar.label + n(bar.value) + (&bar == &bars.back() ? "。" : "，");
  return element("figure", {cls("figure")}, bars_svg(bars, spoken), element("figcaption", {}, spoken));
}

}  // namespace

Html years_figure(const std::vector<YearCount>& years) {
  if (years.size() < 2) return {};
  std::vector<Bar> bars;
  for (const auto& year : years) bars.push_back({n(year.year) + "年", year.received});
  return figure_of(bars, words("years"));
}

Html outcomes_figure(const Frozen& report) {
  using report_format::Applicant;
  using report_format::Row;
  const auto sum = [&](Row first, Row last) {
    std::int64_t total = 0;
    for (int row = static_cast<int>(first); row <= static_cast<int>(last); ++row)
      total += report.tables.at(static_cast<Row>(row), Applicant::total).value();
    return total;
  };
  return figure_of({{words("r1"), sum(Row::r1, Row::r1)},
                    {words("r2"), sum(Row::r2, Row::r2)},
                    {words("r3"), sum(Row::r3_1, Row::r3_8)},
                    {words("r4"), sum(Row::r4_1, Row::r4_3)},
                    {words("r5"), sum(Row::r5_1, Row::r5_5)},
                    {words("r6"), sum(Row::r6, Row::r6_3)}},
                   words("outcomes"));
}

}  // namespace gongkai::annual_report
