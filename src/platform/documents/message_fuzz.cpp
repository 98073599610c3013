// A worker that was taken over may send anything.
#include "platform/documents/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view frame(reinterpret_cast<const char*>(data), size);
  (void)gongkai::documents::decode_answer(frame);
  (void)gongkai::documents::decode_order(frame);
  return 0;
}
