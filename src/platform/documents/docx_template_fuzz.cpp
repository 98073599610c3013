// What a unit uploads as its form of a letter: it is read and filled without harm, and what was filled can be read again.
#include <cstdlib>

#include "platform/documents/docx_template.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai::documents;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto& place : placeholders_in(bytes))
    if (place.begin >= place.end || place.end > size) std::abort();
  const auto read = read_docx_template(bytes);
  if (!read) return 0;
  TemplateFilling filling{.title = "题", .author = "单位"};
  for (const auto& paragraph : read->paragraphs)
    for (const auto& place : placeholders_in(paragraph.text)) filling.values[place.name] = "甲\n乙";
  const auto filled = fill_docx_template(bytes, filling);
  if (filled && !read_docx_template(*filled)) std::abort();
  return 0;
}
