// The public pages and the workbook: pure functions of what was frozen.
#pragma once
#include "layout/page.hpp"
#include "site_report/rules.hpp"

namespace gongkai::site_report {

struct YearLine {
  std::int64_t year = 0;
  Instant last_at{};
  std::int64_t editions = 0;
};
std::string index_page(const layout::Frame& frame, const std::vector<YearLine>& years);

struct EditionLine {
  std::int64_t number = 1;
  Instant published_at{};
  std::string reason{};
};
struct ReportView {
  std::int64_t year = 0;
  std::string digest{};
  std::vector<FrozenPart> parts{};
  EditionLine shown{};
  std::vector<EditionLine> editions{};  // all, the latest first
  bool is_latest() const { return shown.number == editions.front().number; }
};
std::string report_page(const layout::Frame& frame, const ReportView& view);
std::string report_workbook(std::string_view site, const ReportView& view);

}  // namespace gongkai::site_report
