// A picture is painted over and written anew; nothing but the pixels goes over.
#include "platform/documents/glyph_lines.hpp"
#include "platform/documents/redact_pdf.hpp"

namespace gongkai::documents {

Result<Source> read_image_source(std::string_view bytes, Format format, int page) {
  if (page > 1) return refuse(FaultKind::invalid, "files.page_not_found");
  const auto raster = TRY(raster_of_image(bytes, format));
  Source source{.pages = 1, .has_boxes = true};
  SourcePage only{.number = 1, .width = double(raster.width), .height = double(raster.height), .is_recognised = true};
  if (page == 1)
    for (const auto& line : TRY(recognise_glyphs(raster)))
      only.lines.push_back(to_source_line(line, static_cast<int>(only.lines.size()) + 1));
  source.found.push_back(std::move(only));
  return source;
}

Result<std::string> redact_image(std::string_view bytes, Format format, const std::vector<Mark>& marks) {
  CHECK_OK(check_boxes(marks, 1));
  auto raster = TRY(raster_of_image(bytes, format));
  for (const auto& mark : marks) blacken(raster, pixels_of(raster, mark.box));
  for (const auto& each : marks_of(marks, 1)) write_label(raster, pixels_of(raster, each.mark->box), each.labels());
  return encode_raster(raster, redacted_format(format));
}

}  // namespace gongkai::documents
