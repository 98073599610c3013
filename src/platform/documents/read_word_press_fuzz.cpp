// Whatever the bytes, the reader answers with JSON lines or a refusal.
#include "platform/documents/records.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  (void)gongkai::documents::read_word_press_records({reinterpret_cast<const char*>(data), size});
  return 0;
}
