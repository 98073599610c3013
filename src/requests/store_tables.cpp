// What the queue in memory and the tables of the annual report read.
#include "requests/store.hpp"

namespace gongkai {

using requests::store::Beside;
using requests::store::ClosedRow;
using requests::store::Counted;
using requests::store::Inquiry;
using requests::store::OpenEvent;
using requests::store::OpenRow;

template <>
struct db::Columns<OpenRow> {
  static constexpr auto list = std::tuple{
      db::column("id", &OpenRow::id),
      db::column("kind", &OpenRow::kind),
      db::column("number", &OpenRow::number),
      db::column("unit", &OpenRow::unit),
      db::column("unit_path", &OpenRow::unit_path),
      db::column("assignee", &OpenRow::assignee),
      db::column("opened_on", &OpenRow::opened_on),
      db::column("created_at", &OpenRow::created_at),
      db::column("channel", &OpenRow::channel),
      db::column("applicant_kind", &OpenRow::applicant_kind),
      db::column("received_on", &OpenRow::received_on),
      db::column("version", &OpenRow::version),
  };
};
template <>
struct db::Columns<OpenEvent> {
  static constexpr auto list = std::tuple{
      db::column("case_id", &OpenEvent::case_id), db::column("act", &OpenEvent::act),
      db::column("on_day", &OpenEvent::on),       db::column("at", &OpenEvent::at),
      db::column("party", &OpenEvent::party),     db::column("facts", &OpenEvent::facts),
  };
};
template <>
struct db::Columns<Beside> {
  static constexpr auto list = std::tuple{db::column("id", &Beside::id), db::column("path", &Beside::path)};
};
template <>
struct db::Columns<Inquiry> {
  static constexpr auto list = std::tuple{
      db::column("id", &Inquiry::id), db::column("kind", &Inquiry::kind), db::column("number", &Inquiry::number),
      db::column("opened_on", &Inquiry::opened_on), db::column("asking", &Inquiry::asking)};
};
template <>
struct db::Columns<Counted> {
  static constexpr auto list =
      std::tuple{db::column("applicant_kind", &Counted::applicant_kind), db::column("outcome", &Counted::outcome),
                 db::column("count", &Counted::count)};
};
template <>
struct db::Columns<ClosedRow> {
  static constexpr auto list =
      std::tuple{db::column("applicant_kind", &ClosedRow::applicant_kind), db::column("outcome", &ClosedRow::outcome),
                 db::column("unit", &ClosedRow::unit), db::column("received_on", &ClosedRow::received_on),
                 db::column("closed_on", &ClosedRow::closed_on)};
};

}  // namespace gongkai

namespace gongkai::requests::store {

namespace {

#define OPEN_CASES                                                                                                 \
  "SELECT c.id, c.kind, c.number, c.unit, u.path AS unit_path, c.assignee, c.opened_on, c.created_at, r.channel, " \
  "r.applicant_kind, r.received_on, c.version FROM work_case c JOIN unit u ON u.id = c.unit JOIN request r ON "    \
  "r.case_id = c.id WHERE c.closed_on IS NULL "
#define EVENT_FIELDS "e.case_id, e.act, e.on_day, e.at, e.party, e.facts FROM case_event e "
#define REQUESTS_BELOW                                                                                             \
  "FROM request r JOIN work_case c ON c.id = r.case_id JOIN unit u ON u.id = c.unit WHERE c.kind = 'request' AND " \
  "substr(u.path, 1, length($1)) = $1 AND "

const db::Query all_open{"requests.open_cases", OPEN_CASES "ORDER BY c.id"};
const db::Query one_open{"requests.open_case", OPEN_CASES "AND c.id = $1"};
const db::Query events_of_open{
    "requests.open_events", "SELECT " EVENT_FIELDS
                            "JOIN work_case c ON c.id = e.case_id JOIN request r ON r.case_id = c.id WHERE c.closed_on "
                            "IS NULL ORDER BY e.case_id, e.position"};
const db::Query events_of_case{"requests.events_of", "SELECT " EVENT_FIELDS "WHERE e.case_id = $1 ORDER BY e.position"};

const db::Query beside_open{
    "requests.beside_open",
    "SELECT b.case_id AS id, u.path FROM case_unit b JOIN unit u ON u.id = b.unit JOIN work_case c "
    "ON c.id = b.case_id WHERE c.closed_on IS NULL ORDER BY b.case_id, u.id"};
const db::Query beside_case{"requests.beside_case",
                            "SELECT u.path FROM case_unit b JOIN unit u ON u.id = b.unit WHERE b.case_id = $1 ORDER BY "
                            "u.id"};
const db::Query told{"requests.is_told", "SELECT count(*) FROM case_notice WHERE once_key = $1"};
const db::Query inquiries{
    "requests.inquiries",
    "SELECT c.id, c.kind, c.number, c.opened_on, a.name AS asking FROM work_case c JOIN unit u ON u.id = c.unit JOIN "
    "work_case p ON p.id = c.parent JOIN unit a ON a.id = p.unit JOIN request_party q ON q.case_id = c.id WHERE "
    "c.closed_on IS NULL AND c.unit <> p.unit AND substr(u.path, 1, length($1)) = $1 ORDER BY c.opened_on, c.id LIMIT "
    "$2"};

const db::Query count_received{"requests.received_between",
                               "SELECT r.applicant_kind, '' AS outcome, count(*) AS count " REQUESTS_BELOW
                               "r.received_on BETWEEN $2 AND $3 GROUP BY r.applicant_kind ORDER BY r.applicant_kind"};
const db::Query count_open_at{
    "requests.open_at", "SELECT r.applicant_kind, '' AS outcome, count(*) AS count " REQUESTS_BELOW
                        "r.received_on < $2 AND (c.closed_on IS NULL OR c.closed_on >= $2) GROUP BY r.applicant_kind "
                        "ORDER BY r.applicant_kind"};
const db::Query closed_rows{"requests.closed_between",
                            "SELECT r.applicant_kind, r.outcome, c.unit, r.received_on, c.closed_on " REQUESTS_BELOW
                            "r.received_on <= $3 AND c.closed_on BETWEEN $2 AND $3 ORDER BY c.id"};

}  // namespace

std::vector<OpenRow> open_cases(db::Session& session) {
  return session.all<OpenRow>(all_open);
}
std::vector<OpenEvent> open_events(db::Session& session) {
  return session.all<OpenEvent>(events_of_open);
}
std::optional<OpenRow> open_case(db::Session& session, CaseId id) {
  return session.one<OpenRow>(one_open, id);
}
std::vector<OpenEvent> events_of(db::Session& session, CaseId id) {
  return session.all<OpenEvent>(events_of_case, id);
}

std::vector<Beside> units_beside_open(db::Session& session) {
  return session.all<Beside>(beside_open);
}
std::vector<std::string> units_beside_case(db::Session& session, CaseId id) {
  return session.all<std::string>(beside_case, id);
}
bool is_told(db::Session& session, std::string_view once_key) {
  return session.one<std::int64_t>(told, once_key).value_or(0) > 0;
}
std::vector<Inquiry> inquiries_to(db::Session& session, std::string_view unit_path, int limit) {
  return session.all<Inquiry>(inquiries, unit_path, limit);
}

std::vector<Counted> received_between(db::Session& session, std::string_view unit_path, Day first, Day last) {
  return session.all<Counted>(count_received, unit_path, first, last);
}
std::vector<Counted> open_at(db::Session& session, std::string_view unit_path, Day day) {
  return session.all<Counted>(count_open_at, unit_path, day);
}
std::vector<ClosedRow> closed_between(db::Session& session, std::string_view unit_path, Day first, Day last) {
  return session.all<ClosedRow>(closed_rows, unit_path, first, last);
}

}  // namespace gongkai::requests::store
