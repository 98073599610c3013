#include "annual_report/compile.hpp"

#include <algorithm>
#include <set>

#include "annual_report/column_array.hpp"
#include "annual_report/keeping.hpp"
#include "annual_report/store.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "policy/api.hpp"
#include "remedies/use_cases.hpp"
#include "requests/statistics.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::CellName;

std::vector<CaseFact> own_facts(db::Session& session, const Scope& scope, int year,
                                const std::vector<directory::Unit>& units) {
  auto facts = store::facts(session, scope.unit.path, year);
  std::map<UnitId, std::string_view> paths;
  for (const auto& unit : units) paths.emplace(unit.id, unit.path);
  std::erase_if(facts, [&](const CaseFact& fact) {
    const auto path = paths.find(fact.unit);
    return path != paths.end() && std::ranges::any_of(scope.children, [&](const directory::Unit& child) {
             return path->second.starts_with(child.path);
           });
  });
  return facts;
}

/// Of the rows directly below: what they say and where it comes from.
std::vector<Child> children_of(const YearColumns& columns, int row, const report_format::Columns& stated) {
  std::vector<Child> children;
  for (int below = row + 1; below < columns.rows()[static_cast<std::size_t>(row)].end;
       below = columns.rows()[static_cast<std::size_t>(below)].end) {
    const auto& place = columns.rows()[static_cast<std::size_t>(below)];
    const auto& state = columns.state(below);
    Child child{
        .unit = place.unit, .name = place.name, .report = state.id, .stage = state.stage, .format = columns.format()};
    if (state.stands) child.digest = state.digest;
    if (state.id) child.tables = stated.at(static_cast<std::size_t>(below - row), columns.money_unit());
    children.push_back(std::move(child));
  }
  return children;
}

Compiled compiled_from(const YearColumns& columns, const Report& report, const std::optional<Tables>& last_year) {
  Compiled made{.format = columns.format(), .own = empty_tables(columns.format())};
  made.tables = made.own;
  if (const auto row = columns.row_of(report.of.unit)) {
    made.own = columns.own(*row);
    const auto stated = columns.rolled_up(*row);
    made.tables = stated.at(0, columns.money_unit());
    made.children = children_of(columns, *row, stated);
  }
  made.breaches = report_format::breaches_of(made.tables, made.format);
  if (!last_year) return made;
  made.has_last_year = true;
  made.gaps = carry_gaps(*last_year, made.tables);
  made.between = report_format::breaches_between(*last_year, report_format::format_of_year(report.year - 1),
                                                 made.tables, made.format);
  return made;
}

void explain(db::Session& session, const Report& report, std::vector<CarryGap>& gaps) {
  if (gaps.empty()) return;
  name_cases(gaps, store::facts(session, report.of.unit_path, report.year), report.year,
             store::carried_below(session, report.of.unit_path, report.year - 1));
}

std::optional<Tables> edition_in(const YearColumns& columns, UnitId unit) {
  const auto row = columns.row_of(unit);
  return row ? columns.edition(*row) : std::nullopt;
}

}  // namespace

bool reports(const directory::Unit& unit, int year) {
  if (unit.kind == directory::UnitKind::other) return false;
  return !unit.closed_on || unit.closed_on->year() >= year;
}

Scope scope_of(const std::vector<directory::Unit>& units, UnitId id, int year) {
  Scope scope;
  for (const auto& unit : units) {
    if (unit.id == id) scope.unit = unit;
    if (scope.unit.id != id || unit.id == id || !unit.path.starts_with(scope.unit.path) || !reports(unit, year))
      continue;
    // Tree order: parents come before their children.
    if (std::ranges::none_of(scope.children, [&](const auto& above) { return unit.path.starts_with(above.path); }))
      scope.children.push_back(unit);
  }
  return scope;
}

std::optional<Report> load(db::Session& session, const auth::Vault& vault, CaseId id) {
  const auto place = store::find(session, id);
  auto of = place ? casework::find(session, vault, id) : std::nullopt;
  if (!of) return std::nullopt;
  Report report{.of = *std::move(of),
                .year = static_cast<int>(place->year),
                .entries = store::entries(session, id),
                .adjustments = store::adjustments(session, id),
                .parts = store::parts(session, id)};
  report.stage = casework::stage_after(casework::kind_of(kind), casework::events_of(session, vault, id));
  return report;
}

Compiled compile(db::Session& session, Services& services, const Report& report) {
  std::optional<Compiled> made;
  array_of(services).with_year(session, services, report.year, [&](const auto& columns, const auto* before) {
    made = compiled_from(columns, report, before ? edition_in(*before, report.of.unit) : std::nullopt);
  });
  if (!made) return compile_anew(session, services, report);
  explain(session, report, made->gaps);
  return *std::move(made);
}

Compiled compile_anew(db::Session& session, Services& services, const Report& report) {
  const auto last_year = signed_report(session, report.of.unit, report.year - 1);
  auto made = compiled_from(read_year(session, services, report.year, report.of.unit_path), report,
                            last_year ? std::optional(last_year->tables) : std::nullopt);
  explain(session, report, made.gaps);
  return made;
}

std::vector<Carried> own_carried_out(db::Session& session, const Report& report) {
  const auto units = directory::units(session);
  return carried_out(own_facts(session, scope_of(units, report.of.unit, report.year), report.year, units), report.year);
}

std::vector<std::string> recount(db::Session& session, Services& services, const Report& report) {
  const auto made = compile(session, services, report);
  const auto& form = report_format::form(made.format);
  const auto scope = scope_of(directory::units(session), report.of.unit, report.year);
  std::map<int, std::int64_t> counted;
  const auto take = [&](const std::string& path, int sign) {
    for (const auto& row : requests::count_rows(session, report.year, path))
      for (std::size_t i = 0; i < form.columns3.size(); ++i)
        counted[form.cell_named("t3", row.id, form.columns3[i].id)] += sign * row.columns.at(i);
  };
  take(scope.unit.path, 1);
  for (const auto& child : scope.children) take(child.path, -1);
  std::vector<std::string> differences;
  for (const auto& [cell, value] : counted)
    if (cell >= 0 && made.own.value(cell) != value)
      differences.push_back(fmt::format("{}: {} / {}", form.find(cell)->label, made.own.value(cell), value));
  return differences;
}

namespace {

/// The cells of table 4 that a column stands for: its own, or all of its block.
std::vector<remedies::Cell> remedy_cells(const report_format::CellName& name) {
  using remedies::Verdict;
  auto block = remedies::Block::suit_after_review;
  if (name.row == "review") block = remedies::Block::review;
  else if (name.row == "suit_direct") block = remedies::Block::suit_direct;
  if (name.column == "pending") return {{block, std::nullopt}};
  if (name.column == "total")
    return {{block, Verdict::upheld}, {block, Verdict::corrected}, {block, Verdict::other}, {block, std::nullopt}};
  const auto verdict = remedies::parse_verdict(name.column);
  if (!verdict) return {};
  return {{block, verdict}};
}

void add_remedies(Behind& found, db::Session& session, const Scope& scope, int year,
                  const report_format::CellName& name) {
  for (const auto& cell : remedy_cells(name)) {
    std::ranges::copy(remedies::behind(session, scope.unit.path, true, year, cell), std::back_inserter(found.cases));
    for (const auto& child : scope.children)
      for (const auto id : remedies::behind(session, child.path, true, year, cell)) std::erase(found.cases, id);
  }
  std::ranges::sort(found.cases);
}

void add_documents(Behind& found, db::Session& session, Services& services, const Scope& scope, int year,
                   const report_format::CellName& name) {
  const std::map<std::string_view, policy::StockPart> parts{{"made", policy::StockPart::made},
                                                            {"repealed", policy::StockPart::repealed},
                                                            {"valid", policy::StockPart::valid}};
  const auto part = parts.find(name.column);
  if (part == parts.end() || !name.row.starts_with("a20_1.")) return;
  const auto row = std::string_view(name.row).substr(6);
  std::set<DocumentId> elsewhere;
  for (const auto& child : scope.children)
    for (const auto& one : policy::behind_table_two(session, services, child.id, year, row, part->second))
      elsewhere.insert(one.id);
  for (auto& one : policy::behind_table_two(session, services, scope.unit.id, year, row, part->second))
    if (!elsewhere.contains(one.id)) found.documents.push_back({to_text(one.id), one.title, one.number});
}

}  // namespace

Behind behind(db::Session& session, Services& services, const Report& report, int cell) {
  Behind found;
  const auto* name = report_format::form(report_format::format_of_year(report.year)).find(cell);
  if (!name) return found;
  const auto units = directory::units(session);
  const auto scope = scope_of(units, report.of.unit, report.year);
  switch (name->table) {
    case report_format::TableId::t2: add_documents(found, session, services, scope, report.year, *name); break;
    case report_format::TableId::t3:
      for (const auto& fact : own_facts(session, scope, report.year, units))
        if (touches(fact, report.year, cell)) found.cases.push_back(fact.id);
      break;
    case report_format::TableId::t4: add_remedies(found, session, scope, report.year, *name); break;
  }
  return found;
}

}  // namespace gongkai::annual_report
