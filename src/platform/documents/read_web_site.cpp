// The pages of a copied web site: every HTML file of the ZIP that reads like an article.
#include "base/text.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/record_lines.hpp"
#include "platform/documents/web_page.hpp"

namespace gongkai::documents {

namespace {

bool is_page(std::string_view name) {
  const auto folded = fold(name);
  return folded.ends_with(".html") || folded.ends_with(".htm") || folded.ends_with(".shtml");
}

Result<void> add_page(const Archive& archive, const std::string& name, const Selectors& selectors, RecordLines& lines) {
  const auto bytes = archive.read(name);
  const auto text = bytes ? decode_text(*bytes) : std::nullopt;
  if (!text) return lines.add_fault(name, bytes ? "import.encoding_unknown" : bytes.error().code);
  const auto page = read_web_page(*text, name, selectors);
  if (page.title.empty() || page.body.empty()) return lines.add_fault(name, "import.no_article");
  return lines.add(name, {{"path", name},
                          {"title", page.title},
                          {"date", page.day},
                          {"source", page.origin},
                          {"column", page.column},
                          {"body", page.body},
                          {"attachments", join(page.files, ";")}});
}

}  // namespace

Result<std::string> read_web_site_records(std::string_view zip, const Selectors& selectors) {
  const auto archive = TRY(Archive::open(zip));
  RecordLines lines;
  for (const auto& entry : archive.entries())
    if (is_page(entry.name) && !entry.is_encrypted && !entry.is_link)
      CHECK_OK(add_page(archive, entry.name, selectors, lines));
  return lines.take();
}

std::string encode(const RecordOrder& order) {
  const auto& s = order.selectors;
  return join({std::to_string(static_cast<int>(order.source)), s.title, s.date, s.body, s.origin}, "\n");
}

std::optional<RecordOrder> decode_record_order(std::string_view text) {
  const auto parts = split(text, '\n');
  if (parts.size() != 5 || parts[0].size() != 1 || parts[0] < "1" || parts[0] > "3") return std::nullopt;
  return RecordOrder{static_cast<RecordSource>(parts[0][0] - '0'),
                     {std::string(parts[1]), std::string(parts[2]), std::string(parts[3]), std::string(parts[4])}};
}

Result<std::string> read_records(std::string_view bytes, RecordSource source, const Selectors& selectors) {
  switch (source) {
    case RecordSource::workbook: return read_workbook_records(bytes);
    case RecordSource::word_press: return read_word_press_records(bytes);
    case RecordSource::web_site: return read_web_site_records(bytes, selectors);
  }
  return refuse(FaultKind::invalid, "files.text_unsupported");
}

}  // namespace gongkai::documents
