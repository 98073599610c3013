// All SQL of batches. Functions read and write rows; they decide nothing.
#pragma once
#include "platform/db/session.hpp"
#include "report_intake/model.hpp"

namespace gongkai::report_intake::store {

void insert(db::Session& session, const Batch& batch);
std::optional<Batch> find(db::Session& session, ReportBatchId id);
/// Newest first.
std::vector<Batch> list(db::Session& session, const db::List& units, ReportBatchId before, std::int64_t limit);
/// Takes the next version if the batch still has this one; false when somebody was faster.
bool claim(db::Session& session, ReportBatchId id, std::int64_t version);
/// Everything but identity and version.
void update(db::Session& session, const Batch& batch);
void add_to_total(db::Session& session, ReportBatchId id, std::int64_t count);
void remove(db::Session& session, ReportBatchId id);

void insert(db::Session& session, const FileLine& line);
std::optional<File> find(db::Session& session, ReportFileId id);
std::optional<FileLine> find_line(db::Session& session, ReportFileId id);
bool claim(db::Session& session, ReportFileId id, std::int64_t version);
void update(db::Session& session, const File& file);

/// What a list shows of a batch.
enum class Wanted { all = 0, errors, doubts, unreadable, kept };
std::vector<FileLine> files(db::Session& session, ReportBatchId batch, Wanted wanted, ReportFileId after,
                            std::int64_t limit);
std::vector<File> whole_files(db::Session& session, ReportBatchId batch, ReportFileId after, std::int64_t limit);
/// With the findings as JSON.
std::vector<std::pair<FileLine, std::string>> files_with_findings(db::Session& session, ReportBatchId batch,
                                                                  ReportFileId after, std::int64_t limit);
std::vector<FileLine> waiting(db::Session& session, ReportBatchId batch, std::int64_t limit);
/// The first report of the batch for a unit and a year.
std::optional<ReportFileId> first_of(db::Session& session, ReportBatchId batch, std::string_view unit_name,
                                     std::int64_t year);

struct Sums {
  std::int64_t read = 0;  // with those that were kept
  std::int64_t unreadable = 0;
  std::int64_t kept = 0;
  std::int64_t with_errors = 0;
  std::int64_t with_doubts = 0;
};
Sums sums_of(db::Session& session, ReportBatchId batch);

}  // namespace gongkai::report_intake::store
