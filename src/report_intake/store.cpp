#include "report_intake/store.hpp"

#define BATCH_FIELDS "id, unit, name, state, total, position, ordered_by, created_at, started_at, finished_at, version"
#define LINE_FIELDS                                                                                                \
  "id, batch, file, path, in_archive, state, unit_name, unit, year, money_unit, errors, warnings, infos, doubts, " \
  "fault, kept_as, version"

namespace gongkai {

using report_intake::Batch;
using report_intake::FileLine;
using report_intake::store::Sums;

namespace report_intake::store {
namespace {
struct Contents {
  std::string findings, reading, decisions;
};
}  // namespace
}  // namespace report_intake::store

template <>
struct db::Columns<Batch> {
  static constexpr auto list = std::tuple{db::column("id", &Batch::id),
                                          db::column("unit", &Batch::unit),
                                          db::column("name", &Batch::name),
                                          db::column("state", &Batch::state),
                                          db::column("total", &Batch::total),
                                          db::column("position", &Batch::position),
                                          db::column("ordered_by", &Batch::ordered_by),
                                          db::column("created_at", &Batch::created_at),
                                          db::column("started_at", &Batch::started_at),
                                          db::column("finished_at", &Batch::finished_at),
                                          db::column("version", &Batch::version)};
};
template <>
struct db::Columns<FileLine> {
  static constexpr auto list = std::tuple{db::column("id", &FileLine::id),
                                          db::column("batch", &FileLine::batch),
                                          db::column("file", &FileLine::file),
                                          db::column("path", &FileLine::path),
                                          db::column("in_archive", &FileLine::in_archive),
                                          db::column("state", &FileLine::state),
                                          db::column("unit_name", &FileLine::unit_name),
                                          db::column("unit", &FileLine::unit),
                                          db::column("year", &FileLine::year),
                                          db::column("money_unit", &FileLine::money_unit),
                                          db::column("errors", &FileLine::errors),
                                          db::column("warnings", &FileLine::warnings),
                                          db::column("infos", &FileLine::infos),
                                          db::column("doubts", &FileLine::doubts),
                                          db::column("fault", &FileLine::fault),
                                          db::column("kept_as", &FileLine::kept_as),
                                          db::column("version", &FileLine::version)};
};
template <>
struct db::Columns<report_intake::store::Contents> {
  using Row = report_intake::store::Contents;
  static constexpr auto list = std::tuple{db::column("findings", &Row::findings), db::column("reading", &Row::reading),
                                          db::column("decisions", &Row::decisions)};
};
template <>
struct db::Columns<Sums> {
  static constexpr auto list = std::tuple{
      db::column("read", &Sums::read), db::column("unreadable", &Sums::unreadable), db::column("kept", &Sums::kept),
      db::column("with_errors", &Sums::with_errors), db::column("with_doubts", &Sums::with_doubts)};
};

}  // namespace gongkai

namespace gongkai::report_intake::store {

namespace {

const db::Query insert_batch{"report_intake.insert_batch", "INSERT INTO report_batch (" BATCH_FIELDS
                                                           ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query batch_by_id{"report_intake.batch", "SELECT " BATCH_FIELDS " FROM report_batch WHERE id = $1"};
const db::Query batches_of_units{"report_intake.batches", "SELECT " BATCH_FIELDS
                                                          " FROM report_batch WHERE unit IN {{in $1}} AND "
                                                          "($2 = 0 OR id < $2) ORDER BY id DESC LIMIT $3"};
const db::Query claim_batch{"report_intake.claim_batch",
                            "UPDATE report_batch SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query update_batch{"report_intake.update_batch",
                             "UPDATE report_batch SET name = $2, state = $3, total = $4, position = $5, "
                             "started_at = $6, finished_at = $7 WHERE id = $1"};
const db::Query add_files{"report_intake.add_to_total", "UPDATE report_batch SET total = total + $2 WHERE id = $1"};
const db::Query delete_batch{"report_intake.remove_batch", "DELETE FROM report_batch WHERE id = $1"};
const db::Query delete_files{"report_intake.remove_files", "DELETE FROM report_file WHERE batch = $1"};

const db::Query insert_file{"report_intake.insert_file",
                            "INSERT INTO report_file (" LINE_FIELDS
                            ", findings, reading, decisions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
                            "$12, $13, $14, $15, $16, $17, '', '', '')"};
const db::Query line_by_id{"report_intake.line", "SELECT " LINE_FIELDS " FROM report_file WHERE id = $1"};
const db::Query contents_of{"report_intake.contents",
                            "SELECT findings, reading, decisions FROM report_file WHERE id = $1"};
const db::Query findings_of{"report_intake.findings", "SELECT findings FROM report_file WHERE id = $1"};
const db::Query claim_file{"report_intake.claim_file",
                           "UPDATE report_file SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query update_file{"report_intake.update_file",
                            "UPDATE report_file SET state = $2, unit_name = $3, unit = $4, year = $5, money_unit = $6, "
                            "errors = $7, warnings = $8, infos = $9, doubts = $10, fault = $11, kept_as = $12, "
                            "findings = $13, reading = $14, decisions = $15 WHERE id = $1"};
// $2 is Wanted
const db::Query files_of_batch{"report_intake.files",
                               "SELECT " LINE_FIELDS
                               " FROM report_file WHERE batch = $1 AND ($2 = 0 OR "
                               "($2 = 1 AND errors > 0) OR ($2 = 2 AND state = 2 AND doubts > 0) "
                               "OR ($2 = 3 AND state = 3) OR ($2 = 4 AND state = 4)) AND id > $3 "
                               "ORDER BY id LIMIT $4"};
const db::Query waiting_files{"report_intake.waiting", "SELECT " LINE_FIELDS
                                                       " FROM report_file WHERE batch = $1 AND state = 1 "
                                                       "ORDER BY id LIMIT $2"};
const db::Query first_of_unit{"report_intake.first_of",
                              "SELECT id FROM report_file WHERE batch = $1 AND unit_name = $2 AND year = $3 AND "
                              "state IN (2, 4) ORDER BY id LIMIT 1"};
const db::Query batch_sums{"report_intake.sums",
                           "SELECT coalesce(sum(CASE WHEN state IN (2, 4) THEN 1 ELSE 0 END), 0) AS read, "
                           "coalesce(sum(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0) AS unreadable, "
                           "coalesce(sum(CASE WHEN state = 4 THEN 1 ELSE 0 END), 0) AS kept, "
                           "coalesce(sum(CASE WHEN errors > 0 THEN 1 ELSE 0 END), 0) AS with_errors, "
                           "coalesce(sum(CASE WHEN state = 2 AND doubts > 0 THEN 1 ELSE 0 END), 0) AS with_doubts "
                           "FROM report_file WHERE batch = $1"};

File whole(db::Session& session, FileLine line) {
  auto contents = session.one<Contents>(contents_of, line.id).value_or(Contents{});
  return {std::move(line), std::move(contents.findings), std::move(contents.reading), std::move(contents.decisions)};
}

}  // namespace

void insert(db::Session& session, const Batch& b) {
  session.exec(insert_batch, b.id, b.unit, b.name, b.state, b.total, b.position, b.ordered_by, b.created_at,
               b.started_at, b.finished_at, b.version);
}
std::optional<Batch> find(db::Session& session, ReportBatchId id) {
  return session.one<Batch>(batch_by_id, id);
}
std::vector<Batch> list(db::Session& session, const db::List& units, ReportBatchId before, std::int64_t limit) {
  return session.all<Batch>(batches_of_units, units, before.value, limit);
}
bool claim(db::Session& session, ReportBatchId id, std::int64_t version) {
  return session.exec(claim_batch, id, version) == 1;
}
void update(db::Session& session, const Batch& b) {
  session.exec(update_batch, b.id, b.name, b.state, b.total, b.position, b.started_at, b.finished_at);
}
void add_to_total(db::Session& session, ReportBatchId id, std::int64_t count) {
  session.exec(add_files, id, count);
}
void remove(db::Session& session, ReportBatchId id) {
  session.exec(delete_files, id);
  session.exec(delete_batch, id);
}

void insert(db::Session& session, const FileLine& l) {
  session.put(insert_file, l.id, l.batch, l.file, l.path, l.in_archive, l.state, l.unit_name, l.unit, l.year,
              l.money_unit, l.errors, l.warnings, l.infos, l.doubts, l.fault, l.kept_as, l.version);
}
std::optional<FileLine> find_line(db::Session& session, ReportFileId id) {
  return session.one<FileLine>(line_by_id, id);
}
std::optional<File> find(db::Session& session, ReportFileId id) {
  auto line = find_line(session, id);
  return line ? std::optional(whole(session, *std::move(line))) : std::nullopt;
}
bool claim(db::Session& session, ReportFileId id, std::int64_t version) {
  return session.exec(claim_file, id, version) == 1;
}
void update(db::Session& session, const File& file) {
  const auto& l = file.line;
  session.exec(update_file, l.id, l.state, l.unit_name, l.unit, l.year, l.money_unit, l.errors, l.warnings, l.infos,
               l.doubts, l.fault, l.kept_as, file.findings, file.reading, file.decisions);
}

std::vector<FileLine> files(db::Session& session, ReportBatchId batch, Wanted wanted, ReportFileId after,
                            std::int64_t limit) {
  return session.all<FileLine>(files_of_batch, batch, static_cast<std::int64_t>(wanted), after.value, limit);
}
std::vector<File> whole_files(db::Session& session, ReportBatchId batch, ReportFileId after, std::int64_t limit) {
  std::vector<File> list;
  auto lines = files(session, batch, Wanted::all, after, limit);
  for (auto& line : lines) list.push_back(whole(session, std::move(line)));
  return list;
}
std::vector<std::pair<FileLine, std::string>> files_with_findings(db::Session& session, ReportBatchId batch,
                                                                  ReportFileId after, std::int64_t limit) {
  std::vector<std::pair<FileLine, std::string>> list;
  auto lines = files(session, batch, Wanted::all, after, limit);
  for (auto& line : lines) {
    auto findings = session.one<std::string>(findings_of, line.id).value_or("");
    list.emplace_back(std::move(line), std::move(findings));
  }
  return list;
}
std::vector<FileLine> waiting(db::Session& session, ReportBatchId batch, std::int64_t limit) {
  return session.all<FileLine>(waiting_files, batch, limit);
}
std::optional<ReportFileId> first_of(db::Session& session, ReportBatchId batch, std::string_view unit_name,
                                     std::int64_t year) {
  return session.one<ReportFileId>(first_of_unit, batch, unit_name, year);
}
Sums sums_of(db::Session& session, ReportBatchId batch) {
  return session.one<Sums>(batch_sums, batch).value_or(Sums{});
}

}  // namespace gongkai::report_intake::store
