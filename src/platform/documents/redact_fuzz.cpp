// The first byte chooses the format; the rest is read, redacted in its middle, and checked.
#include "platform/documents/redaction.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai::documents;
  constexpr Format formats[]{Format::pdf, Format::docx, Format::txt};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto format = formats[data[0] % 3];
  const auto source = read_source(bytes, format, 0);
  if (!source || source->pages > 3 || !decode_source(encode(*source))) return 0;
  std::vector<Mark> marks;
  if (source->has_boxes) marks.push_back({.page = 1, .box = {0.2, 0.2, 0.5, 0.5}, .label = "x"});
  else if (!source->found.empty() && !source->found[0].lines.empty() && !source->found[0].lines[0].text.empty())
    marks.push_back({.line = source->found[0].lines[0].number, .begin = 0, .end = 1, .label = "x"});
  const auto result = redact(bytes, format, marks);
  if (result && format != Format::pdf) (void)check_redacted(*result, format, {marks, {{"secret", 0}}});
  return 0;
}
