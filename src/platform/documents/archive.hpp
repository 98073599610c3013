// A ZIP in memory, read with distrust: the central directory is checked before anything is inflated, and bytes are
// counted while inflating, because the sizes it states may lie.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct zip;

namespace gongkai::documents {

struct ArchiveLimits {
  std::size_t entries = 10'000;
  std::int64_t entry_bytes = 256LL << 20;
  std::int64_t total_bytes = 512LL << 20;
  std::int64_t ratio = 300;  // inflated to packed, once an archive inflates to more than …
  std::int64_t ratio_from = 8LL << 20;
};

struct ArchiveEntry {
  std::string name;
  std::int64_t size = 0;  // as stated
  std::int64_t packed = 0;
  bool is_encrypted = false;
  bool is_link = false;
};

class Archive {
 public:
  /// Faults: files.damaged, files.bomb, files.too_many_entries, files.archive_path.
  static Result<Archive> open(std::string_view bytes, ArchiveLimits limits = {});

  const std::vector<ArchiveEntry>& entries() const { return m_entries; }
  bool has(std::string_view name) const;
  /// The inflated bytes. Fault files.damaged when it is not there or broken, files.bomb when it is larger than
  /// allowed.
  Result<std::string> read(std::string_view name) const;
  /// Inflates everything and keeps nothing: proves that the archive is whole and no bomb.
  Result<void> inflate_all() const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  Result<std::int64_t> inflate(std::size_t index, const std::function<void(std::string_view)>& f) const;

  std::unique_ptr<zip, Close> m_zip;
  ArchiveLimits m_limits;
  std::vector<ArchiveEntry> m_entries;
  std::int64_t m_bytes = 0;             // of the packed archive
  mutable std::int64_t m_inflated = 0;  // over all reads
};

/// Whether a name in an archive stays inside the folder it is unpacked into.
bool is_safe_archive_path(std::string_view name);

}  // namespace gongkai::documents
