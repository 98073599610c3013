// What comes out holds nothing that runs, and comes out the same the second time.
#include <cstdlib>

#include "platform/documents/sanitise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using gongkai::documents::sanitise;
  const auto once = sanitise({reinterpret_cast<const char*>(data), size});
  if (!once) return 0;
  for (const auto* bad : {"<script", "<svg", "<iframe", "<style", "<object", "<!--", "href=\"javascript"})
    if (once->markup.find(bad) != std::string::npos) std::abort();
  const auto twice = sanitise(once->markup);
  if (twice && twice->markup != once->markup) std::abort();
  return 0;
}
