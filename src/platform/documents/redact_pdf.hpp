#pragma once
#include <vector>

#include "platform/documents/raster.hpp"
#include "platform/documents/redaction.hpp"

namespace gongkai::documents {

Result<Source> read_pdf_source(std::string_view bytes, int page);
Result<std::string> redact_pdf(std::string_view bytes, const std::vector<Mark>& marks);
Result<CheckReport> check_redacted_pdf(std::string_view bytes, const CheckOrder& order);

Result<Source> read_image_source(std::string_view bytes, Format format, int page);
Result<std::string> redact_image(std::string_view bytes, Format format, const std::vector<Mark>& marks);
Result<CheckReport> check_redacted_image(std::string_view bytes, Format format, const CheckOrder& order);

/// The marks of a page with what is written into them: "2 第十五条", or at least the number.
struct PageMark {
  std::size_t number = 0;
  const Mark* mark = nullptr;
  std::vector<std::string> labels() const;
};
std::vector<PageMark> marks_of(const std::vector<Mark>& marks, int page);
/// A mark has a size and lies on the page: files.mark_outside.
Result<void> check_boxes(const std::vector<Mark>& marks, int pages);

}  // namespace gongkai::documents
