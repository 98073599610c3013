#include "annual_report/year_reading.hpp"

#include <algorithm>
#include <map>

#include "annual_report/compile.hpp"
#include "annual_report/exchange.hpp"
#include "annual_report/store.hpp"
#include "casework/cases.hpp"
#include "casework/kinds.hpp"
#include "directory/api.hpp"
#include "remedies/store.hpp"

namespace gongkai::annual_report {

namespace {

using casework::Event;

/// An edition stands from its signature, or from being taken in, until somebody opens the report again.
bool stands_after(const std::vector<Event>& events) {
  bool stands = false;
  for (const auto& event : events) {
    const auto* act = casework::kind_of(kind).find_act(event.act);
    if (!act || act->to.empty()) continue;
    stands = act->to == "signed" || act->to == "published" || event.act == "taken_in";
  }
  return stands;
}

void fill_from_events(ReportState& state, const std::vector<Event>& events) {
  state.stage = casework::stage_after(casework::kind_of(kind), events);
  state.stands = stands_after(events);
}

std::optional<std::int64_t> received_of(std::string_view frozen) {
  const auto report = thaw(frozen);
  if (!report) return std::nullopt;
  return report->tables.at(report_format::Row::received, report_format::Applicant::total).value();
}

/// The latest edition, and what the public sees: the edition of the last publication.
void fill_from_edition(db::Session& session, ReportState& state, const std::vector<Event>& events,
                       const store::EditionOfReport& latest) {
  const auto frozen = thaw(latest.frozen);
  if (!frozen) return;
  state.digest = latest.digest;
  state.edition = frozen->tables;
  const auto* published = casework::last_of(events, "published");
  if (!published) return;
  const auto number = casework::number_fact(*published, "edition");
  if (number == latest.number) {
    state.public_received = frozen->tables.at(report_format::Row::received, report_format::Applicant::total).value();
  } else if (const auto shown = store::edition(session, state.id, number)) {
    state.public_received = received_of(shown->frozen);
  }
}

void add_cell(std::vector<DocumentCount>& counts, const Form& form, UnitId unit, const std::string& row,
              std::string_view column, std::int64_t value) {
  const int cell = form.cell_named("t2", "a20_1." + row, column);
  if (cell >= 0 && value != 0) counts.push_back({unit, cell, value});
}

DocumentCounts counts_of(policy::CountedLibrary<policy::StockRow> counted) {
  DocumentCounts all{.from = std::move(counted.from)};
  const auto& form = report_format::form(Format::form_2021);
  for (const auto& [unit, rows] : counted.units)
    for (const auto& row : rows) {
      add_cell(all.counts, form, unit, row.id, "made", row.made);
      add_cell(all.counts, form, unit, row.id, "repealed", row.repealed);
      add_cell(all.counts, form, unit, row.id, "valid", row.valid);
    }
  return all;
}

DocumentCounts counts_of(policy::CountedLibrary<policy::PublicationRow> counted) {
  DocumentCounts all{.from = std::move(counted.from)};
  const auto& form = report_format::form(Format::form_2019);
  for (const auto& [unit, rows] : counted.units)
    for (const auto& row : rows) {
      add_cell(all.counts, form, unit, row.id, "made", row.made);
      add_cell(all.counts, form, unit, row.id, "published", row.published);
      add_cell(all.counts, form, unit, row.id, "total_published", row.total_published);
    }
  return all;
}

template <class Counted>
std::optional<DocumentCounts> counts_if(std::optional<Counted> counted) {
  if (!counted) return std::nullopt;
  return counts_of(*std::move(counted));
}

std::map<CaseId, std::vector<Event>> events_below(db::Session& session, std::string_view unit_path, int year) {
  std::map<CaseId, std::vector<Event>> events;
  for (auto& row : store::acts_below(session, unit_path, year)) {
    Event event{.act = std::move(row.act)};
    if (row.facts != "{}")
      if (auto facts = json::parse(row.facts); facts && facts->is_object()) event.facts = facts->get_object();
    events[row.id].push_back(std::move(event));
  }
  return events;
}

}  // namespace

std::optional<DocumentCounts> count_documents(db::Session& session, Services& services, int year,
                                              const std::shared_ptr<const policy::Library>& known) {
  if (report_format::format_of_year(year) == Format::form_2021)
    return counts_if(policy::table_two_of_units(session, services, year, known));
  return counts_if(policy::table_two_of_2019_of_units(session, services, year, known));
}

std::vector<ReportState> read_states(db::Session& session, std::string_view unit_path, int year) {
  std::map<CaseId, ReportState> states;
  for (const auto& place : store::places_below(session, unit_path, year))
    states[place.id] = {.id = place.id, .unit = place.unit};
  const auto events = events_below(session, unit_path, year);
  for (const auto& [id, of] : events) fill_from_events(states[id], of);
  for (auto& one : store::entries_below(session, unit_path, year))
    states[one.id].entries.push_back(std::move(one.entry));
  for (auto& one : store::adjustments_below(session, unit_path, year))
    states[one.id].adjustments.push_back(std::move(one.adjustment));
  for (const auto& edition : store::editions_below(session, unit_path, year))
    fill_from_edition(session, states[edition.id], events.at(edition.id), edition);
  std::vector<ReportState> all;
  for (auto& [id, state] : states) all.push_back(std::move(state));
  return all;
}

std::optional<ReportOfYear> read_state(db::Session& session, const auth::Vault& vault, CaseId id) {
  const auto place = store::find(session, id);
  if (!place) return std::nullopt;
  ReportOfYear read{static_cast<int>(place->year),
                    {.id = id,
                     .unit = place->unit,
                     .entries = store::entries(session, id),
                     .adjustments = store::adjustments(session, id)}};
  const auto events = casework::events_of(session, vault, id);
  fill_from_events(read.state, events);
  if (auto latest = store::latest(session, id))
    fill_from_edition(session, read.state, events,
                      {id, latest->number, std::move(latest->frozen), std::move(latest->digest)});
  return read;
}

YearColumns read_year(db::Session& session, Services& services, int year, std::string_view unit_path) {
  YearColumns columns(year, directory::units(session), unit_path);
  for (const auto& fact : store::facts(session, unit_path, year)) columns.count(counted(fact), 1);
  for (const auto& found : remedies::store::courses(session, unit_path, true))
    columns.count(found.unit, found.course, 1);
  if (const auto documents = count_documents(session, services, year, nullptr)) columns.count(documents->counts);
  for (auto& state : read_states(session, unit_path, year)) columns.put(std::move(state));
  return columns;
}

}  // namespace gongkai::annual_report
