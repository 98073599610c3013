#include "annual_report/column_array.hpp"

#include <algorithm>

#include "annual_report/store.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "remedies/model.hpp"

namespace gongkai::annual_report {

namespace {

/// What places a unit in a year; names of offices and telephones do not.
auto place_of(const directory::Unit& unit) {
  return std::tie(unit.id, unit.path, unit.kind, unit.name, unit.closed_on);
}

}  // namespace

ColumnArray::Block& ColumnArray::Held::of(int year) {
  if (const auto found = years.find(year); found != years.end()) return found->second;
  auto& block = years.emplace(year, Block{.columns = YearColumns(year, units, "/")}).first->second;
  for (const auto& request : requests) block.columns.count(request, 1);
  for (const auto& [id, remedy] : remedies) block.columns.count(remedy.unit, remedy.course, 1);
  return block;
}

void ColumnArray::rebuild(db::Session& snapshot) {
  const std::scoped_lock changing(m_changing);
  Held fresh{.units = directory::units(snapshot)};
  store::each_fact(snapshot, [&](CaseFact&& fact) { fresh.requests.push_back(counted(fact)); });
  for (auto& found : remedies::store::courses(snapshot, "", true)) fresh.remedies.emplace(found.id, std::move(found));
  for (const int year : store::years(snapshot))
    for (auto& state : read_states(snapshot, "", year)) fresh.of(year).columns.put(std::move(state));
  const std::unique_lock lock(m_mutex);
  m_held = std::move(fresh);
  m_loaded = true;
}

void ColumnArray::hear(const Services& services, const std::vector<feed::Change>& changes) {
  const std::scoped_lock changing(m_changing);
  if (!m_loaded) return;
  for (const auto& change : changes) {
    if (change.topic == casework::topic) reload(services, CaseId{change.object});
    if (change.topic != "unit") continue;
    const bool moved = services.database.read([&](db::Session& session) { return have_units_moved(session); });
    const std::unique_lock lock(m_mutex);
    m_loaded = m_loaded && !moved;
  }
}

void ColumnArray::take(const Services& services, const std::vector<feed::Change>& changes,
                       const std::string& position) {
  hear(services, changes);
  const bool is_loaded = [&] {
    const std::shared_lock lock(m_mutex);
    return m_loaded;
  }();
  if (!is_loaded) services.database.read([&](db::Session& session) { rebuild(session); });
  keep_position(position);
}

std::string ColumnArray::position() const {
  const std::shared_lock lock(m_mutex);
  return m_position;
}

void ColumnArray::keep_position(const std::string& position) {
  const std::unique_lock lock(m_mutex);
  m_position = position;
}

void ColumnArray::distrust() {
  const std::scoped_lock changing(m_changing);
  const std::unique_lock lock(m_mutex);
  m_loaded = false;
}

bool ColumnArray::have_units_moved(db::Session& session) const {
  const auto now = directory::units(session);
  return !std::ranges::equal(now, m_held.units,
                             [](const auto& a, const auto& b) { return place_of(a) == place_of(b); });
}

bool ColumnArray::bring_documents(db::Session& session, Services& services, int year) {
  std::shared_ptr<const policy::Library> known;
  {
    const std::shared_lock lock(m_mutex);
    const auto found = m_held.years.find(year);
    if (!m_loaded || found == m_held.years.end()) return false;
    known = found->second.counted;
  }
  const auto fresh = count_documents(session, services, year, known);
  if (!fresh) return true;
  const std::unique_lock lock(m_mutex);
  const auto found = m_held.years.find(year);
  if (found == m_held.years.end()) return false;
  found->second.columns.count(fresh->counts);
  found->second.counted = fresh->from;
  return true;
}

void ColumnArray::reload(const Services& services, CaseId id) {
  services.database.read([&](db::Session& session) {
    const auto kind_of_it = store::kind_of_case(session, id);
    if (kind_of_it == "request") {
      const auto fact = store::fact(session, id);
      replace(id, fact ? std::optional(counted(*fact)) : std::nullopt);
    } else if (kind_of_it == remedies::kind::reconsideration || kind_of_it == remedies::kind::lawsuit) {
      replace(id, remedies::store::course(session, id));
    } else if (kind_of_it == kind) {
      if (auto report = read_state(session, *services.vault, id)) replace(*std::move(report));
    }
  });
}

void ColumnArray::replace(CaseId id, const std::optional<Counted>& request) {
  const std::unique_lock lock(m_mutex);
  auto& requests = m_held.requests;
  const auto at = std::ranges::lower_bound(requests, id, {}, &Counted::id);
  const bool is_known = at != requests.end() && at->id == id;
  if (is_known && request && *at == *request) return;
  for (auto& [year, block] : m_held.years) {
    if (is_known) block.columns.count(*at, -1);
    if (request) block.columns.count(*request, 1);
  }
  if (is_known && request) *at = *request;
  else if (is_known) requests.erase(at);
  else if (request) requests.insert(at, *request);
}

void ColumnArray::replace(CaseId id, std::optional<remedies::store::Found> remedy) {
  const std::unique_lock lock(m_mutex);
  auto& remedies = m_held.remedies;
  const auto known = remedies.find(id);
  for (auto& [year, block] : m_held.years) {
    if (known != remedies.end()) block.columns.count(known->second.unit, known->second.course, -1);
    if (remedy) block.columns.count(remedy->unit, remedy->course, 1);
  }
  if (known != remedies.end()) remedies.erase(known);
  if (remedy) remedies.emplace(id, *std::move(remedy));
}

void ColumnArray::replace(ReportOfYear report) {
  const std::unique_lock lock(m_mutex);
  m_held.of(report.year).columns.put(std::move(report.state));
}

feed::Consumer consumer(Services& services) {
  return {.name = "annual_report",
          .apply = [&services](const std::vector<feed::Change>& changes,
                               const std::string& position) { array_of(services).take(services, changes, position); },
          .rebuild =
              [&services](db::Session& snapshot, const std::string& position) {
                array_of(services).rebuild(snapshot);
                array_of(services).keep_position(position);
              },
          .position = [&services] { return array_of(services).position(); }};
}

void hear(Services& services, const std::vector<feed::Change>& changes) {
  array_of(services).hear(services, changes);
}

}  // namespace gongkai::annual_report
