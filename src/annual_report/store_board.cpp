// Who stands where in a year: one statement for all reports, whatever their number.
#include "annual_report/store.hpp"
#include "casework/kinds.hpp"

namespace gongkai {

namespace annual_report::store {
namespace {
struct ActRow {
  CaseId id{};
  UnitId unit{};
  std::int64_t version = 0;
  std::string act{};
};
}  // namespace
}  // namespace annual_report::store

template <>
struct db::Columns<annual_report::store::ActRow> {
  using Row = annual_report::store::ActRow;
  static constexpr auto list = std::tuple{column("case_id", &Row::id), column("unit", &Row::unit),
                                          column("version", &Row::version), column("act", &Row::act)};
};

}  // namespace gongkai

namespace gongkai::annual_report::store {

namespace {
const db::Query acts_of_year{
    "annual_report.acts_of_year",
    "SELECT r.case_id, r.unit, c.version, e.act FROM annual_report r JOIN work_case c ON c.id = r.case_id "
    "JOIN case_event e ON e.case_id = r.case_id WHERE r.year = $1 ORDER BY r.case_id, e.position"};
}  // namespace

std::vector<Standing> standings(db::Session& session, int year) {
  const auto& declared = casework::kind_of(kind);
  std::vector<Standing> all;
  for (auto& row : session.all<ActRow>(acts_of_year, year)) {
    if (all.empty() || all.back().id != row.id) all.push_back({row.id, row.unit, {}, row.version});
    if (const auto* act = declared.find_act(row.act); act && !act->to.empty()) all.back().stage = act->to;
  }
  return all;
}

}  // namespace gongkai::annual_report::store
