// The reports in a ZIP: its files, without what archives carry along.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/mapped_file.hpp"

namespace gongkai::report_intake {

/// The paths of the reports in it; nothing when the file is no archive but a report itself. Faults of documents::Archive.
Result<std::optional<std::vector<std::string>>> reports_in(const std::filesystem::path& path, std::string_view name);

class ReportArchive {
 public:
  static Result<std::unique_ptr<ReportArchive>> open(const std::filesystem::path& path);
  Result<std::string> read(std::string_view entry) const { return m_archive->read(entry); }
  std::vector<std::string> paths() const;

 private:
  explicit ReportArchive(const std::filesystem::path& path) : m_file(path.string()) {}
  documents::MappedFile m_file;
  std::unique_ptr<documents::Archive> m_archive;
};

}  // namespace gongkai::report_intake
