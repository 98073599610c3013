#include "casework/store.hpp"

namespace gongkai {

using casework::store::CaseRow;
using casework::store::EventRow;

template <>
struct db::Columns<CaseRow> {
  static constexpr auto list = std::tuple{
      db::column("id", &CaseRow::id),
      db::column("kind", &CaseRow::kind),
      db::column("parent", &CaseRow::parent),
      db::column("number", &CaseRow::number),
      db::column("unit", &CaseRow::unit),
      db::column("unit_path", &CaseRow::unit_path),
      db::column("title", &CaseRow::title),
      db::column("opened_on", &CaseRow::opened_on),
      db::column("closed_on", &CaseRow::closed_on),
      db::column("assignee", &CaseRow::assignee),
      db::column("version", &CaseRow::version),
      db::column("created_at", &CaseRow::created_at),
  };
};
template <>
struct db::Columns<EventRow> {
  static constexpr auto list = std::tuple{
      db::column("id", &EventRow::id),
      db::column("case_id", &EventRow::case_id),
      db::column("position", &EventRow::position),
      db::column("act", &EventRow::act),
      db::column("on_day", &EventRow::on),
      db::column("at", &EventRow::at),
      db::column("person", &EventRow::person),
      db::column("person_name", &EventRow::person_name),
      db::column("party", &EventRow::party),
      db::column("facts", &EventRow::facts),
      db::column("note", &EventRow::note),
  };
};

}  // namespace gongkai

namespace gongkai::casework::store {

namespace {

#define CASES                                                                                                 \
  "SELECT c.id, c.kind, c.parent, c.number, c.unit, u.path AS unit_path, c.title, c.opened_on, c.closed_on, " \
  "c.assignee, c.version, c.created_at FROM work_case c JOIN unit u ON u.id = c.unit WHERE "

const db::Query insert_case{"casework.insert_case",
                            "INSERT INTO work_case (id, kind, parent, number, unit, title, opened_on, closed_on, "
                            "assignee, version, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query update_case{"casework.update_case",
                            "UPDATE work_case SET unit = $3, closed_on = $4, assignee = $5, version = version + 1 "
                            "WHERE id = $1 AND version = $2"};
const db::Query case_by_id{"casework.case", CASES "c.id = $1"};
const db::Query case_by_number{"casework.case_by_number", CASES "c.number = $1"};
const db::Query children{"casework.children", CASES "c.parent = $1 ORDER BY c.id"};
const db::Query open_cases_of{"casework.open_of", CASES "c.assignee = $1 AND c.closed_on IS NULL ORDER BY c.id"};

const db::Query insert_event{"casework.insert_event",
                             "INSERT INTO case_event (id, case_id, position, act, on_day, at, person, person_name, "
                             "party, facts, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query events{"casework.events",
                       "SELECT id, case_id, position, act, on_day, at, person, person_name, party, facts, note FROM "
                       "case_event WHERE case_id = $1 ORDER BY position"};
const db::Query acts{"casework.acts", "SELECT act FROM case_event WHERE case_id = $1 ORDER BY position"};

const db::Query insert_unit{"casework.insert_unit",
                            "INSERT INTO case_unit (case_id, unit, added_at) VALUES ($1, $2, $3) ON CONFLICT (case_id, "
                            "unit) DO NOTHING"};
const db::Query units{"casework.units", "SELECT unit FROM case_unit WHERE case_id = $1 ORDER BY added_at, unit"};
const db::Query paths{"casework.unit_paths",
                      "SELECT u.path FROM case_unit b JOIN unit u ON u.id = b.unit WHERE b.case_id = $1 ORDER BY u.id"};

}  // namespace

void insert(db::Session& session, const CaseRow& c) {
  session.put(insert_case, c.id, c.kind, c.parent, c.number, c.unit, c.title, c.opened_on, c.closed_on, c.assignee,
              c.version, c.created_at);
}
bool update(db::Session& session, const Case& of) {
  return session.exec(update_case, of.id, of.version, of.unit, of.closed_on, of.assignee) == 1;
}
std::optional<CaseRow> find(db::Session& session, CaseId id) {
  return session.one<CaseRow>(case_by_id, id);
}
std::optional<CaseRow> find_by_number(db::Session& session, std::string_view number) {
  return session.one<CaseRow>(case_by_number, number);
}
std::vector<CaseRow> children_of(db::Session& session, CaseId parent) {
  return session.all<CaseRow>(children, parent);
}
std::vector<CaseRow> open_of(db::Session& session, PersonId assignee) {
  return session.all<CaseRow>(open_cases_of, assignee);
}

void insert(db::Session& session, const EventRow& e) {
  session.put(insert_event, e.id, e.case_id, e.position, e.act, e.on, e.at, e.person, e.person_name, e.party, e.facts,
              e.note);
}
std::vector<EventRow> events_of(db::Session& session, CaseId id) {
  return session.all<EventRow>(events, id);
}
std::vector<std::string> acts_of(db::Session& session, CaseId id) {
  return session.all<std::string>(acts, id);
}

bool add_unit(db::Session& session, CaseId id, UnitId unit, Instant now) {
  return session.exec(insert_unit, id, unit, now) == 1;
}
std::vector<UnitId> units_beside(db::Session& session, CaseId id) {
  return session.all<UnitId>(units, id);
}
std::vector<std::string> paths_beside(db::Session& session, CaseId id) {
  return session.all<std::string>(paths, id);
}

}  // namespace gongkai::casework::store
