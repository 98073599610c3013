// A multipart body in portions; the files go to a folder in memory.
#include <unistd.h>

#include <cstddef>
#include <cstdint>

#include "platform/http/multipart.hpp"

using namespace gongkai::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t step = data[0] % 32 + 1;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  MultipartReader reader("B", "/dev/shm", 1000,
                         {.fields = 8, .field_bytes = 200, .uploads = 2, .part_header_bytes = 300});
  for (std::size_t at = 0; at < input.size(); at += step) {
    if (!reader.feed(input.substr(at, step))) return 0;
  }
  if (!reader.finish()) return 0;
  for (const Upload& upload : reader.take_uploads()) {
    if (upload.file_name.contains('/')) __builtin_trap();
    ::unlink(upload.path.c_str());
  }
  return 0;
}
