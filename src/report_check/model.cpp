#include "report_check/model.hpp"

#include <algorithm>

namespace gongkai::report_check {

std::string to_text(const Spot& spot) {
  std::string text;
  if (!spot.sheet.empty()) text += "工作表“" + spot.sheet + "”";
  if (spot.page > 0) text += "第" + std::to_string(spot.page) + "页";
  if (spot.line > 0) text += "第" + std::to_string(spot.line) + "行";
  return text;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "info";
  }
  return "";
}

std::optional<Severity> parse_severity(std::string_view name) {
  for (const auto severity : {Severity::error, Severity::warning, Severity::info})
    if (name_of(severity) == name) return severity;
  return std::nullopt;
}

bool Checked::has_errors() const {
  return std::ranges::any_of(findings, [](const Finding& finding) { return finding.severity == Severity::error; });
}

}  // namespace gongkai::report_check
