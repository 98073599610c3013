#include "annual_report/compile.hpp"

#include <algorithm>
#include <set>

#include "annual_report/store.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "policy/api.hpp"
#include "remedies/use_cases.hpp"
#include "requests/statistics.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::CellName;

void set(Tables& tables, const Form& form, std::string_view table, std::string_view row, std::string_view column,
         std::int64_t value) {
  const int cell = form.cell_named(table, row, column);
  if (cell >= 0) tables.cells[static_cast<std::size_t>(cell)] = value;
}

/// What policy counts below a unit, less what its children report themselves.
class OwnStock {
 public:
  OwnStock(db::Session& session, Services& services, int year)
      : m_session(session), m_services(services), m_year(year) {}

  void fill(Tables& tables, const Form& form, const Scope& scope) {
    std::map<std::string, std::int64_t> values;
    add(values, form.format, scope.unit.id, 1);
    for (const auto& child : scope.children) add(values, form.format, child.id, -1);
    for (const auto& [name, value] : values) {
      const auto dot = name.find('.');
      set(tables, form, "t2", "a20_1." + name.substr(0, dot), name.substr(dot + 1), value);
    }
  }

 private:
  void add(std::map<std::string, std::int64_t>& values, Format format, UnitId unit, int sign) {
    if (format == Format::form_2021) {
      for (const auto& row : policy::table_two(m_session, m_services, unit, m_year)) {
        values[row.id + ".made"] += sign * row.made;
        values[row.id + ".repealed"] += sign * row.repealed;
        values[row.id + ".valid"] += sign * row.valid;
      }
      return;
    }
    for (const auto& row : policy::table_two_of_2019(m_session, m_services, unit, m_year)) {
      values[row.id + ".made"] += sign * row.made;
      values[row.id + ".published"] += sign * row.published;
      values[row.id + ".total_published"] += sign * row.total_published;
    }
  }

  db::Session& m_session;
  Services& m_services;
  int m_year;
};

void fill_table_four(Tables& tables, db::Session& session, const Scope& scope, int year) {
  using report_format::Ending;
  auto table = remedies::table_four(session, scope.unit.path, true, year);
  for (const auto& child : scope.children) {
    const auto theirs = remedies::table_four(session, child.path, true, year);
    for (std::size_t i = 0; i < table.size(); ++i) {
      table.at(i).upheld -= theirs.at(i).upheld;
      table.at(i).corrected -= theirs.at(i).corrected;
      table.at(i).other -= theirs.at(i).other;
      table.at(i).pending -= theirs.at(i).pending;
    }
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto block = static_cast<report_format::Remedy>(i);
    tables.at(block, Ending::upheld) = table.at(i).upheld;
    tables.at(block, Ending::corrected) = table.at(i).corrected;
    tables.at(block, Ending::other) = table.at(i).other;
    tables.at(block, Ending::pending) = table.at(i).pending;
    tables.at(block, Ending::total) = table.at(i).total();
  }
}

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

Tables own_tables(db::Session& session, Services& services, const Scope& scope, int year,
                  const std::vector<CaseFact>& facts, const std::vector<Entry>& entries) {
  const auto format = report_format::format_of_year(year);
  const auto& form = report_format::form(format);
  auto tables = empty_tables(format);
  count(tables, facts, year);
  OwnStock(session, services, year).fill(tables, form, scope);
  fill_table_four(tables, session, scope, year);
  for (const auto& entry : entries) tables.cells[static_cast<std::size_t>(entry.cell)] = entry.value;
  tables.unit = format == Format::form_2021 ? report_format::MoneyUnit::ten_thousand : report_format::MoneyUnit::yuan;
  return tables;
}

Child child_of(db::Session& session, Services& services, const directory::Unit& unit, int year) {
  Child child{.unit = unit.id, .name = unit.name, .format = report_format::format_of_year(year)};
  const auto id = store::of_unit(session, unit.id, year);
  const auto report = id ? load(session, *services.vault, *id) : std::nullopt;
  if (!report) return child;
  child.report = *id;
  child.stage = report->stage;
  if (const auto edition = store::latest(session, *id); edition && report->stage != "revising") {
    if (auto frozen = thaw(edition->frozen)) {
      child.tables = frozen->tables;
      child.digest = edition->digest;
      return child;
    }
  }
  child.tables = compile(session, services, *report).tables;
  return child;
}

std::optional<Frozen> last_year_of(db::Session& session, const Report& report) {
  const auto id = store::of_unit(session, report.of.unit, report.year - 1);
  const auto edition = id ? store::latest(session, *id) : std::nullopt;
  if (!edition) return std::nullopt;
  auto frozen = thaw(edition->frozen);
  if (!frozen) return std::nullopt;
  return *std::move(frozen);
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
  const auto units = directory::units(session);
  const auto scope = scope_of(units, report.of.unit, report.year);
  Compiled made{.format = report_format::format_of_year(report.year)};
  made.facts = own_facts(session, scope, report.year, units);
  made.own = own_tables(session, services, scope, report.year, made.facts, report.entries);
  made.tables = made.own;
  for (const auto& unit : scope.children) {
    made.children.push_back(child_of(session, services, unit, report.year));
    report_format::add(made.tables, made.children.back().tables);
  }
  for (const auto& one : report.adjustments) {
    auto& cell = made.tables.cells[static_cast<std::size_t>(one.cell)];
    cell = cell.value() + one.value;
  }
  made.breaches = report_format::breaches_of(made.tables, made.format);
  if (const auto last = last_year_of(session, report)) {
    made.has_last_year = true;
    made.gaps = carry_gaps(last->tables, made.tables, made.facts, report.year);
    made.between = report_format::breaches_between(last->tables, last->format, made.tables, made.format);
  }
  return made;
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

std::optional<remedies::Cell> remedy_cell(const report_format::CellName& name) {
  remedies::Cell cell;
  if (name.row == "review") cell.block = remedies::Block::review;
  else if (name.row == "suit_direct") cell.block = remedies::Block::suit_direct;
  else cell.block = remedies::Block::suit_after_review;
  cell.verdict = remedies::parse_verdict(name.column);
  if (!cell.verdict && name.column != "pending") return std::nullopt;
  return cell;
}

void add_remedies(Behind& found, db::Session& session, const Scope& scope, int year,
                  const report_format::CellName& name) {
  const auto cell = remedy_cell(name);
  if (!cell) return;
  found.cases = remedies::behind(session, scope.unit.path, true, year, *cell);
  for (const auto& child : scope.children)
    for (const auto id : remedies::behind(session, child.path, true, year, *cell)) std::erase(found.cases, id);
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
