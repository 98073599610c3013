// PresentationML: one part a slide, in the order of the show; hidden slides, speaker's notes and comments apart.
#include <algorithm>

#include "platform/documents/archive.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/image_metadata.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
std::string text_of(pugi::xml_node root) {
  std::string text;
  walk(
      root,
      [&](pugi::xml_node node) {
        if (local_name(node) == "Fallback") return false;
        if (local_name(node) == "t" || local_name(node) == "text") text += node.text().get();
        if (local_name(node) == "br") text += '\n';
        return true;
      },
      [&](pugi::xml_node node) {
        if (local_name(node) == "p" || local_name(node) == "text") text += '\n';
      });
  return text;
}

void add_related(const Archive& archive, const Relation& relation, int number, Collector& collector) {
  const bool is_comment = relation.type.starts_with("comments");
  if (!is_comment && relation.type != "notesSlide") return;
  pugi::xml_document document;
  if (!archive.has(relation.target) || !load_xml(archive, relation.target, document)) return;
  collector.add(is_comment ? PartKind::comment : PartKind::notes, text_of(document.document_element()), {}, number);
}

Result<void> add_slide(const Archive& archive, const std::string& path, int number, Collector& collector) {
  pugi::xml_document document;
  CHECK_OK(load_xml(archive, path, document));
  const auto slide = document.document_element();
  const bool is_hidden = attribute(slide, "show") == "0" || attribute(slide, "show") == "false";
  collector.add(is_hidden ? PartKind::hidden : PartKind::body, text_of(slide), {}, number);
  for (const auto& relation : relations_of(archive, path)) add_related(archive, relation, number, collector);
  return {};
}
}  // namespace

Result<ExtractedText> read_pptx(std::string_view bytes) {
  const auto archive = TRY(Archive::open(bytes));
  pugi::xml_document presentation;
  CHECK_OK(load_xml(archive, "ppt/presentation.xml", presentation));
  Collector collector;
  collect_properties(archive, collector);
  const auto relations = relations_of(archive, "ppt/presentation.xml");
  int number = 0;
  for (const auto entry : child(presentation.document_element(), "sldIdLst").children()) {
    const std::string_view id = entry.attribute("r:id").value();
    const auto found =
        std::find_if(relations.begin(), relations.end(), [&](const Relation& relation) { return relation.id == id; });
    ++number;
    if (found != relations.end() && archive.has(found->target) && !collector.is_full())
      CHECK_OK(add_slide(archive, found->target, number, collector));
  }
  collect_media_metadata(archive, collector);
  return collector.take();
}

}  // namespace gongkai::documents
