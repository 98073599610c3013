// A cleaned name is clean: cleaning it again changes nothing.
#include "platform/files/file_name.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto once = gongkai::files::clean_file_name({reinterpret_cast<const char*>(data), size});
  if (!once) return 0;
  const auto twice = gongkai::files::clean_file_name(once->full());
  if (twice && twice->full() != once->full()) std::abort();
  return 0;
}
