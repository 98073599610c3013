// Any text is read or refused; what was read can be asked for.
#include "platform/config/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  gongkai::config::Config config;
  const auto read = config.read_toml({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  if (!read) return 0;
  for (const auto& key : gongkai::config::keys()) {
    switch (key.kind) {
      case gongkai::config::Kind::text: (void)config.text(key.name); break;
      case gongkai::config::Kind::integer: (void)config.integer(key.name); break;
      case gongkai::config::Kind::boolean: (void)config.boolean(key.name); break;
      case gongkai::config::Kind::list: (void)config.list(key.name); break;
    }
  }
  return 0;
}
