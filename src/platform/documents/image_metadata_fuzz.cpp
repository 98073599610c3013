// The first byte chooses the format, the rest is the picture.
#include "platform/documents/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using gongkai::documents::Format;
  constexpr Format formats[]{Format::jpeg, Format::png, Format::gif, Format::webp};
  if (size == 0) return 0;
  (void)gongkai::documents::read_image({reinterpret_cast<const char*>(data + 1), size - 1}, formats[data[0] % 4]);
  return 0;
}
