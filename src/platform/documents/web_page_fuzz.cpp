// Whatever the page, links to files stay inside the site.
#include "platform/documents/web_page.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto page = gongkai::documents::read_web_page({reinterpret_cast<const char*>(data), size}, "a/b.html", {});
  for (const auto& file : page.files)
    if (!file.starts_with("site:/") || file.find("/../") != std::string::npos) __builtin_trap();
  return 0;
}
