#include "catalogue/overview.hpp"

#include <algorithm>
#include <charconv>

namespace gongkai::catalogue {

namespace {

Filed filed_of(const Tally& tally, std::string_view statutory_class) {
  return {.unit = tally.unit,
          .type = tally.type,
          .column = tally.column,
          .statutory_class = statutory_class,
          .catalogue = tally.catalogue,
          .code = tally.code};
}

std::multimap<UnitId, const Tally*> by_unit(const std::vector<Tally>& tallies) {
  std::multimap<UnitId, const Tally*> sorted;
  for (const auto& tally : tallies) sorted.emplace(tally.unit, &tally);
  return sorted;
}

/// Public documents of the unit that fulfil the item.
std::int64_t documents_for(const Item& item, CatalogueId catalogue, UnitId unit,
                           const std::multimap<UnitId, const Tally*>& tallies, const content::TypeBook& types) {
  std::int64_t number = 0;
  const auto [begin, end] = tallies.equal_range(unit);
  for (auto at = begin; at != end; ++at) {
    const auto& tally = *at->second;
    if (fulfils(filed_of(tally, class_of(tally.type, tally.filed_class, types)), item, catalogue))
      number += tally.number;
  }
  return number;
}

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::ranges::find(values, value) != values.end();
}

std::size_t index_of(std::string_view statutory_class, const Statute& statute) {
  const auto at = std::ranges::find(statute.classes, statutory_class, &StatutoryClass::id);
  return static_cast<std::size_t>(at - statute.classes.begin());
}

void count_documents(CoverageRow& row, const std::multimap<UnitId, const Tally*>& tallies,
                     const content::TypeBook& types, const Statute& statute) {
  const auto [begin, end] = tallies.equal_range(row.unit.id);
  for (auto at = begin; at != end; ++at) {
    const auto& tally = *at->second;
    const auto index = index_of(class_of(tally.type, tally.filed_class, types), statute);
    if (index == row.cells.size()) continue;
    auto& cell = row.cells[index];
    cell.documents += tally.number;
    cell.newest = std::max(cell.newest.value_or(tally.newest.day()), tally.newest.day());
  }
}

void count_items(CoverageRow& row, const CatalogueInForce& in_force, const std::multimap<UnitId, const Tally*>& tallies,
                 const content::TypeBook& types, const Statute& statute) {
  row.catalogue = in_force.catalogue.id;
  for (const auto& item : in_force.items) {
    if (!falls_to(item, row.unit, statute)) continue;
    const auto index = index_of(item.statutory_class, statute);
    if (index == row.cells.size()) continue;
    const bool done = documents_for(item, row.catalogue, row.unit.id, tallies, types) > 0;
    ++row.cells[index].items;
    ++row.items;
    row.cells[index].fulfilled += done ? 1 : 0;
    row.fulfilled += done ? 1 : 0;
  }
}

}  // namespace

std::string_view class_of(std::string_view type, std::string_view filed_class, const content::TypeBook& types) {
  if (!filed_class.empty()) return filed_class;
  const auto* declared = types.find(type);
  return declared ? std::string_view(declared->article20) : std::string_view();
}

const CatalogueInForce* answers_to(const directory::Unit& unit, const std::vector<directory::Unit>& units,
                                   const std::vector<CatalogueInForce>& basic) {
  const CatalogueInForce* nearest = nullptr;
  std::size_t depth = 0;
  for (const auto& one : basic) {
    const auto owner = std::ranges::find(units, one.catalogue.unit, &directory::Unit::id);
    if (owner == units.end() || !unit.path.starts_with(owner->path) || owner->path.size() <= depth) continue;
    nearest = &one;
    depth = owner->path.size();
  }
  return nearest;
}

std::vector<CoverageRow> coverage(const std::vector<directory::Unit>& asked, const std::vector<directory::Unit>& units,
                                  const std::vector<CatalogueInForce>& basic, const std::vector<Tally>& tallies,
                                  const content::TypeBook& types, const Statute& statute) {
  const auto sorted = by_unit(tallies);
  std::vector<CoverageRow> rows;
  for (const auto& unit : asked) {
    CoverageRow row{.unit = unit, .cells = std::vector<Cell>(statute.classes.size())};
    count_documents(row, sorted, types, statute);
    if (const auto* measure = answers_to(unit, units, basic)) count_items(row, *measure, sorted, types, statute);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Fulfilment> fulfilment(const CatalogueInForce& catalogue, const std::vector<directory::Unit>& units,
                                   const std::vector<Tally>& tallies, const content::TypeBook& types,
                                   const Statute& statute) {
  const auto sorted = by_unit(tallies);
  std::vector<Fulfilment> all;
  for (const auto& item : catalogue.items) {
    Fulfilment one{.item = item};
    for (const auto& unit : units) {
      if (unit.is_closed() || !falls_to(item, unit, statute)) continue;
      ++one.units;
      const auto documents = documents_for(item, catalogue.catalogue.id, unit.id, sorted, types);
      one.documents += documents;
      if (documents > 0) ++one.fulfilled;
      else one.missing.push_back(unit.short_name.empty() ? unit.name : unit.short_name);
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::optional<BudgetDocument> budget_of(DocumentId document, UnitId unit, std::string_view type, std::string_view title,
                                        const content::Fields& fields, const BudgetRule& rule) {
  const auto text = content::value_of(fields, rule.year_field);
  int year = 0;
  std::from_chars(text.data(), text.data() + text.size(), year);
  if (year < 1949 || year > 2200) return std::nullopt;
  const auto kind = content::value_of(fields, rule.kind_field);
  const bool is_account = contains(rule.account_values, kind) || (kind.empty() && contains(rule.account_values, type));
  return BudgetDocument{document, unit, year, is_account, std::string(title)};
}

namespace {
/// 0 when it never did: then every year is missing.
int first_of(const std::vector<BudgetDocument>& documents, UnitId unit) {
  int first = 0;
  for (const auto& document : documents)
    if (document.unit == unit && (first == 0 || document.year < first)) first = document.year;
  return first;
}
}  // namespace

BudgetMatrix budget_matrix(const std::vector<directory::Unit>& units, const std::vector<BudgetDocument>& documents,
                           int first_year, int last_year, int this_year, const BudgetRule& rule) {
  BudgetMatrix matrix{.first_year = first_year, .last_year = last_year};
  for (const auto& unit : units) {
    if (unit.is_closed() || std::ranges::find(rule.units, unit.kind) == rule.units.end()) continue;
    BudgetRow row{.unit = unit};
    for (int year = first_year; year <= last_year; ++year) row.years.emplace(year, BudgetYear{});
    for (const auto& document : documents)
      if (const auto year = row.years.find(document.year); document.unit == unit.id && year != row.years.end())
        (document.is_account ? year->second.accounts : year->second.budgets).push_back(document);
    row.since = first_of(documents, unit.id);
    for (const auto& [year, cell] : row.years) {
      if (year < row.since) continue;
      matrix.due += (year <= this_year ? 1 : 0) + (year < this_year ? 1 : 0);
      matrix.filled +=
          (year <= this_year && !cell.budgets.empty() ? 1 : 0) + (year < this_year && !cell.accounts.empty() ? 1 : 0);
    }
    matrix.rows.push_back(std::move(row));
  }
  return matrix;
}

std::optional<Day> formed_on(const content::Fields& fields, const Statute& statute) {
  for (const auto& name : statute.formed_fields)
    if (const auto day = parse_day(content::value_of(fields, name))) return day;
  return std::nullopt;
}

std::optional<TimedDocument> timed(const Dated& document, const content::TypeBook& types, const CatalogueInForce* basic,
                                   Day today, const WorkCalendar& calendar) {
  const auto statutory_class = class_of(document.type, document.filed_class, types);
  const auto* type = types.find(document.type);
  if (statutory_class.empty() || !type) return std::nullopt;
  TimedDocument timed{.document = document, .term_days = type->term};
  const Filed filed{document.unit, document.type, document.column, statutory_class, document.catalogue, document.code};
  if (basic)
    for (const auto& item : basic->items)
      // a unit's own item or the link by hand decides before a general one
      if (timed.item_code.empty() && (!item.unit || item.unit == document.unit) &&
          fulfils(filed, item, basic->catalogue.id)) {
        timed.term_days = item.term_days;
        timed.item_code = item.code;
      }
  timed.formed_on = formed_on(content::fields_of(document.fields_text), statute());
  const auto published = document.published_at ? std::optional(document.published_at->day()) : std::nullopt;
  timed.timing = timing_of(timed.formed_on, timed.term_days, published, today, calendar);
  return timed;
}

}  // namespace gongkai::catalogue
