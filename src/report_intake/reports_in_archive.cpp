#include "report_intake/reports_in_archive.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report_check/read_file.hpp"

namespace gongkai::report_intake {

namespace {

constexpr documents::ArchiveLimits limits{
    .entries = 25'000, .entry_bytes = 30LL << 20, .total_bytes = 8LL << 30, .ratio = 300, .ratio_from = 64LL << 20};

/// Resource forks, thumbnails, what the desktop left behind.
bool is_left_over(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return path.starts_with("__MACOSX/") || name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" ||
         name == "desktop.ini";
}

}  // namespace

Result<std::unique_ptr<ReportArchive>> ReportArchive::open(const std::filesystem::path& path) {
  auto archive = std::unique_ptr<ReportArchive>(new ReportArchive(path));
  archive->m_archive =
      std::make_unique<documents::Archive>(TRY(documents::Archive::open(archive->m_file.bytes(), limits)));
  return archive;
}

std::vector<std::string> ReportArchive::paths() const {
  std::vector<std::string> paths;
  for (const auto& entry : m_archive->entries())
    if (!entry.is_link && !entry.name.ends_with('/') && !is_left_over(entry.name)) paths.push_back(entry.name);
  std::ranges::sort(paths);
  return paths;
}

Result<std::optional<std::vector<std::string>>> reports_in(const std::filesystem::path& path, std::string_view name) {
  {
    const documents::MappedFile file(path.string());
    if (!file.bytes().starts_with("PK") || report_check::format_of(name, file.bytes())) return std::nullopt;
  }
  const auto archive = TRY(ReportArchive::open(path));
  auto paths = archive->paths();
  if (paths.empty()) return refuse(FaultKind::invalid, "report_intake.empty_archive", "file");
  return std::optional(std::move(paths));
}

}  // namespace gongkai::report_intake
