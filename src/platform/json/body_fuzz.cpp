// What was parsed can be written and parsed again, and a reader of it never fails otherwise than by a fault.
#include <cstdlib>

#include "platform/json/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai;
  const auto once = json::parse({reinterpret_cast<const char*>(data), size});
  if (!once) return 0;
  if (!json::parse(json::to_string(*once))) std::abort();
  json::Reader reader(*once);
  (void)reader.text("title");
  (void)reader.optional_text("summary");
  (void)reader.integer("version");
  (void)reader.boolean_or("shown", false);
  (void)reader.day("day");
  (void)reader.id("id");
  (void)reader.list("items");
  (void)reader.object_at("fields");
  (void)reader.finish();
  return 0;
}
