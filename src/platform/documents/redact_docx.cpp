#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/docx_content.hpp"
#include "platform/documents/line_marks.hpp"

namespace gongkai::documents {
namespace {
struct NodeText {
  pugi::xml_node node;
  std::u32string text;
};

/// Writes the kept characters of each text node back; objects that were marked go.
void rewrite(DocxParagraph& paragraph, const std::vector<Stretch>& stretches) {
  std::vector<NodeText> nodes;
  std::vector<pugi::xml_node> going;
  auto stretch = stretches.begin();
  for (std::size_t i = 0; i < paragraph.places.size(); ++i) {
    const auto& place = paragraph.places[i];
    const bool is_text = local_name(place.node) == "t";
    if (is_text && (nodes.empty() || nodes.back().node != place.node)) nodes.push_back({place.node, {}});
    while (stretch != stretches.end() && i >= stretch->end) ++stretch;
    const bool is_marked = stretch != stretches.end() && i >= stretch->begin;
    if (is_marked && i == stretch->begin) {
      // what begins with a picture is written where that picture's run stands
      if (!is_text) {
        auto text = place.node.parent().insert_child_before(
            (std::string(place.node.parent().name()).starts_with("w:") ? "w:t" : "t"), place.node);
        text.text().set(stretch->replacement.c_str());
      } else {
        nodes.back().text += to_code_points(stretch->replacement);
      }
    }
    if (is_marked && !is_text) going.push_back(place.node);
    if (!is_marked && is_text) nodes.back().text += paragraph.text[i];
  }
  for (auto& [node, text] : nodes) {
    node.text().set(to_utf8(text).c_str());
    if (!node.attribute("xml:space")) node.append_attribute("xml:space").set_value("preserve");
  }
  for (auto node : going) node.parent().remove_child(node);
}
}  // namespace

Result<Source> read_docx_source(std::string_view bytes, int page) {
  auto content = TRY(DocxContent::read(bytes));
  std::vector<SourceLine> lines;
  for (const auto& paragraph : content.paragraphs())
    lines.push_back(
        {.number = static_cast<int>(lines.size()) + 1, .part = paragraph.part, .text = to_utf8(paragraph.text)});
  auto source = TRY(paged_source(std::move(lines), page));
  if (page == 0) source.extras = content.extras();
  return source;
}

Result<std::string> redact_docx(std::string_view bytes, const std::vector<Mark>& marks) {
  auto content = TRY(DocxContent::read(bytes));
  auto paragraphs = content.paragraphs();
  std::vector<std::size_t> lengths;
  for (const auto& paragraph : paragraphs) lengths.push_back(paragraph.text.size());
  for (const auto& [number, stretches] : TRY(stretches_of(marks, lengths)))
    rewrite(paragraphs[static_cast<std::size_t>(number - 1)], stretches);
  return content.write();
}

}  // namespace gongkai::documents
