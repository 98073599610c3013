// The two figures of a report as SVG, each with its numbers as text for whoever does not see it.
#pragma once
#include "annual_report/pages.hpp"

namespace gongkai::annual_report {

/// New requests of up to five years as bars; nothing with fewer than two years.
html::Html years_figure(const std::vector<YearCount>& years);
/// The results of the year as bars: 予以公开、部分公开、不予公开、无法提供、不予处理、其他处理.
html::Html outcomes_figure(const Frozen& report);

}  // namespace gongkai::annual_report
