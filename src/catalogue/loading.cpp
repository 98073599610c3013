#include "catalogue/loading.hpp"

#include "catalogue/store.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

namespace {
constexpr std::int64_t batch = 1000;
}

std::vector<CatalogueInForce> load_in_force(db::Session& session, Kind kind) {
  std::vector<CatalogueInForce> found;
  for (const auto& catalogue : store::catalogues(session)) {
    if (catalogue.kind != kind) continue;
    const auto versions = store::versions(session, catalogue.id);
    if (const auto* current = in_force(versions))
      found.push_back({catalogue, *current, store::items(session, current->id)});
  }
  return found;
}

db::List ids_of(const std::vector<directory::Unit>& units) {
  db::List ids;
  for (const auto& unit : units) ids.values.push_back(unit.id.value);
  return ids;
}

std::vector<BudgetDocument> load_budgets(db::Session& session) {
  const auto& rule = statute().budget;
  std::vector<BudgetDocument> budgets;
  for (const auto& type : rule.types)
    for (const auto& shown : store::released_of_type(session, type))
      if (auto budget =
              budget_of(shown.document, shown.unit, type, shown.title, content::fields_of(shown.fields_text), rule))
        budgets.push_back(std::move(*budget));
  return budgets;
}

std::vector<TimedDocument> load_timed(db::Session& session, const std::vector<directory::Unit>& asked,
                                      const content::TypeBook& types, Day from, Day today,
                                      const WorkCalendar& calendar) {
  const auto units = directory::units(session);
  const auto basic = load_in_force(session, Kind::basic);
  std::map<UnitId, const CatalogueInForce*> measures;
  for (const auto& unit : asked) measures.emplace(unit.id, answers_to(unit, units, basic));
  const auto ids = ids_of(asked);
  std::vector<TimedDocument> found;
  for (DocumentId after{};;) {
    const auto rows = store::dated(session, ids, start_of(from), after, batch);
    for (const auto& row : rows)
      if (auto one = timed(row, types, measures[row.unit], today, calendar)) found.push_back(std::move(*one));
    if (rows.size() < static_cast<std::size_t>(batch)) return found;
    after = rows.back().document;
  }
}

}  // namespace gongkai::catalogue
