#include "platform/documents/redaction.hpp"

#include "platform/documents/line_marks.hpp"
#include "platform/documents/redact_pdf.hpp"

namespace gongkai::documents {
namespace {
std::unexpected<Fault> unsupported() {
  return refuse(FaultKind::invalid, "files.redact_unsupported");
}
bool is_plain(Format format) {
  return format == Format::txt || format == Format::csv;
}
}  // namespace

bool can_redact(Format format) {
  return format == Format::pdf || format == Format::docx || is_image(format) || is_plain(format);
}

Format redacted_format(Format format) {
  return format == Format::gif ? Format::png : format;
}

Result<Source> read_source(std::string_view bytes, Format format, int page) {
  if (page < 0) return refuse(FaultKind::invalid, "files.page_not_found");
  if (format == Format::pdf) return read_pdf_source(bytes, page);
  if (format == Format::docx) return read_docx_source(bytes, page);
  if (is_image(format)) return read_image_source(bytes, format, page);
  if (is_plain(format)) return read_text_source(bytes, page);
  return unsupported();
}

Result<std::string> redact(std::string_view bytes, Format format, const std::vector<Mark>& marks) {
  if (format == Format::pdf) return redact_pdf(bytes, marks);
  if (format == Format::docx) return redact_docx(bytes, marks);
  if (is_image(format)) return redact_image(bytes, format, marks);
  if (is_plain(format)) return redact_text(bytes, marks);
  return unsupported();
}

Result<CheckReport> check_redacted(std::string_view bytes, Format format, const CheckOrder& order) {
  if (format == Format::pdf) return check_redacted_pdf(bytes, order);
  if (format == Format::docx) return check_redacted_docx(bytes, order);
  if (is_image(format)) return check_redacted_image(bytes, format, order);
  if (is_plain(format)) return check_redacted_text(bytes, order);
  return unsupported();
}

}  // namespace gongkai::documents
