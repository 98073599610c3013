// Rows for the overviews and pages, read in one session.
#pragma once
#include "catalogue/overview.hpp"
#include "platform/db/session.hpp"

namespace gongkai::catalogue {

std::vector<CatalogueInForce> load_in_force(db::Session& session, Kind kind);
db::List ids_of(const std::vector<directory::Unit>& units);
/// Budgets and accounts of all units; documents that do not say their year are left out.
std::vector<BudgetDocument> load_budgets(db::Session& session);
/// Every statutory document of the units that was published from the day on, or is still on its way.
std::vector<TimedDocument> load_timed(db::Session& session, const std::vector<directory::Unit>& asked,
                                      const content::TypeBook& types, Day from, Day today,
                                      const WorkCalendar& calendar);

}  // namespace gongkai::catalogue
