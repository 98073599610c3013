// A report as the office's page shows it.
#pragma once
#include "annual_report/narrative.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "platform/http/message.hpp"

namespace gongkai::annual_report {

/// The report that the request is about, when the person may see it.
Result<Report> seen(db::Session& session, Context& context, CaseId id);
CaseId case_in(const http::Request& request);

/// The page of one report: cells with origin and value, children, findings, parts, acts with what stands against them.
json::object report_json(db::Session& session, Context& context, const Report& report);
/// A count, an amount as decimal text, or null for a blank.
json::value value_json(const Tables& tables, int cell, Format format);
/// A line of the board.
json::object line_json(const store::Standing& standing, const directory::Unit& unit, int year, Day today);
/// Not with the public yet, and not signed: the unit owes it.
bool is_outstanding(std::string_view stage);

/// A text with its references, as stretches that the desk can mark.
json::array pieces_json(const std::vector<Piece>& pieces, Format format);

}  // namespace gongkai::annual_report
