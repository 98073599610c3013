// Whatever is typed: the analysis is bounded, lets no operator through, and passages are whole characters.
#include <cstdlib>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/search/analysis.hpp"
#include "platform/search/asking.hpp"
#include "platform/search/document_number.hpp"
#include "platform/search/passage.hpp"
#include "platform/search/text_form.hpp"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gongkai;
  using namespace gongkai::search;
  static const bool ready = (assets::add_embedded(), true);
  static const Lexicon lexicon(words_of_the_catalog());
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto analysis = analyse(text, lexicon);
  require(ready && analysis.parts.size() <= 8);
  for (const auto& phrase : phrases_of(analysis.parts))
    for (const char32_t c : phrase) require(c == U' ' || class_of(c) != CharacterClass::separator);
  as_question(analysis, lexicon);
  number_key(text);
  reading_expression(text, true);
  const auto passage = snippet(clean_utf8(text), phrases_of(analysis.parts));
  require(is_valid_utf8(passage.text));
  for (const auto& [begin, end] : passage.marks) require(begin < end && end <= passage.text.size());
  return 0;
}
