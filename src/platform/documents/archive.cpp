#include "platform/documents/archive.hpp"

#include <zip.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
constexpr std::uint32_t unix_type_mask = 0xF000, unix_link = 0xA000;

Result<ArchiveEntry> entry_at(zip* archive, zip_uint64_t index) {
  zip_stat_t stat;
  if (zip_stat_index(archive, index, ZIP_FL_ENC_GUESS, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME))
    return refuse(FaultKind::invalid, "files.damaged");
  ArchiveEntry entry{.name = stat.name};
  entry.size =
      (stat.valid & ZIP_STAT_SIZE) ? static_cast<std::int64_t>(std::min<zip_uint64_t>(stat.size, INT64_MAX)) : 0;
  entry.packed = (stat.valid & ZIP_STAT_COMP_SIZE)
                     ? static_cast<std::int64_t>(std::min<zip_uint64_t>(stat.comp_size, INT64_MAX))
                     : 0;
  entry.is_encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE;
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 && system == ZIP_OPSYS_UNIX)
    entry.is_link = ((attributes >> 16) & unix_type_mask) == unix_link;
  return entry;
}
}  // namespace

void Archive::Close::operator()(zip* archive) const {
  zip_discard(archive);
}

bool is_safe_archive_path(std::string_view name) {
  if (name.empty() || name.size() > 1000 || name.front() == '/' || !is_valid_utf8(name)) return false;
  if (std::any_of(name.begin(), name.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == ':'; }))
    return false;
  const auto parts = split(name, '/');
  return std::none_of(parts.begin(), parts.end(), [](std::string_view part) { return part == ".." || part == "."; });
}

Result<Archive> Archive::open(std::string_view bytes, ArchiveLimits limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) return refuse(FaultKind::invalid, "files.damaged");
  Archive archive;
  archive.m_zip.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  if (!archive.m_zip) {
    zip_source_free(source);
    zip_error_fini(&error);
    return refuse(FaultKind::invalid, "files.damaged");
  }
  archive.m_limits = limits;
  archive.m_bytes = static_cast<std::int64_t>(bytes.size());
  const auto count = static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive.m_zip.get(), 0)));
  if (count > limits.entries)
    return refuse(FaultKind::too_large, "files.too_many_entries", {}, {{"limit", std::to_string(limits.entries)}});
  std::int64_t total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto entry = TRY(entry_at(archive.m_zip.get(), i));
    if (!is_safe_archive_path(entry.name) || entry.is_link)
      return refuse(FaultKind::invalid, "files.archive_path", {}, {{"entry", shorten(clean_utf8(entry.name), 60)}});
    if (entry.size > limits.entry_bytes || (total += entry.size) > limits.total_bytes)
      return refuse(FaultKind::too_large, "files.bomb");
    archive.m_entries.push_back(std::move(entry));
  }
  if (total > limits.ratio_from && total / std::max<std::int64_t>(1, archive.m_bytes) > limits.ratio)
    return refuse(FaultKind::too_large, "files.bomb");
  return archive;
}

bool Archive::has(std::string_view name) const {
  return std::any_of(m_entries.begin(), m_entries.end(), [&](const ArchiveEntry& entry) { return entry.name == name; });
}

Result<std::int64_t> Archive::inflate(std::size_t index, const std::function<void(std::string_view)>& f) const {
  if (m_entries[index].is_encrypted) return refuse(FaultKind::invalid, "files.encrypted");
  const auto close = [](zip_file_t* file) { zip_fclose(file); };
  const std::unique_ptr<zip_file_t, decltype(close)> file(zip_fopen_index(m_zip.get(), index, 0), close);
  if (!file) return refuse(FaultKind::invalid, "files.damaged");
  std::array<char, 64 << 10> buffer;
  std::int64_t bytes = 0;
  for (;;) {
    const auto got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) return refuse(FaultKind::invalid, "files.damaged");
    if (got == 0) return bytes;
    bytes += got;
    m_inflated += got;
    const bool steep =
        m_inflated > m_limits.ratio_from && m_inflated / std::max<std::int64_t>(1, m_bytes) > m_limits.ratio;
    if (bytes > m_limits.entry_bytes || m_inflated > m_limits.total_bytes || steep)
      return refuse(FaultKind::too_large, "files.bomb");
    f({buffer.data(), static_cast<std::size_t>(got)});
  }
}

Result<std::string> Archive::read(std::string_view name) const {
  const auto found =
      std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& entry) { return entry.name == name; });
  if (found == m_entries.end()) return refuse(FaultKind::invalid, "files.damaged");
  std::string out;
  CHECK_OK(inflate(static_cast<std::size_t>(found - m_entries.begin()), [&](std::string_view bytes) { out += bytes; }));
  return out;
}

Result<void> Archive::inflate_all() const {
  for (std::size_t i = 0; i < m_entries.size(); ++i) CHECK_OK(inflate(i, [](std::string_view) {}));
  return {};
}

}  // namespace gongkai::documents
