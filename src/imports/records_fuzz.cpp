// Whatever the lines, each is one record or one fault, and reading comes to its end.
#include "imports/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& records : {gongkai::imports::records_of_lines(text), gongkai::imports::records_of_csv(text)})
    while (const auto record = records->next())
      if (record->fault && !record->values.empty()) __builtin_trap();
  return 0;
}
