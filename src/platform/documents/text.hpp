// The text of a foreign file, in labelled parts: what every reader sees, and what hides behind it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::documents {

enum class PartKind {
  body,
  header,
  footer,
  footnote,
  comment,   // 批注
  deleted,   // tracked change: removed, but still in the file
  hidden,    // hidden sheet, row, column, slide or run
  notes,     // speaker's notes
  metadata,  // of pictures: EXIF, XMP, IPTC
};

struct TextPart {
  PartKind kind = PartKind::body;
  std::string label{};  // the sheet, the slide or the comment's author
  int page = 0;         // page, slide or sheet from 1; 0 when the format has none
  std::string text{};
  bool operator==(const TextPart&) const = default;
};

struct ExtractedText {
  std::vector<TextPart> parts{};
  /// author, title, created, modified, last_modified_by, application, company …: what the file says about itself
  std::vector<std::pair<std::string, std::string>> properties{};
  bool truncated = false;  // the limit on text was reached
  bool operator==(const ExtractedText&) const = default;
};

std::string_view name_of(PartKind kind);
std::optional<PartKind> parse_part_kind(std::string_view name);
/// Body, headers, footers and footnotes: what may be indexed and read aloud. Comments, deletions and hidden cells are
/// not in it.
std::string visible_text(const ExtractedText& text);
/// The same, page by page (sheet by sheet), in order and without empty ones.
struct VisiblePage {
  int page = 0;         // 0 when the format has none
  std::string label{};  // of the sheet
  std::string text{};
};
std::vector<VisiblePage> visible_pages(const ExtractedText& text);
/// The parts that a reader does not see: to be confirmed before a file is published.
std::vector<const TextPart*> hidden_parts(const ExtractedText& text);

}  // namespace gongkai::documents
