// The archive: closed requests by unit and year, and the index of the file of one case (卷内目录).
#pragma once
#include "oversight/store.hpp"
#include "oversight/use_cases.hpp"

namespace gongkai::oversight {

struct ArchiveRow {
  store::Filed filed{};
  std::optional<Day> archived_on{};
  std::string retention{};  // 保管期限
  std::string shelf{};
  std::vector<std::string> gaps{};  // names of what the file of a case that waits still lacks
};
struct ArchiveQuery {
  std::string unit_path{};
  int year = 0;  // of closing
  bool archived = true;
  CaseId after{};
  std::int64_t limit = 0;
};
/// The caller has asked for the permission over the unit. Neither applicants nor what they asked for stand in it.
std::vector<ArchiveRow> archive_list(db::Session& session, const Context& context, const ArchiveQuery& query);
std::string archive_workbook(const std::vector<ArchiveRow>& rows, std::string_view unit, int year);

struct IndexEntry {
  Day on{};
  std::string author{};
  std::string number{};
  std::string title{};
};
struct CaseIndex {
  std::string number{};  // of the case
  std::string unit{};
  std::string outcome{};
  std::optional<Day> received_on{};
  std::optional<Day> closed_on{};
  std::string retention{};
  std::string shelf{};
  std::vector<IndexEntry> entries{};   // by day
  std::vector<std::string> remarks{};  // 备考: what is missing or stands in for what is lost
};
CaseIndex index_of(db::Session& session, const Context& context, CaseId id);
/// A4 by the writer of official papers.
std::string index_pdf(const CaseIndex& index, const Context& context);

}  // namespace gongkai::oversight
