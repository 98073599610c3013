#include "remedies/store.hpp"

#include "platform/json/json.hpp"
#include "remedies/rules.hpp"

namespace gongkai {

namespace remedies::store {
namespace {
struct Row {
  CaseId id{};
  std::string kind{};
  UnitId unit{};
  std::string act{};
  Day on{};
  std::string facts{};
};
}  // namespace
}  // namespace remedies::store

template <>
struct db::Columns<remedies::store::Row> {
  using Row = remedies::store::Row;
  static constexpr auto list =
      std::tuple{column("id", &Row::id),   column("kind", &Row::kind), column("unit", &Row::unit),
                 column("act", &Row::act), column("on_day", &Row::on), column("facts", &Row::facts)};
};

}  // namespace gongkai

namespace gongkai::remedies::store {

namespace {

#define EVENTS_OF_REMEDIES                                                                               \
  "SELECT c.id, c.kind, c.unit, e.act, e.on_day, e.facts FROM work_case c JOIN unit u ON u.id = c.unit " \
  "JOIN case_event e ON e.case_id = c.id WHERE c.kind IN ('reconsideration', 'lawsuit') AND "            \
  "e.act IN ('notified', 'answered', 'concluded', 'appealed', 'reopened') AND "

const db::Query events_below{"remedies.courses", EVENTS_OF_REMEDIES
                             "(u.path = $1 OR ($2 AND substr(u.path, 1, length($1)) = $1)) ORDER BY c.id, e.position"};
const db::Query events_of_one{"remedies.course", EVENTS_OF_REMEDIES "c.id = $1 ORDER BY e.position"};

casework::Event event_of(const Row& row) {
  const auto facts = json::parse(row.facts);
  return {.act = row.act, .on = row.on, .facts = facts && facts->is_object() ? facts->get_object() : json::object{}};
}

std::vector<Found> courses_of(const std::vector<Row>& rows) {
  std::vector<Found> all;
  std::vector<casework::Event> events;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    events.push_back(event_of(rows[i]));
    if (i + 1 < rows.size() && rows[i + 1].id == rows[i].id) continue;
    all.push_back({rows[i].id, rows[i].unit, course_of(rows[i].kind, events)});
    events.clear();
  }
  return all;
}

}  // namespace

std::vector<Found> courses(db::Session& session, std::string_view unit_path, bool with_subtree) {
  return courses_of(session.all<Row>(events_below, unit_path, with_subtree));
}

std::optional<Found> course(db::Session& session, CaseId id) {
  auto found = courses_of(session.all<Row>(events_of_one, id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace gongkai::remedies::store
