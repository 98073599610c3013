// Whatever the bytes, the checker answers with findings or a refusal.
#include "base/assets.hpp"
#include "report_check/check.hpp"
#include "report_check/report_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai;
  static const bool ready = (assets::add_embedded(), true);
  const auto pieces = documents::read_docx_pieces({reinterpret_cast<const char*>(data), size});
  if (!ready || !pieces) return 0;
  if (auto report = report_check::read_report(*pieces))
    (void)json::to_string(report_check::to_json(report_check::check(std::move(*report), nullptr)));
  return 0;
}
