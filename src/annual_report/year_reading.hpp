// From the database to the columns of a year.
#pragma once
#include "annual_report/year_columns.hpp"
#include "platform/transaction/transaction.hpp"
#include "policy/api.hpp"

namespace gongkai::annual_report {

/// The year of the units below the path as this session sees it: what a signature rests on, and what the array has to equal.
YearColumns read_year(db::Session& session, Services& services, int year, std::string_view unit_path);

/// Documents of table 2 as they are counted in a library.
struct DocumentCounts {
  std::shared_ptr<const policy::Library> from{};
  std::vector<DocumentCount> counts{};
};
/// Nothing when `known` is the library as it stands.
std::optional<DocumentCounts> count_documents(db::Session& session, Services& services, int year,
                                              const std::shared_ptr<const policy::Library>& known);

/// The reports of the year below the path.
std::vector<ReportState> read_states(db::Session& session, std::string_view unit_path, int year);
struct ReportOfYear {
  int year = 0;
  ReportState state{};
};
std::optional<ReportOfYear> read_state(db::Session& session, const auth::Vault& vault, CaseId id);

}  // namespace gongkai::annual_report
