#include "readers/store_voices.hpp"

#include <limits>

namespace gongkai {

using readers::ErrorReport;
using readers::ErrorReportMove;
using readers::PublicAnswer;
using readers::Remark;

template <>
struct db::Columns<Remark> {
  static constexpr auto list =
      std::tuple{db::column("id", &Remark::id),       db::column("document", &Remark::document),
                 db::column("title", &Remark::title), db::column("useful", &Remark::useful),
                 db::column("words", &Remark::words), db::column("written_at", &Remark::written_at)};
};
template <>
struct db::Columns<ErrorReport> {
  static constexpr auto list = std::tuple{db::column("id", &ErrorReport::id),
                                          db::column("number", &ErrorReport::number),
                                          db::column("code", &ErrorReport::code),
                                          db::column("site", &ErrorReport::site),
                                          db::column("unit", &ErrorReport::unit),
                                          db::column("kind", &ErrorReport::kind),
                                          db::column("page", &ErrorReport::page),
                                          db::column("words", &ErrorReport::words),
                                          db::column("contact", &ErrorReport::contact),
                                          db::column("received_at", &ErrorReport::received_at),
                                          db::column("answer", &ErrorReport::answer),
                                          db::column("answered_by", &ErrorReport::answered_by),
                                          db::column("answered_at", &ErrorReport::answered_at),
                                          db::column("is_public", &ErrorReport::is_public),
                                          db::column("version", &ErrorReport::version)};
};
template <>
struct db::Columns<ErrorReportMove> {
  static constexpr auto list =
      std::tuple{db::column("moved_at", &ErrorReportMove::moved_at),
                 db::column("from_unit", &ErrorReportMove::from_unit), db::column("to_unit", &ErrorReportMove::to_unit),
                 db::column("note", &ErrorReportMove::note), db::column("moved_by", &ErrorReportMove::moved_by)};
};
template <>
struct db::Columns<PublicAnswer> {
  static constexpr auto list =
      std::tuple{db::column("kind", &PublicAnswer::kind), db::column("page", &PublicAnswer::page),
                 db::column("answer", &PublicAnswer::answer), db::column("answered_at", &PublicAnswer::answered_at)};
};

}  // namespace gongkai

namespace gongkai::readers::store {

namespace {

#define REPORT_FIELDS                                                                                         \
  "id, number, code, site, unit, kind, page, words, contact, received_at, answer, answered_by, answered_at, " \
  "is_public, version"
#define REPORTS_BELOW                                                                                            \
  "SELECT r.id, r.number, r.code, r.site, r.unit, r.kind, r.page, r.words, r.contact, r.received_at, r.answer, " \
  "r.answered_by, r.answered_at, r.is_public, r.version FROM error_report r JOIN unit u ON u.id = r.unit WHERE " \
  "substr(u.path, 1, length($1)) = $1 AND r.answered_at "

const db::Query add_useful{"readers.add_useful",
                           "INSERT INTO usefulness (document, day, useful, useless) VALUES ($1, $2, $3, $4) "
                           "ON CONFLICT (document, day) DO UPDATE SET useful = usefulness.useful + excluded.useful, "
                           "useless = usefulness.useless + excluded.useless"};
const db::Query insert_remark{
    "readers.insert_remark",
    "INSERT INTO remark (id, document, useful, words, written_at) VALUES ($1, $2, $3, $4, $5)"};
const db::Query remarks_below{
    "readers.remarks",
    "SELECT m.id, m.document, e.title, m.useful, m.words, m.written_at FROM remark m JOIN document d ON d.id = "
    "m.document JOIN unit u ON u.id = d.unit JOIN edition e ON e.id = COALESCE(d.released, d.latest) "
    "WHERE substr(u.path, 1, length($1)) = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3"};
const db::Query insert_report{"readers.insert_report",
                              "INSERT INTO error_report (" REPORT_FIELDS
                              ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
const db::Query report_by_id{"readers.report", "SELECT " REPORT_FIELDS " FROM error_report WHERE id = $1"};
const db::Query report_by_number{"readers.report_by_number",
                                 "SELECT " REPORT_FIELDS " FROM error_report WHERE number = $1"};
const db::Query open_below{"readers.open_reports", REPORTS_BELOW "IS NULL ORDER BY r.received_at, r.id LIMIT $2"};
const db::Query answered_below{"readers.answered_reports",
                               REPORTS_BELOW "IS NOT NULL AND r.id < $2 ORDER BY r.id DESC LIMIT $3"};
const db::Query update_report{
    "readers.update_report",
    "UPDATE error_report SET unit = $2, answer = $3, answered_by = $4, answered_at = $5, is_public = $6, version = "
    "version + 1 WHERE id = $1 AND version = $7"};
const db::Query insert_report_move{
    "readers.insert_report_move",
    "INSERT INTO error_report_move (report, moved_at, from_unit, to_unit, note, moved_by) VALUES ($1, $2, $3, $4, $5, "
    "$6)"};
const db::Query moves_of_report{"readers.report_moves",
                                "SELECT moved_at, from_unit, to_unit, note, moved_by FROM error_report_move WHERE "
                                "report = $1 ORDER BY moved_at"};
const db::Query answers_of_site{
    "readers.public_answers",
    "SELECT kind, page, answer, answered_at FROM error_report WHERE site = $1 AND is_public = $2 AND answered_at IS "
    "NOT NULL ORDER BY answered_at DESC, id DESC LIMIT $3"};

std::int64_t behind(std::int64_t before) {
  return before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
}

}  // namespace

void add_opinion(db::Session& session, DocumentId document, Day day, bool useful) {
  session.exec(add_useful, document, day, std::int64_t{useful}, std::int64_t{!useful});
}
void insert(db::Session& session, const Remark& r) {
  session.exec(insert_remark, r.id, r.document, r.useful, r.words, r.written_at);
}
std::vector<Remark> remarks(db::Session& session, std::string_view unit_path, RemarkId before, int limit) {
  return session.all<Remark>(remarks_below, unit_path, behind(before.value), limit);
}

void insert(db::Session& session, const ErrorReport& r) {
  session.exec(insert_report, r.id, r.number, r.code, r.site, r.unit, r.kind, r.page, r.words, r.contact, r.received_at,
               r.answer, r.answered_by, r.answered_at, r.is_public, r.version);
}
std::optional<ErrorReport> find_report(db::Session& session, ErrorReportId id) {
  return session.one<ErrorReport>(report_by_id, id);
}
std::optional<ErrorReport> find_report_by_number(db::Session& session, std::string_view number) {
  return session.one<ErrorReport>(report_by_number, number);
}
std::vector<ErrorReport> open_reports(db::Session& session, std::string_view unit_path, int limit) {
  return session.all<ErrorReport>(open_below, unit_path, limit);
}
std::vector<ErrorReport> answered_reports(db::Session& session, std::string_view unit_path, ErrorReportId before,
                                          int limit) {
  return session.all<ErrorReport>(answered_below, unit_path, behind(before.value), limit);
}
bool update(db::Session& session, const ErrorReport& r) {
  return session.exec(update_report, r.id, r.unit, r.answer, r.answered_by, r.answered_at, r.is_public, r.version) == 1;
}
void insert_move(db::Session& session, ErrorReportId report, const ErrorReportMove& m) {
  session.exec(insert_report_move, report, m.moved_at, m.from_unit, m.to_unit, m.note, m.moved_by);
}
std::vector<ErrorReportMove> moves_of(db::Session& session, ErrorReportId report) {
  return session.all<ErrorReportMove>(moves_of_report, report);
}
std::vector<PublicAnswer> public_answers(db::Session& session, SiteId site, int limit) {
  return session.all<PublicAnswer>(answers_of_site, site, true, limit);
}

}  // namespace gongkai::readers::store
