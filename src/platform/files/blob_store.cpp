#include "platform/files/blob_store.hpp"

#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <system_error>

#include "base/bytes.hpp"
#include "platform/files/descriptor.hpp"
#include "platform/files/digest.hpp"

namespace gongkai::files {
namespace {
namespace fs = std::filesystem;

bool is_full(int error) {
  return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

std::unexpected<Fault> disk_full() {
  return refuse(FaultKind::unavailable, "storage.disk_full");
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Calls f with pieces of the file until it answers false. Throws when the file cannot be read.
template <class F>
void each_piece(const fs::path& path, F&& f) {
  const Descriptor in(path, O_RDONLY);
  if (!in) throw_errno(path);
  std::array<char, 256 << 10> buffer;
  for (;;) {
    const auto got = ::read(in.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno(path);
    if (got == 0 || !f(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return;
  }
}

void sync_folder(const fs::path& folder) {
  const Descriptor fd(folder, O_RDONLY | O_DIRECTORY);
  if (!fd || ::fsync(fd.get()) != 0) throw_errno(folder);
}

/// Removes an unfinished file whatever happens.
struct Scratch {
  fs::path path;
  ~Scratch() {
    if (!path.empty()) ::unlink(path.c_str());
  }
};

bool exists_with_size(const fs::path& path, std::int64_t size) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size == size;
}

Instant modified_at(const struct stat& status) {
  return Instant{status.st_mtim.tv_sec * std::int64_t{1'000'000} + status.st_mtim.tv_nsec / 1000};
}

/// Between putting and removing the same content one must wait for the other, also across processes.
class Lock {
 public:
  Lock(const fs::path& path, int kind) : m_fd(path, O_RDWR | O_CREAT, 0600) {
    if (!m_fd) throw_errno(path);
    while (::flock(m_fd.get(), kind) != 0)
      if (errno != EINTR) throw_errno(path);
  }

 private:
  Descriptor m_fd;
};
}  // namespace

BlobStore::BlobStore(fs::path folder) : m_blobs(folder / "blobs"), m_tmp(folder / "tmp"), m_lock(folder / "lock") {
  fs::create_directories(m_blobs);
  fs::create_directories(m_tmp);
  sync_folder(folder);
}

fs::path BlobStore::path_of(std::string_view sha256) const {
  return m_blobs / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

fs::path BlobStore::scratch(std::string_view extension) const {
  return m_tmp / (to_hex(random_bytes(12)) + (extension.empty() ? "" : "." + std::string(extension)));
}

Result<Blob> BlobStore::put(const fs::path& source) {
  const Scratch tmp{scratch("")};
  Blob blob;
  {
    const Descriptor out(tmp.path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!out) return is_full(errno) ? Result<Blob>(disk_full()) : (throw_errno(tmp.path), Blob{});
    TwoDigests digests;
    int error = 0;
    each_piece(source, [&](std::string_view piece) {
      digests.add(piece);
      blob.size += static_cast<std::int64_t>(piece.size());
      error = write_all(out.get(), piece) ? 0 : errno;
      return error == 0;
    });
    if (error == 0 && ::fdatasync(out.get()) != 0) error = errno;
    if (is_full(error)) return disk_full();
    if (error != 0) throw std::system_error(error, std::generic_category(), tmp.path.string());
    std::tie(blob.sha256, blob.sm3) = digests.finish();
  }
  return place(tmp.path, blob);
}

Result<Blob> BlobStore::place(const fs::path& tmp, const Blob& blob) {
  const auto target = path_of(blob.sha256);
  const Lock lock(m_lock, LOCK_SH);
  // Known content is replaced by itself: that heals a rotten copy, and its day of grace starts anew.
  std::error_code error;
  const bool is_new_folder = fs::create_directories(target.parent_path(), error);
  if (!error && ::rename(tmp.c_str(), target.c_str()) != 0) error.assign(errno, std::generic_category());
  if (error)
    return is_full(error.value()) ? Result<Blob>(disk_full()) : throw std::system_error(error, target.string());
  sync_folder(target.parent_path());
  if (is_new_folder) {
    sync_folder(target.parent_path().parent_path());
    sync_folder(m_blobs);
  }
  return blob;
}

Result<fs::path> BlobStore::open(std::string_view sha256, std::int64_t size) const {
  auto path = path_of(sha256);
  if (exists_with_size(path, size)) return path;
  std::error_code ignored;
  return refuse(FaultKind::unavailable, fs::exists(path, ignored) ? "files.corrupt" : "files.missing");
}

BlobState BlobStore::verify(const Blob& blob) const {
  const auto path = path_of(blob.sha256);
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return BlobState::missing;
  TwoDigests digests;
  try {
    each_piece(path, [&](std::string_view piece) {
      digests.add(piece);
      return true;
    });
  } catch (const std::system_error&) {
    return BlobState::corrupt;  // a disk that cannot read it
  }
  return digests.finish() == std::pair(blob.sha256, blob.sm3) ? BlobState::good : BlobState::corrupt;
}

void BlobStore::each(const std::function<void(const std::string&, Instant)>& f) const {
  for (const auto& entry : fs::recursive_directory_iterator(m_blobs)) {
    struct stat status{};
    if (::stat(entry.path().c_str(), &status) == 0 && S_ISREG(status.st_mode))
      f(entry.path().filename(), modified_at(status));
  }
}

bool BlobStore::remove(std::string_view sha256, Instant before) {
  const auto path = path_of(sha256);
  const Lock lock(m_lock, LOCK_EX);
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || !(modified_at(status) < before)) return false;
  return ::unlink(path.c_str()) == 0;
}

int BlobStore::clean_up(Instant before) {
  int removed = 0;
  for (const auto& entry : fs::directory_iterator(m_tmp)) {
    struct stat status{};
    if (::stat(entry.path().c_str(), &status) == 0 && modified_at(status) < before &&
        ::unlink(entry.path().c_str()) == 0)
      ++removed;
  }
  return removed;
}

}  // namespace gongkai::files
