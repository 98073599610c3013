// A report as the office's page shows it.
#pragma once
#include "annual_report/use_cases.hpp"

namespace gongkai::annual_report {

/// The page of one report: cells with origin and value, children, findings, parts, acts with what stands against them.
json::object report_json(db::Session& session, Context& context, const Report& report);
/// A line of the board.
json::object line_json(const Report& report, const directory::Unit& unit, Day today);

}  // namespace gongkai::annual_report
