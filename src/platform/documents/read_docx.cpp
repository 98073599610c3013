// WordprocessingML: body, tables, headers, footers, notes; and what a reader does not see: comments, tracked
// deletions and hidden runs, which have leaked more than one secret.
#include "platform/documents/archive.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/image_metadata.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
bool is_switched_on(pugi::xml_node flag) {
  const auto value = attribute(flag, "val");
  return flag && value != "0" && value != "false" && value != "off";
}

/// Splits one story (the body, a header, …) into what is shown, what is deleted and what is hidden.
class Story {
 public:
  void read(pugi::xml_node root) {
    walk(root, [&](pugi::xml_node node) { return enter(node); }, [&](pugi::xml_node node) { leave(node); });
  }
  std::string shown, deleted, hidden;

 private:
  bool enter(pugi::xml_node node) {
    const auto name = local_name(node);
    // the fallback repeats the choice for older programs
    if (name == "Fallback" || name == "instrText" || name == "pPr") return false;
    if (name == "del" || name == "moveFrom") ++m_deleting;
    if (name == "r") m_is_hidden = is_switched_on(child(child(node, "rPr"), "vanish"));
    if (name == "t" || name == "delText") out() += node.text().get();
    if (name == "tab" && local_name(node.parent()) == "r") out() += '\t';
    if (name == "br" || name == "cr") out() += '\n';
    if (name == "noBreakHyphen") out() += '-';
    return true;
  }
  void leave(pugi::xml_node node) {
    const auto name = local_name(node);
    if (name == "del" || name == "moveFrom") {
      --m_deleting;
      if (!deleted.empty() && !deleted.ends_with('\n')) deleted += '\n';
    }
    if (name == "r") m_is_hidden = false;
    if (name == "p") end_line(inside_cell(node) ? ' ' : '\n');
    if (name == "tc") end_line('\t');
    if (name == "tr") end_line('\n');
  }
  static bool inside_cell(pugi::xml_node node) { return local_name(node.parent()) == "tc"; }
  void end_line(char c) {
    if (c != '\n' && shown.ends_with(' ')) shown.pop_back();
    shown += c;
    if (!hidden.empty() && !hidden.ends_with('\n')) hidden += '\n';
  }
  std::string& out() { return m_deleting > 0 ? deleted : m_is_hidden ? hidden : shown; }

  int m_deleting = 0;
  bool m_is_hidden = false;
};

void add_story(pugi::xml_node root, PartKind kind, Collector& collector) {
  Story story;
  story.read(root);
  collector.add(kind, story.shown);
  collector.add(PartKind::deleted, story.deleted);
  collector.add(PartKind::hidden, story.hidden);
}

void add_part(const Archive& archive, const std::string& name, PartKind kind, Collector& collector) {
  pugi::xml_document document;
  if (archive.has(name) && load_xml(archive, name, document)) add_story(document.document_element(), kind, collector);
}

void add_comments(const Archive& archive, Collector& collector) {
  pugi::xml_document document;
  if (!archive.has("word/comments.xml") || !load_xml(archive, "word/comments.xml", document)) return;
  for (const auto comment : document.document_element().children()) {
    Story story;
    story.read(comment);
    collector.add(PartKind::comment, story.shown, std::string(attribute(comment, "author")));
  }
}
}  // namespace

Result<ExtractedText> read_docx(std::string_view bytes) {
  const auto archive = TRY(Archive::open(bytes));
  pugi::xml_document document;
  CHECK_OK(load_xml(archive, "word/document.xml", document));
  Collector collector;
  collect_properties(archive, collector);
  add_story(document.document_element(), PartKind::body, collector);
  for (const auto& relation : relations_of(archive, "word/document.xml")) {
    if (relation.type == "header") add_part(archive, relation.target, PartKind::header, collector);
    if (relation.type == "footer") add_part(archive, relation.target, PartKind::footer, collector);
    if (relation.type == "footnotes" || relation.type == "endnotes")
      add_part(archive, relation.target, PartKind::footnote, collector);
  }
  add_comments(archive, collector);
  collect_media_metadata(archive, collector);
  return collector.take();
}

}  // namespace gongkai::documents
