#include "tests/fault/small_disk.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdlib>

namespace gongkai::testing {

std::unique_ptr<SmallDisk> SmallDisk::mount(int megabytes) {
  std::unique_ptr<SmallDisk> disk(new SmallDisk);
  const auto size = "size=" + std::to_string(megabytes) + "m";
  if (::mount("tmpfs", disk->m_place.path().c_str(), "tmpfs", 0, size.c_str()) != 0) return nullptr;
  const char* former = std::getenv("TMPDIR");
  disk->m_former_temporary_folder = former ? former : "";
  setenv("TMPDIR", disk->m_place.path().c_str(), 1);
  return disk;
}

SmallDisk::~SmallDisk() {
  if (m_former_temporary_folder.empty()) unsetenv("TMPDIR");
  else setenv("TMPDIR", m_former_temporary_folder.c_str(), 1);
  umount2(m_place.path().c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
  const int file = open(filler().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const std::string block(65536, 'x');
  for (std::size_t step = block.size(); step > 0;) {
    if (write(file, block.data(), step) <= 0) step /= 2;
  }
  close(file);
}

void SmallDisk::make_room() const {
  unlink(filler().c_str());
}

}  // namespace gongkai::testing
