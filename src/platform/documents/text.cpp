#include "platform/documents/text.hpp"

namespace gongkai::documents {
namespace {
bool is_visible(PartKind kind) {
  switch (kind) {
    case PartKind::body:
    case PartKind::header:
    case PartKind::footer:
    case PartKind::footnote: return true;
    case PartKind::comment:
    case PartKind::deleted:
    case PartKind::hidden:
    case PartKind::notes:
    case PartKind::metadata: return false;
  }
  return false;
}
}  // namespace

std::string_view name_of(PartKind kind) {
  switch (kind) {
    case PartKind::body: return "body";
    case PartKind::header: return "header";
    case PartKind::footer: return "footer";
    case PartKind::footnote: return "footnote";
    case PartKind::comment: return "comment";
    case PartKind::deleted: return "deleted";
    case PartKind::hidden: return "hidden";
    case PartKind::notes: return "notes";
    case PartKind::metadata: return "metadata";
  }
  return "";
}

std::optional<PartKind> parse_part_kind(std::string_view name) {
  for (const auto kind : {PartKind::body, PartKind::header, PartKind::footer, PartKind::footnote, PartKind::comment,
                          PartKind::deleted, PartKind::hidden, PartKind::notes, PartKind::metadata})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

std::string visible_text(const ExtractedText& text) {
  std::string out;
  for (const auto& part : text.parts) {
    if (!is_visible(part.kind) || part.text.empty()) continue;
    if (!out.empty() && !out.ends_with('\n')) out += '\n';
    out += part.text;
  }
  return out;
}

std::vector<VisiblePage> visible_pages(const ExtractedText& text) {
  std::vector<VisiblePage> pages;
  for (const auto& part : text.parts) {
    if (!is_visible(part.kind) || part.text.empty()) continue;
    if (pages.empty() || pages.back().page != part.page) pages.push_back({part.page, part.label, {}});
    auto& out = pages.back().text;
    if (!out.empty() && !out.ends_with('\n')) out += '\n';
    out += part.text;
  }
  return pages;
}

std::vector<const TextPart*> hidden_parts(const ExtractedText& text) {
  std::vector<const TextPart*> found;
  for (const auto& part : text.parts)
    if (!is_visible(part.kind)) found.push_back(&part);
  return found;
}

}  // namespace gongkai::documents
