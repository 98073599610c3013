#include "platform/db/reserve.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gongkai::db {

bool Reserve::keep() noexcept {
  if (m_bytes <= 0) return true;
  const int file = open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return false;
  struct stat found{};
  const bool complete = fstat(file, &found) == 0 && found.st_size >= m_bytes;
  const bool kept = complete || posix_fallocate(file, 0, m_bytes) == 0;
  close(file);
  if (!kept) give_up();  // a part of the reserve would only fill the disk further
  return kept;
}

void Reserve::give_up() noexcept {
  unlink(m_path.c_str());
}

}  // namespace gongkai::db
