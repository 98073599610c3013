// The first byte chooses the format, the rest is the scan. Recognition itself gets pixels of our own making and is left out.
#include "platform/documents/image.hpp"
#include "platform/documents/recognise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using gongkai::documents::Format;
  constexpr Format formats[]{Format::pdf, Format::jpeg, Format::png, Format::gif, Format::webp};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto format = formats[data[0] % 5];
  const auto pages = gongkai::documents::count_pages(bytes, format);
  if (pages && *pages > 0) (void)gongkai::documents::page_picture(bytes, format, *pages);
  return 0;
}
