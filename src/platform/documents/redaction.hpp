// Taking parts out of a foreign file for good (区分处理, Regulation Art. 37): what can be marked in it, the file without what
// is under the marks, and the proof that it is gone. Runs in a worker process (workers.hpp).
//
// Pages (PDF and pictures) are marked by boxes, texts (DOCX, TXT, CSV) by characters of a line.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/documents/format.hpp"

namespace gongkai::documents {

/// A place on a page in shares of its width and height, from the upper left corner.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  bool operator==(const Box&) const = default;
};
bool overlap(const Box& a, const Box& b);
Box united(const Box& a, const Box& b);

/// Characters [begin, end) of a line, as people mark them.
struct Word {
  std::size_t begin = 0, end = 0;
  Box box{};  // of a line on a page
  bool operator==(const Word&) const = default;
};
struct SourceLine {
  int number = 0;      // from 1: of the page, or of the whole file where there are no pages
  std::string part{};  // of an office file: "body", "header", "footer", "footnote"
  std::string text{};
  std::vector<Word> words{};
  bool operator==(const SourceLine&) const = default;
};
struct SourcePage {
  int number = 1;
  double width = 0, height = 0;  // points
  bool is_recognised = false;    // the machine read the picture: it may have misread
  std::vector<SourceLine> lines{};
  bool operator==(const SourcePage&) const = default;
};
struct Source {
  int pages = 0;
  bool has_boxes = false;  // marked by boxes
  std::vector<SourcePage> found{};
  /// What lies in the file beside what is shown, and will not be in the redacted one: "annotation", "attachment", …
  std::vector<std::pair<std::string, std::int64_t>> extras{};
  bool operator==(const Source&) const = default;
};

bool can_redact(Format format);
constexpr int lines_a_page = 100;  // of a text
constexpr int most_redacted_pages = 200;

/// One page, read by tesseract where it has no text layer. Page 0: all pages and the extras, without recognition.
/// Faults: files.page_not_found, files.too_many_pages, files.redact_unsupported, files.animated and those of the readers.
Result<Source> read_source(std::string_view bytes, Format format, int page);

struct Mark {
  int page = 0;  // with a box
  Box box{};
  int line = 0;  // with characters
  std::size_t begin = 0, end = 0;
  std::string label{};   // stands in the box where there is room
  std::string reason{};  // stands in the list at the end of a PDF
  bool operator==(const Mark&) const = default;
};

/// What stands for the removed characters, whatever their number.
inline constexpr std::string_view block = "■■■■■■";

/// The file without what is under the marks and without everything that is not shown: written anew from what is known to be
/// harmless, nothing is taken over that is not understood. A mark that lies nowhere is files.mark_outside.
Result<std::string> redact(std::string_view bytes, Format format, const std::vector<Mark>& marks);
/// The format that comes out: a GIF becomes a PNG.
Format redacted_format(Format format);

/// A text that must be gone, and how often it may still be read because it stands elsewhere without a mark.
struct Needle {
  std::string text{};
  std::int64_t allowed = 0;
  bool operator==(const Needle&) const = default;
};
struct CheckOrder {
  std::vector<Mark> marks{};
  std::vector<Needle> needles{};
  bool operator==(const CheckOrder&) const = default;
};
struct Leftover {
  std::string kind{};   // "text", "bytes", "picture", "recognised", "structure"
  std::string place{};  // "第 2 页", "word/styles.xml", "/Annots"; never the text itself
  bool operator==(const Leftover&) const = default;
};
struct CheckReport {
  std::vector<std::pair<std::string, std::int64_t>> done{};  // what was looked at and how much of it
  std::vector<Leftover> left{};
  bool operator==(const CheckReport&) const = default;
};
/// Reads a redacted file again by other ways than those it was written by.
Result<CheckReport> check_redacted(std::string_view bytes, Format format, const CheckOrder& order);

// Between server and worker. Decoding gives nothing for what is not of this form: the worker may have been taken over.
std::string encode(const Source& source);
std::optional<Source> decode_source(std::string_view text);
std::string encode(const std::vector<Mark>& marks);
std::optional<std::vector<Mark>> decode_marks(std::string_view text);
std::string encode(const CheckOrder& order);
std::optional<CheckOrder> decode_check_order(std::string_view text);
std::string encode(const CheckReport& report);
std::optional<CheckReport> decode_check_report(std::string_view text);

}  // namespace gongkai::documents
