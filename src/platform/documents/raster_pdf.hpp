// A PDF of nothing but pictures of pages, each with the words on it as invisible text: every byte of the file is written
// here, so that it can hold nothing else. No information about author and time, no annotations, layers, scripts, attachments
// or revisions.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "platform/documents/raster.hpp"

namespace gongkai::documents {

struct PlacedText {
  std::u32string text;
  Box box;
};

class RasterPdf {
 public:
  /// Width and height in points. Faults of the encoding; files.result_too_large.
  Result<void> add_page(const Raster& raster, double width, double height, const std::vector<PlacedText>& words);
  std::string finish();

 private:
  struct Code {
    std::size_t font = 0;
    unsigned char code = 0;
  };
  struct Picture {
    std::string dictionary, bytes;
  };
  static Result<Picture> picture_of(const Raster& raster);
  Code code_of(char32_t c);
  std::string text_of(const std::vector<PlacedText>& words, double width, double height);
  int add_object(const std::string& body);
  int add_stream(const std::string& dictionary, std::string_view bytes);
  std::string fonts();
  std::string font_object(std::size_t font, int wide, int narrow);

  std::string m_out = "%PDF-1.4\n%\xE5\x85\xAC\xE5\xBC\x80\n";
  std::vector<std::size_t> m_offsets = std::vector<std::size_t>(3);  // of the objects from 1: catalog, pages, fonts
  std::vector<int> m_pages{};
  std::map<char32_t, Code> m_codes{};
  std::vector<std::u32string> m_fonts{};  // the characters of each, by their codes
};

}  // namespace gongkai::documents
