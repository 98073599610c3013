// From a file to a report: foreign formats are read in worker processes, scans page by page.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/workers.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

inline constexpr int most_scanned_pages = 20;

/// By its first bytes, by its name where these say nothing. Nothing for what the checker cannot read (.doc, .ofd …).
std::optional<documents::Format> format_of(std::string_view name, std::string_view bytes);

/// Faults: report_check.unreadable_path, report_check.format_unknown, report_check.too_many_pages,
/// report_check.no_tables, files.…
Result<Report> read_file(documents::Workers& workers, const std::string& path, std::string_view name);

struct Job {
  std::string path;
  std::string name;  // shown
};
/// Each file read and checked, several at a time; `previous` is held against each file of its unit, or against the only
/// one. `progress` is called from any thread, one call at a time.
std::vector<Checked> check_files(documents::Workers& workers, const std::vector<Job>& jobs, const Report* previous,
                                 int threads, const std::function<void(std::size_t done)>& progress = {});

/// All reports of one year and form added up (Y-MERGE); blank where all were blank.
Tables sum_of(const std::vector<Checked>& files, Format format);
/// The cells in which a report differs from the sum of others.
std::vector<Finding> compare_with_sum(const Report& report, const Tables& sum);

}  // namespace gongkai::report_check
