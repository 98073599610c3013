// The checker: a report that was read becomes a list of findings with place, rule, values and suggestion, and the
// smallest repairs. Pure: no files, no clock.
//
//   const auto source = source_of(documents::read_pieces(bytes, documents::Format::docx).value());
//   const auto report = recognise_report(source);
//   const auto checked = check(*report, nullptr);
#pragma once
#include "platform/documents/pieces.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

/// `previous` is the report of the same unit for the year before, null when it is not at hand.
Checked check(Report report, const Report* previous);

/// Reading and checking in one.
Result<Report> read_report(const documents::Pieces& pieces);

/// The reports of one folder against each other: the same unit and year twice.
void check_duplicates(std::vector<Checked>& files);
/// Figures out of proportion to those of the same year, where there are enough of them.
void check_peers(std::vector<Checked>& files);

}  // namespace gongkai::report_check
