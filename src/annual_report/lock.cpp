// A signed year is closed: what would change its figures afterwards needs a revision of the report first.
#include <algorithm>

#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "casework/cases.hpp"

namespace gongkai::annual_report {

namespace {

using casework::Case;
using casework::Event;

bool is_counted(const Case& of) {
  return of.kind == "request" || of.kind == "reconsideration" || of.kind == "lawsuit";
}

/// Acts by whose day a case enters or leaves a year.
bool dates_a_figure(std::string_view act) {
  constexpr std::array<std::string_view, 8> acts{"received",  "confirmed", "replied",   "closed",
                                                 "withdrawn", "notified",  "concluded", "appealed"};
  return std::ranges::find(acts, act) != acts.end();
}

std::optional<int> year_of_last(const std::vector<Event>& events, std::initializer_list<std::string_view> acts) {
  std::optional<int> year;
  for (const auto& event : events)
    if (std::ranges::find(acts, event.act) != acts.end()) year = event.on.year();
  return year;
}

/// The past year whose figures the event would change.
std::optional<int> year_touched(db::Session& session, const auth::Vault& vault, const Case& of, const Event& event,
                                int this_year) {
  if (dates_a_figure(event.act) && event.on.year() < this_year) return event.on.year();
  if (event.act != "reopened" && event.act != "applicant_kind_changed") return std::nullopt;
  const auto events = casework::events_of(session, vault, of.id);
  const auto year = event.act == "reopened" ? year_of_last(events, {"replied", "closed", "withdrawn", "concluded"})
                                            : year_of_last(events, {"received", "confirmed"});
  return year && *year < this_year ? year : std::nullopt;
}

bool is_closed(db::Session& session, const auth::Vault& vault, UnitId unit, int year) {
  const auto id = store::answering_for(session, unit, year);
  const auto report = id ? load(session, vault, *id) : std::nullopt;
  return report && (report->stage == "signed" || report->stage == "published");
}

}  // namespace

void close_years(Services& services) {
  casework::on_append(services, [](Transaction& tx, const Case& of, const Event& event) -> Result<void> {
    if (!is_counted(of)) return {};
    const auto& vault = *tx.context().services.vault;
    const auto year = year_touched(tx.db(), vault, of, event, tx.context().today().year());
    if (!year || !is_closed(tx.db(), vault, of.unit, *year)) return {};
    return refuse(FaultKind::conflict, "annual_report.year_closed", {}, {{"year", std::to_string(*year)}});
  });
}

}  // namespace gongkai::annual_report
