// Exports and checkpoints come from outside when a trail is verified offline: any bytes get a report, never a crash.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "platform/audit/verify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)audit::parse_checkpoint(bytes);
  static const auto file =
      std::filesystem::temp_directory_path() / ("gongkai-export-fuzz-" + std::to_string(getpid()) + ".jsonl");
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  (void)audit::verify_export(file, file, std::string(64, '0'));
  return 0;
}
