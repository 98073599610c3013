// Whatever the bytes, the reader answers with text or a refusal.
#include "platform/documents/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  (void)gongkai::documents::read_docx({reinterpret_cast<const char*>(data), size});
  return 0;
}
