// What a worker says that was taken over by the file it read.
#include "platform/documents/redaction.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai::documents;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto source = decode_source(text)) (void)encode(*source);
  (void)decode_marks(text);
  (void)decode_check_order(text);
  (void)decode_check_report(text);
  return 0;
}
