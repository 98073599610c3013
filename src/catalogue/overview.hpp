// What is counted over units: coverage of the statutory classes, fulfilment of a catalogue, budgets by year, and what was
// published late. Computed from rows by pure functions; every figure comes with its denominator.
#pragma once
#include <map>
#include <set>

#include "catalogue/rules.hpp"
#include "content/types.hpp"

namespace gongkai::catalogue {

/// The class a document counts in: filed by hand, else by its type; "" when its type is of no statutory class.
std::string_view class_of(std::string_view type, std::string_view filed_class, const content::TypeBook& types);

struct Cell {
  std::int64_t items = 0;      // of the catalogue in force that fall to the unit in this class
  std::int64_t fulfilled = 0;  // of those, with at least one public document
  std::int64_t documents = 0;
  std::optional<Day> newest{};
};
struct CoverageRow {
  directory::Unit unit;
  CatalogueId catalogue{};                // what it is measured against; none: nothing is in force for the unit
  std::vector<Cell> cells;                // one a class, in the order of the law
  std::int64_t items = 0, fulfilled = 0;  // the denominator, and what of it is done
};
struct CatalogueInForce {
  Catalogue catalogue;
  Version version;
  std::vector<Item> items;
};
/// A unit answers to the basic catalogue of the nearest unit above it (or its own).
const CatalogueInForce* answers_to(const directory::Unit& unit, const std::vector<directory::Unit>& units,
                                   const std::vector<CatalogueInForce>& basic);
std::vector<CoverageRow> coverage(const std::vector<directory::Unit>& asked, const std::vector<directory::Unit>& units,
                                  const std::vector<CatalogueInForce>& basic, const std::vector<Tally>& tallies,
                                  const content::TypeBook& types, const Statute& statute);

struct Fulfilment {
  Item item;
  std::int64_t units = 0;      // that it falls to: the denominator
  std::int64_t fulfilled = 0;  // of those
  std::int64_t documents = 0;
  std::vector<std::string> missing{};  // names of the units without
};
std::vector<Fulfilment> fulfilment(const CatalogueInForce& catalogue, const std::vector<directory::Unit>& units,
                                   const std::vector<Tally>& tallies, const content::TypeBook& types,
                                   const Statute& statute);

struct BudgetDocument {
  DocumentId document{};
  UnitId unit{};
  int year = 0;
  bool is_account = false;  // 决算; otherwise 预算
  std::string title;
};
/// Nothing when the document does not say its year.
std::optional<BudgetDocument> budget_of(DocumentId document, UnitId unit, std::string_view type, std::string_view title,
                                        const content::Fields& fields, const BudgetRule& rule);
struct BudgetYear {
  std::vector<BudgetDocument> budgets{}, accounts{};
};
struct BudgetRow {
  directory::Unit unit;
  std::map<int, BudgetYear> years;
  int since = 0;  // the first year the unit published a budget or account of; nothing was due from it before
};
struct BudgetMatrix {
  int first_year = 0, last_year = 0;
  std::vector<BudgetRow> rows;
  /// Cells that must be filled: the accounts of a year are due in the year after it.
  std::int64_t due = 0, filled = 0;
};
BudgetMatrix budget_matrix(const std::vector<directory::Unit>& units, const std::vector<BudgetDocument>& documents,
                           int first_year, int last_year, int this_year, const BudgetRule& rule);

/// The day the information was formed, as the first of the declared fields says it.
std::optional<Day> formed_on(const content::Fields& fields, const Statute& statute);

/// Who is due to publish what, and how late.
struct TimedDocument {
  Dated document;
  std::optional<Day> formed_on;
  std::int64_t term_days = usual_term_days;
  std::string item_code;  // whose term it is; "" for the type's
  Timing timing;
};
/// nullopt for documents of no statutory class.
std::optional<TimedDocument> timed(const Dated& document, const content::TypeBook& types, const CatalogueInForce* basic,
                                   Day today, const WorkCalendar& calendar);

}  // namespace gongkai::catalogue
