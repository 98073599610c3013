#include <poppler-global.h>
#include <poppler-page.h>

#include <limits>

#include "base/time.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/image_metadata.hpp"
#include "platform/documents/pdf.hpp"
#include "platform/documents/readers.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_pages = 5'000;

void collect_properties(const poppler::document& document, Collector& collector) {
  collector.property("title", from_poppler(document.get_title()));
  collector.property("author", from_poppler(document.get_author()));
  collector.property("subject", from_poppler(document.get_subject()));
  collector.property("keywords", from_poppler(document.get_keywords()));
  collector.property("application", from_poppler(document.get_creator()));
  // -1 says that there is no date
  if (const auto at = document.get_creation_date_t(); at > 0)
    collector.property("created", to_iso(Instant{}.plus_seconds(at)));
  if (const auto at = document.get_modification_date_t(); at > 0)
    collector.property("modified", to_iso(Instant{}.plus_seconds(at)));
}
}  // namespace

std::string from_poppler(const poppler::ustring& text) {
  const auto bytes = text.to_utf8();
  return {bytes.data(), bytes.size()};
}

Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return refuse(FaultKind::too_large, "files.damaged");
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return refuse(FaultKind::invalid, "files.damaged");
  if (document->is_locked()) return refuse(FaultKind::invalid, "files.encrypted");
  if (document->pages() < 1) return refuse(FaultKind::invalid, "files.damaged");
  return document;
}

Result<ExtractedText> read_pdf(std::string_view bytes) {
  const auto document = TRY(open_pdf(bytes));
  Collector collector;
  collect_properties(*document, collector);
  const int pages = std::min(document->pages(), max_pages);
  for (int i = 0; i < pages && !collector.is_full(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) continue;
    const auto text = from_poppler(page->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
    collector.add(PartKind::body, fold_compatibility(clean_utf8(text)), {}, i + 1);
  }
  collect_embedded_jpegs(bytes, collector);
  return collector.take();
}

}  // namespace gongkai::documents
