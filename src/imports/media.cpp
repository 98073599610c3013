#include "imports/media.hpp"

#include <fstream>

#include "base/text.hpp"
#include "platform/http/message.hpp"

namespace gongkai::imports {

namespace {

/// A whole site's uploads: many files, each within what an attachment may be.
constexpr documents::ArchiveLimits media_limits{
    .entries = 200'000, .entry_bytes = 256LL << 20, .total_bytes = 64LL << 30, .ratio = 300, .ratio_from = 64LL << 20};
constexpr std::size_t taken_kept = 10'000;

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// "site:/a/b.pdf", "http://old.example/wp-content/uploads/b.pdf?v=2" and "附件\\b.pdf" as paths.
std::string path_of(std::string_view reference) {
  auto text = reference.substr(0, reference.find_first_of("?#"));
  if (const auto scheme = text.find("://"); scheme != std::string_view::npos) text = text.substr(scheme + 3);
  else if (text.starts_with("site:/")) text = text.substr(6);
  auto path = http::percent_decode(text, false).value_or(std::string(text));
  std::ranges::replace(path, '\\', '/');
  return path.substr(std::min(path.find_first_not_of("./"), path.size()));
}

/// How many parts at their ends are the same.
std::size_t common_end(std::string_view left, std::string_view right) {
  const auto a = split(left, '/'), b = split(right, '/');
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
  return same;
}

}  // namespace

Result<std::unique_ptr<Media>> Media::open(const std::filesystem::path& zip) {
  auto media = std::unique_ptr<Media>(new Media(zip));
  media->m_archive =
      std::make_unique<documents::Archive>(TRY(documents::Archive::open(media->m_file.bytes(), media_limits)));
  for (const auto& entry : media->m_archive->entries())
    if (!entry.is_link && !entry.is_encrypted && !entry.name.ends_with('/'))
      media->m_by_name.emplace(last_part(entry.name), entry.name);
  return media;
}

std::string Media::entry_of(std::string_view reference) const {
  const auto path = path_of(reference);
  const auto [begin, end] = m_by_name.equal_range(last_part(path));
  std::string best;
  std::size_t most = 0;
  for (auto at = begin; at != end; ++at)
    if (const auto same = common_end(path, at->second); same > most) most = same, best = at->second;
  return best;
}

Result<files::Checked> Media::take_in(files::Store& files, std::string_view reference) {
  const auto entry = entry_of(reference);
  if (entry.empty()) return refuse(FaultKind::invalid, "import.media_missing", {}, {{"file", std::string(reference)}});
  if (const auto known = m_taken.find(entry); known != m_taken.end()) return known->second;
  const auto bytes = TRY(m_archive->read(entry));
  const auto scratch = files.blobs().scratch("import");
  std::ofstream(scratch, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto checked = files.take_in({scratch, std::string(last_part(entry)), "attachments"});
  std::error_code ignored;
  std::filesystem::remove(scratch, ignored);
  if (m_taken.size() >= taken_kept) m_taken.clear();
  return m_taken.emplace(entry, std::move(checked)).first->second;
}

}  // namespace gongkai::imports
