// The figures of requests: table 3 of the annual report, and what the disclosure office wants to know of its units.
#pragma once
#include <array>
#include <map>

#include "base/work_calendar.hpp"
#include "platform/transaction/transaction.hpp"
#include "regulation/outcome.hpp"
#include "requests/model.hpp"

namespace gongkai::requests {

/// Columns of table 3: natural, enterprise, research, ngo, legal, other, total.
using Columns = std::array<std::int64_t, 7>;

struct TableRow {
  std::string id{};  // new, carried_in, r1 … r7, carried_out
  Columns columns{};
  bool operator==(const TableRow&) const = default;
};

/// Table 3 of the year in its format, over the requests of the units below the path. new: by the date of receipt;
/// carried_in and carried_out: open on 1 January and on 31 December; results: by the day of closing (law.md D2.7).
std::vector<TableRow> count_rows(db::Session& session, int year, std::string_view unit_path);

/// Row by row, what the format of the year has.
const std::vector<std::string>& row_ids(regulation::ReportFormat format);
/// One more case in a row and in its column and the total; an unknown kind counts as "other".
void count_in(Columns& columns, std::string_view applicant_kind, std::int64_t count = 1);

struct Figures {
  std::int64_t received = 0;
  std::int64_t closed = 0;
  std::map<std::string, std::int64_t> by_outcome{};
  std::map<UnitId, std::int64_t> by_unit{};
  /// Working days from receipt to answer: up to 5, 10, 20, 40, more.
  std::array<std::int64_t, 5> by_duration{};
  std::int64_t working_days = 0;  // of all closed, for the average
};
Figures figures(db::Session& session, const WorkCalendar& calendar, std::string_view unit_path, Day first, Day last);

}  // namespace gongkai::requests
