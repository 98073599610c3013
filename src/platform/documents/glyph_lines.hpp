// A page's characters with their places, line by line, from a text layer or from recognition.
#pragma once
#include <poppler-page.h>

#include <string>
#include <vector>

#include "platform/documents/raster.hpp"
#include "platform/documents/redaction.hpp"

namespace gongkai::documents {

struct GlyphLine {
  std::u32string text{};
  std::vector<Box> boxes{};  // one a character; a blank between words may have none (width 0)
};

/// Of the text layer, in the order poppler reads it. Width and height of the page as it is shown.
struct PageSize {
  double width = 0, height = 0;  // points
};
PageSize size_of(const poppler::page& page);
std::vector<GlyphLine> glyphs_of(const poppler::page& page);

/// By tesseract. Fault files.recognition_missing.
Result<std::vector<GlyphLine>> recognise_glyphs(const Raster& raster);

/// Words as people take them: runs of letters or digits, Chinese words by the dictionary of ICU. Blanks belong to none.
std::vector<Word> words_of(const GlyphLine& line);
SourceLine to_source_line(const GlyphLine& line, int number);

/// Whether a mark hides the character: it touches more than its edge. The boxes of many fonts reach into the next line.
bool hides(const Box& mark, const Box& glyph);

}  // namespace gongkai::documents
