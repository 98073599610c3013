#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/html_tree.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/sanitise.hpp"

namespace gongkai::documents {

Result<ExtractedText> read_plain(std::string_view bytes) {
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.encoding");
  Collector collector;
  collector.add(PartKind::body, *text);
  return collector.take();
}

Result<ExtractedText> read_html(std::string_view bytes) {
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.encoding");
  const auto clean = TRY(sanitise(*text));
  Collector collector;
  collector.property("title", title_of_html(*text));
  collector.add(PartKind::body, clean.plain_text);
  return collector.take();
}

Result<ExtractedText> extract(std::string_view bytes, Format format) {
  switch (format) {
    case Format::pdf: return read_pdf(bytes);
    case Format::docx: return read_docx(bytes);
    case Format::xlsx: return read_xlsx(bytes);
    case Format::pptx: return read_pptx(bytes);
    case Format::html: return read_html(bytes);
    case Format::txt:
    case Format::csv: return read_plain(bytes);
    case Format::jpeg:
    case Format::png:
    case Format::gif:
    case Format::webp: return read_image(bytes, format);
    case Format::ofd:
    case Format::zip:
    case Format::mp3:
    case Format::mp4: break;
  }
  return refuse(FaultKind::invalid, "files.text_unsupported");
}

}  // namespace gongkai::documents
