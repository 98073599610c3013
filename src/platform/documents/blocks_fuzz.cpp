// Markup to blocks to pages: what the sanitiser lets through must always print.
#include "platform/documents/official_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai::documents;
  auto blocks = blocks_of({reinterpret_cast<const char*>(data), size});
  if (!blocks) return 0;
  (void)write_official_pdf({.title = "公告", .body = *std::move(blocks)}, {});
  return 0;
}
