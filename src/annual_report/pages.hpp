// The pages of published annual reports.
#pragma once
#include "annual_report/sheets.hpp"
#include "layout/page.hpp"

namespace gongkai::annual_report {

struct YearCount {
  int year = 0;
  std::int64_t received = 0;
};
/// Units of the same kind in the same year; shown from 30 on, because fewer say little.
struct Peers {
  std::int64_t units = 0;
  std::int64_t received = 0;  // by all of them
};
inline constexpr std::int64_t least_peers = 30;

struct ReportView {
  CaseId id{};
  Frozen report{};
  Edition shown{};
  std::vector<Edition> editions{};  // newest first
  std::vector<YearCount> years{};   // oldest first, this one last; at most five
  Peers peers{};
};
struct ListLine {
  CaseId id{};
  std::string unit{};
  int year = 0;
  Day published_on{};
};

std::string list_page(const layout::Frame& frame, const std::vector<ListLine>& lines);
std::string report_page(const layout::Frame& frame, const ReportView& view);
/// What a digest belongs to; `asked` empty shows the form alone.
std::string verification_page(const layout::Frame& frame, std::string_view asked, const std::optional<ListLine>& found);

}  // namespace gongkai::annual_report
