// The first byte chooses the format, the rest is the file.
#include "platform/documents/inspect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using gongkai::documents::Format;
  if (size == 0) return 0;
  const auto format = static_cast<Format>(data[0] % (static_cast<int>(Format::mp4) + 1));
  (void)gongkai::documents::inspect({reinterpret_cast<const char*>(data + 1), size - 1}, format);
  return 0;
}
