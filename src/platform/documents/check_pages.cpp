// Proof for pages: the result is read by poppler, by its bytes, by its pixels and by recognition, none of which knows how it
// was written.
#include <fmt/format.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"
#include "platform/documents/glyph_lines.hpp"
#include "platform/documents/image_metadata.hpp"
#include "platform/documents/needles.hpp"
#include "platform/documents/pdf.hpp"
#include "platform/documents/pdf_streams.hpp"
#include "platform/documents/redact_pdf.hpp"

namespace gongkai::documents {
namespace {
constexpr int darkest_ink = 80;          // pictures written as JPEG are not exact
constexpr int edge = 2, label_edge = 8;  // pixels at the borders that may be mixed
constexpr std::int64_t most_recognised = 40;

struct PageCheck {
  std::int64_t areas = 0, recognised = 0;
  std::vector<Leftover> left{};
};

bool is_within(const PixelBox& box, int x, int y) {
  return x >= box.left - label_edge && x < box.right + label_edge && y >= box.top - label_edge &&
         y < box.bottom + label_edge;
}

/// Black but for the label and what the neighbouring marks paint.
bool is_black(const Raster& raster, const PixelBox& box, const std::vector<PixelBox>& labels) {
  for (int y = box.top + edge; y < box.bottom - edge; ++y)
    for (int x = box.left + edge; x < box.right - edge; ++x) {
      const auto in_label = [&](const PixelBox& label) { return !label.is_empty() && is_within(label, x, y); };
      if (lightness(raster.at(x, y)) > darkest_ink && std::ranges::none_of(labels, in_label)) return false;
    }
  return true;
}

/// Where the labels stand, found by writing them once more.
std::vector<PixelBox> labels_of(Raster copy, const std::vector<PageMark>& marks) {
  std::vector<PixelBox> labels;
  for (const auto& each : marks) blacken(copy, pixels_of(copy, each.mark->box));
  for (const auto& each : marks) labels.push_back(write_label(copy, pixels_of(copy, each.mark->box), each.labels()));
  return labels;
}

Result<std::string> recognised_in(const Raster& raster, const PixelBox& box) {
  std::string text;
  for (const auto& line : TRY(recognise_glyphs(cut_out(raster, box)))) text += to_utf8(line.text) + "\n";
  return text;
}

Result<void> check_areas(const Raster& raster, const std::vector<PageMark>& marks, const CheckOrder& order,
                         const std::string& place, PageCheck& check) {
  constexpr int least_side = 20;  // pixels: nothing can be read in less
  const auto labels = labels_of(raster, marks);
  for (const auto& each : marks) {
    const auto box = pixels_of(raster, each.mark->box);
    ++check.areas;
    if (!is_black(raster, box, labels)) check.left.push_back({"picture", place});
    if (box.right - box.left < least_side || box.bottom - box.top < least_side) continue;
    if (check.recognised >= most_recognised) continue;
    ++check.recognised;
    const auto text = TRY(recognised_in(raster, box));
    const auto own = each.mark->label;
    for (const auto& needle : order.needles)
      if (count_in_text(text, needle.text) > count_in_text(own, needle.text)) {
        check.left.push_back({"recognised", place});
        break;
      }
  }
  return {};
}

std::vector<Leftover> left_in_structure(const std::string& outside, const poppler::document& document) {
  constexpr std::array names{"/Annots",     "/AA",        "/OpenAction", "/EmbeddedFiles", "/EmbeddedFile",
                             "/JavaScript", "/JS",        "/OCG",        "/OCProperties",  "/Metadata",
                             "/Thumb",      "/PieceInfo", "/Info",       "/Prev",          "/Encrypt",
                             "/AcroForm",   "/ObjStm",    "/Names",      "/Outlines",      "/StructTreeRoot",
                             "/FontFile",   "/FontFile2", "/FontFile3"};
  std::vector<Leftover> left;
  for (const auto* name : names)
    if (count_name(outside, name) > 0) left.push_back({"structure", name});
  if (count_word(outside, "%%EOF") != 1 || count_word(outside, "startxref") != 1)
    left.push_back({"structure", "%%EOF"});
  if (!document.info_keys().empty() || !document.metadata().empty()) left.push_back({"structure", "/Info"});
  if (document.has_embedded_files()) left.push_back({"structure", "/EmbeddedFiles"});
  return left;
}

void append(std::vector<Leftover>& all, std::vector<Leftover> more) {
  for (auto& one : more)
    if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
}

CheckReport report_of(PageCheck check, NeedleCount& needles) {
  CheckReport report{.done = {{"picture", check.areas}, {"recognised", check.recognised}}};
  append(report.left, needles.left());
  append(report.left, std::move(check.left));
  return report;
}

/// Characters of the text layer under a mark, whatever they say.
bool has_text_under(const std::vector<GlyphLine>& lines, const std::vector<PageMark>& marks) {
  return std::ranges::any_of(lines, [&](const GlyphLine& line) {
    return std::ranges::any_of(line.boxes, [&](const Box& box) {
      return std::ranges::any_of(marks, [&](const PageMark& each) { return hides(each.mark->box, box); });
    });
  });
}
}  // namespace

Result<CheckReport> check_redacted_pdf(std::string_view bytes, const CheckOrder& order) {
  const auto document = TRY(open_pdf(bytes));
  NeedleCount needles(order, true);
  PageCheck check;
  for (int i = 1; i <= document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i - 1));
    if (!page) return refuse(FaultKind::invalid, "files.damaged");
    const auto place = fmt::format("第{}页", i);
    needles.in_text(from_poppler(page->text(poppler::rectf(), poppler::page::raw_order_layout)), place);
    const auto marks = marks_of(order.marks, i);
    if (marks.empty()) continue;
    if (has_text_under(glyphs_of(*page), marks)) check.left.push_back({"text", place});
    CHECK_OK(check_areas(TRY(render(*page, redaction_dpi)), marks, order, place, check));
  }
  std::int64_t streams = 0;
  const auto outside = each_stream(bytes, [&](std::string_view piece) {
    ++streams;
    needles.in_bytes(piece, "stream");
  });
  needles.in_bytes(outside, "structure");
  auto report = report_of(std::move(check), needles);
  append(report.left, left_in_structure(outside, *document));
  report.done.insert(report.done.begin(), {{"page", document->pages()}, {"stream", streams}, {"structure", 1}});
  return report;
}

Result<CheckReport> check_redacted_image(std::string_view bytes, Format format, const CheckOrder& order) {
  const auto raster = TRY(raster_of_image(bytes, format));
  NeedleCount needles(order, false);
  PageCheck check;
  CHECK_OK(check_areas(raster, marks_of(order.marks, 1), order, "图片", check));
  needles.in_bytes(bytes, "图片");
  auto report = report_of(std::move(check), needles);
  Collector collector;
  collect_image_metadata(bytes, format, "图片", collector);
  if (!collector.take().parts.empty()) append(report.left, {{"structure", "EXIF"}});
  report.done.insert(report.done.begin(), {{"page", 1}, {"structure", 1}});
  return report;
}

}  // namespace gongkai::documents
