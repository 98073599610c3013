#include "annual_report/store.hpp"

namespace gongkai {

namespace annual_report::store {
namespace {
struct Row {
  std::int64_t cell = 0;
  FileId file{};
};
}  // namespace
}  // namespace annual_report::store

template <>
struct db::Columns<annual_report::store::Row> {
  using Row = annual_report::store::Row;
  static constexpr auto list = std::tuple{column("cell", &Row::cell), column("file", &Row::file)};
};

}  // namespace gongkai

namespace gongkai::annual_report::store {

namespace {

const db::Query evidence_of_report{
    "annual_report.evidence", "SELECT cell, file FROM annual_report_evidence WHERE case_id = $1 ORDER BY cell, file"};
const db::Query insert_evidence{"annual_report.insert_evidence",
                                "INSERT INTO annual_report_evidence (case_id, cell, file) VALUES ($1, $2, $3)"};
const db::Query delete_evidence{"annual_report.remove_evidence",
                                "DELETE FROM annual_report_evidence WHERE case_id = $1 AND cell = $2 AND file = $3"};

}  // namespace

std::vector<EvidenceOfCell> evidence(db::Session& session, CaseId id) {
  std::vector<EvidenceOfCell> all;
  for (const auto& row : session.all<Row>(evidence_of_report, id))
    all.push_back({static_cast<int>(row.cell), row.file});
  return all;
}
void insert(db::Session& session, CaseId id, const EvidenceOfCell& evidence) {
  session.exec(insert_evidence, id, evidence.cell, evidence.file);
}
bool remove(db::Session& session, CaseId id, const EvidenceOfCell& evidence) {
  return session.exec(delete_evidence, id, evidence.cell, evidence.file) > 0;
}

}  // namespace gongkai::annual_report::store
