// Batches of annual reports that the office checks, and what a person decides about their cells before one of them enters
// the ledger.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "casework/model.hpp"
#include "report_format/tables.hpp"

namespace gongkai {
using ReportBatchId = Id<struct ReportBatchTag>;
using ReportFileId = Id<struct ReportFileTag>;
}  // namespace gongkai

namespace gongkai::report_intake {

enum class State { collecting = 1, checking, done };
std::string_view name_of(State state);

enum class FileState { waiting = 1, read, unreadable, kept };
std::string_view name_of(FileState state);
std::optional<FileState> parse_file_state(std::string_view name);

struct Batch {
  ReportBatchId id{};
  UnitId unit{};
  std::string name;
  State state = State::collecting;
  std::int64_t total = 0;
  std::int64_t position = 0;
  PersonId ordered_by{};
  Instant created_at{};
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
  std::int64_t version = 1;
};

/// By cell: the value that a person confirmed or wrote instead. Amounts in millionths, as in Tables.
using Decisions = std::map<int, std::int64_t>;

/// A line of the list; reading and decisions are loaded with one report only.
struct FileLine {
  ReportFileId id{};
  ReportBatchId batch{};
  FileId file{};
  std::string path;
  bool in_archive = false;
  FileState state = FileState::waiting;
  std::string unit_name;
  UnitId unit{};
  std::int64_t year = 0;
  report_format::MoneyUnit money_unit = report_format::MoneyUnit::none;
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t infos = 0;
  std::int64_t doubts = 0;
  std::string fault;
  CaseId kept_as{};
  std::int64_t version = 1;
};

struct File {
  FileLine line;
  std::string findings;   // JSON
  std::string reading;    // JSON
  std::string decisions;  // JSON
};

}  // namespace gongkai::report_intake
