// Every page becomes a picture, the marked places black, and words that are neither marked nor unseen become its text layer.
// A page without marks is rebuilt the same way: hidden layers, revisions and what lies under pictures stay behind.
#include "platform/documents/redact_pdf.hpp"

#include <fmt/format.h>
#include <poppler-embedded-file.h>
#include <poppler-page.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "platform/documents/glyph_lines.hpp"
#include "platform/documents/pdf.hpp"
#include "platform/documents/pdf_streams.hpp"
#include "platform/documents/raster_pdf.hpp"

namespace gongkai::documents {
namespace {
constexpr int least_contrast = 40;       // of a word that can be seen
constexpr std::size_t least_layer = 20;  // characters of a text layer: less is a stamp on a scan

Result<std::unique_ptr<poppler::document>> open_within_limit(std::string_view bytes) {
  auto document = TRY(open_pdf(bytes));
  if (document->pages() > most_redacted_pages)
    return refuse(FaultKind::too_large, "files.too_many_pages", {}, {{"limit", std::to_string(most_redacted_pages)}});
  return document;
}

Result<std::unique_ptr<poppler::page>> page_at(const poppler::document& document, int number) {
  if (number < 1 || number > document.pages()) return refuse(FaultKind::invalid, "files.page_not_found");
  std::unique_ptr<poppler::page> page(document.create_page(number - 1));
  if (!page) return refuse(FaultKind::invalid, "files.damaged");
  return page;
}

std::size_t characters(const std::vector<GlyphLine>& lines) {
  std::size_t count = 0;
  for (const auto& line : lines) count += line.text.size();
  return count;
}

SourcePage to_source_page(const std::vector<GlyphLine>& lines, int number, const PageSize& size) {
  SourcePage page{.number = number, .width = size.width, .height = size.height};
  for (const auto& line : lines) page.lines.push_back(to_source_line(line, static_cast<int>(page.lines.size()) + 1));
  return page;
}

std::vector<std::pair<std::string, std::int64_t>> extras_of(std::string_view bytes, const poppler::document& document) {
  std::int64_t annotations = 0, scripts = 0, layers = 0, thumbnails = 0;
  const auto look = [&](std::string_view piece) {
    const auto count = [&](const char* name) { return static_cast<std::int64_t>(count_name(piece, name)); };
    annotations += count("/Annots");
    scripts += count("/JavaScript");
    layers += count("/OCG");
    thumbnails += count("/Thumb");
  };
  look(each_stream(bytes, look));
  const auto ends = static_cast<std::int64_t>(count_word(bytes, "%%EOF"));
  std::vector<std::pair<std::string, std::int64_t>> extras;
  const auto add = [&](const char* kind, std::int64_t count) {
    if (count > 0) extras.emplace_back(kind, count);
  };
  add("annotation", annotations);
  add("attachment", document.has_embedded_files() ? 1 : 0);
  add("script", scripts);
  add("layer", layers);
  add("thumbnail", thumbnails);
  add("revision", ends - 1);
  add("property", static_cast<std::int64_t>(document.info_keys().size()) + !document.metadata().empty());
  return extras;
}

Result<SourcePage> read_page(const poppler::document& document, int number, bool with_recognition) {
  const auto page = TRY(page_at(document, number));
  const auto size = size_of(*page);
  auto lines = glyphs_of(*page);
  if (!with_recognition || characters(lines) >= least_layer) return to_source_page(lines, number, size);
  const auto raster = TRY(render(*page, redaction_dpi));
  const auto read = TRY(recognise_glyphs(raster));
  // a page with a line or two has not much more to be read in its picture; a scan with a stamp has
  if (!lines.empty() && characters(read) < 2 * characters(lines) + least_layer / 2)
    return to_source_page(lines, number, size);
  auto found = to_source_page(read, number, size);
  found.is_recognised = true;
  return found;
}

/// The characters under the page's marks and the pixels to be painted for them: a character is never cut in half.
struct Hidden {
  std::vector<std::vector<bool>> characters;
  std::vector<Box> boxes;
};
Hidden hidden_of(const std::vector<GlyphLine>& lines, const std::vector<PageMark>& marks) {
  Hidden hidden;
  for (const auto& line : lines) {
    auto& row = hidden.characters.emplace_back(line.text.size());
    for (std::size_t i = 0; i < line.boxes.size(); ++i)
      for (const auto& each : marks)
        if (hides(each.mark->box, line.boxes[i])) {
          if (!row[i]) hidden.boxes.push_back(line.boxes[i]);
          row[i] = true;
        }
  }
  return hidden;
}

/// A word stays in the text layer when none of it is hidden and there is something to be seen where it stands.
std::vector<PlacedText> kept_words(const std::vector<GlyphLine>& lines, const Hidden& hidden, const Raster& raster) {
  std::vector<PlacedText> kept;
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const auto& word : words_of(lines[i])) {
      const auto& row = hidden.characters[i];
      const auto from = static_cast<std::ptrdiff_t>(word.begin), to = static_cast<std::ptrdiff_t>(word.end);
      if (std::any_of(row.begin() + from, row.begin() + to, [](bool is_hidden) { return is_hidden; })) continue;
      if (contrast(raster, pixels_of(raster, word.box)) < least_contrast) continue;
      kept.push_back({lines[i].text.substr(word.begin, word.end - word.begin), word.box});
    }
  return kept;
}

Result<void> add_page(RasterPdf& out, const poppler::page& page, const std::vector<PageMark>& marks) {
  const auto size = size_of(page);
  auto raster = TRY(render(page, redaction_dpi));
  const auto lines = glyphs_of(page);
  const auto hidden = hidden_of(lines, marks);
  for (const auto& box : hidden.boxes) blacken(raster, pixels_of(raster, box));
  for (const auto& each : marks) blacken(raster, pixels_of(raster, each.mark->box));
  const auto words = kept_words(lines, hidden, raster);
  for (const auto& each : marks) write_label(raster, pixels_of(raster, each.mark->box), each.labels());
  return out.add_page(raster, size.width, size.height, words);
}

Result<void> add_reasons(RasterPdf& out, const std::vector<Mark>& marks) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (!marks[i].reason.empty()) lines.push_back(fmt::format("{}　第{}页　{}", i + 1, marks[i].page, marks[i].reason));
  while (!lines.empty()) {
    std::vector<SetLine> set;
    const auto raster = note_page("遮盖说明", lines, set);
    std::vector<PlacedText> words;
    for (const auto& line : set) words.push_back({to_code_points(line.text), line.box});
    CHECK_OK(out.add_page(raster, raster.width * 72 / redaction_dpi, raster.height * 72 / redaction_dpi, words));
  }
  return {};
}
}  // namespace

std::vector<std::string> PageMark::labels() const {
  const auto own = std::to_string(number);
  if (mark->label.empty()) return {own};
  return {own + " " + mark->label, own};
}

std::vector<PageMark> marks_of(const std::vector<Mark>& marks, int page) {
  std::vector<PageMark> found;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (marks[i].page == page) found.push_back({i + 1, &marks[i]});
  return found;
}

Result<void> check_boxes(const std::vector<Mark>& marks, int pages) {
  constexpr Box whole{0, 0, 1, 1};
  for (const auto& mark : marks) {
    const auto& box = mark.box;
    const bool has_size = box.width > 0 && box.height > 0;
    if (mark.page < 1 || mark.page > pages || !has_size || !overlap(box, whole))
      return refuse(FaultKind::invalid, "files.mark_outside");
  }
  return {};
}

Result<Source> read_pdf_source(std::string_view bytes, int page) {
  const auto document = TRY(open_within_limit(bytes));
  Source source{.pages = document->pages(), .has_boxes = true};
  if (page != 0) {
    source.found.push_back(TRY(read_page(*document, page, true)));
    return source;
  }
  source.extras = extras_of(bytes, *document);
  for (int i = 1; i <= source.pages; ++i) source.found.push_back(TRY(read_page(*document, i, false)));
  return source;
}

Result<std::string> redact_pdf(std::string_view bytes, const std::vector<Mark>& marks) {
  const auto document = TRY(open_within_limit(bytes));
  CHECK_OK(check_boxes(marks, document->pages()));
  RasterPdf out;
  for (int i = 1; i <= document->pages(); ++i) {
    const auto page = TRY(page_at(*document, i));
    CHECK_OK(add_page(out, *page, marks_of(marks, i)));
  }
  CHECK_OK(add_reasons(out, marks));
  return out.finish();
}

}  // namespace gongkai::documents
