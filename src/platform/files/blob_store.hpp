// Bytes addressed by their SHA-256: blobs/ab/cd/<sha256>. A blob is complete and durable before anything refers to
// it: written to tmp/, fdatasync, rename, fsync of the directories; only then may a database row name it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::files {

struct Blob {
  std::string sha256{};  // hexadecimal
  std::string sm3{};
  std::int64_t size = 0;
  bool operator==(const Blob&) const = default;
};

enum class BlobState { good, missing, corrupt };

class BlobStore {
 public:
  explicit BlobStore(std::filesystem::path folder);

  /// Copies the file in; the same content is stored once. Fault{unavailable, "storage.disk_full"} leaves nothing
  /// behind.
  Result<Blob> put(const std::filesystem::path& source);

  /// Where the bytes lie: Fault{unavailable, "files.missing"} when they do not, "files.corrupt" when the size
  /// differs.
  Result<std::filesystem::path> open(std::string_view sha256, std::int64_t size) const;
  /// Reads and hashes the whole blob.
  BlobState verify(const Blob& blob) const;

  /// Every blob on the disk, in no particular order; f gets its address and when it was last put.
  void each(const std::function<void(const std::string& sha256, Instant put_at)>& f) const;
  /// Removes the blob unless it was put again after `before`; true when it went.
  bool remove(std::string_view sha256, Instant before);
  /// Removes what interrupted writes left in tmp/ before that time; returns how many.
  int clean_up(Instant before);

  std::filesystem::path path_of(std::string_view sha256) const;
  const std::filesystem::path& tmp() const { return m_tmp; }
  /// A fresh path in tmp/ that nobody else uses.
  std::filesystem::path scratch(std::string_view extension) const;

 private:
  Result<Blob> place(const std::filesystem::path& tmp, const Blob& blob);
  std::filesystem::path m_blobs, m_tmp, m_lock;
};

}  // namespace gongkai::files
