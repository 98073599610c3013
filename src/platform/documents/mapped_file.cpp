#include "platform/documents/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace gongkai::documents {

MappedFile::MappedFile(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat status{};
  if (fd < 0 || ::fstat(fd, &status) != 0) {
    const int error = errno;
    if (fd >= 0) ::close(fd);
    throw std::system_error(error, std::generic_category(), path);
  }
  m_size = static_cast<std::size_t>(status.st_size);
  if (m_size > 0) m_at = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, fd, 0);
  const int error = errno;
  ::close(fd);
  if (m_at == MAP_FAILED) throw std::system_error(error, std::generic_category(), path);
}

MappedFile::~MappedFile() {
  if (m_at) ::munmap(m_at, m_size);
}

}  // namespace gongkai::documents
