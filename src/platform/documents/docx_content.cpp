#include "platform/documents/docx_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <sstream>

#include "base/text.hpp"
#include "platform/documents/archive_writer.hpp"
#include "platform/documents/image.hpp"

namespace gongkai::documents {
namespace {
constexpr std::string_view relation_type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view header_of_xml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

bool is_story(std::string_view kind) {
  return kind == "document" || kind == "header" || kind == "footer" || kind == "footnotes" || kind == "endnotes";
}
bool is_taken(std::string_view kind) {
  return is_story(kind) || kind == "styles" || kind == "numbering" || kind == "fontTable" || kind == "theme" ||
         kind == "settings";
}
std::string part_kind(std::string_view kind) {
  if (kind == "header" || kind == "footer") return std::string(kind);
  return kind == "document" ? "body" : "footnote";
}
std::string content_type_of(std::string_view kind) {
  if (kind == "theme") return "application/vnd.openxmlformats-officedocument.theme+xml";
  return std::string(content_type) + (kind == "document" ? "document.main" : std::string(kind)) + "+xml";
}

std::optional<Format> picture_format(std::string_view name) {
  const auto extension = fold(name.substr(std::min(name.size(), name.rfind('.') + 1)));
  if (extension == "png") return Format::png;
  if (extension == "jpg" || extension == "jpeg") return Format::jpeg;
  if (extension == "gif") return Format::gif;
  return std::nullopt;
}

/// Of the settings only what changes how the pages look.
void keep_look_of(pugi::xml_node settings) {
  static constexpr std::array kept{"evenAndOddHeaders",
                                   "defaultTabStop",
                                   "compat",
                                   "characterSpacingControl",
                                   "mirrorMargins",
                                   "drawingGridHorizontalSpacing",
                                   "drawingGridVerticalSpacing",
                                   "displayHorizontalDrawingGridEvery",
                                   "displayVerticalDrawingGridEvery",
                                   "rtlGutter"};
  std::vector<pugi::xml_node> going;
  for (const auto node : settings.children())
    if (std::ranges::find(kept, local_name(node)) == kept.end()) going.push_back(node);
  for (const auto node : going) settings.remove_child(node);
}

std::string to_text(const pugi::xml_document& xml) {
  std::ostringstream out;
  xml.save(out, "", pugi::format_raw);
  return out.str();
}

std::string relations_xml(const std::vector<std::tuple<std::string, std::string, std::string>>& relations) {
  std::string out(header_of_xml);
  out += R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  for (const auto& [id, type, target] : relations)
    out += fmt::format(R"(<Relationship Id="{}" Type="{}{}" Target="{}"/>)", id, relation_type, type, target);
  return out + "</Relationships>";
}

void collect(pugi::xml_node root, const std::string& part, std::vector<DocxParagraph>& paragraphs) {
  std::map<std::size_t, std::size_t> known;  // the paragraph node to its place in the list
  const auto add = [&](pugi::xml_node node, std::u32string_view text) {
    auto paragraph = node.parent();
    while (paragraph && local_name(paragraph) != "p") paragraph = paragraph.parent();
    if (!paragraph) return;
    const auto [found, is_new] = known.emplace(paragraph.hash_value(), paragraphs.size());
    if (is_new) paragraphs.push_back({.part = part});
    auto& into = paragraphs[found->second];
    for (std::size_t i = 0; i < text.size(); ++i) into.places.push_back({node, i});
    into.text += text;
  };
  const auto enter = [&](pugi::xml_node node) {
    const auto name = local_name(node);
    const bool in_run = local_name(node.parent()) == "r";
    if (name == "t") add(node, to_code_points(node.text().get()));
    if (in_run && (name == "tab" || name == "br" || name == "cr")) add(node, name == "tab" ? U"\t" : U" ");
    if (in_run && name == "noBreakHyphen") add(node, U"-");
    if (in_run && (name == "drawing" || name == "pict" || name == "sym"))
      add(node, std::u32string_view(&object_mark, 1));
    return name != "pPr" && name != "rPr";
  };
  walk(root, enter, [](pugi::xml_node) {});
}
}  // namespace

void DocxContent::note(const std::string& extra, std::int64_t count) {
  if (count == 0) return;
  const auto found = std::ranges::find(m_extras, extra, &std::pair<std::string, std::int64_t>::first);
  if (found == m_extras.end()) m_extras.emplace_back(extra, count);
  else found->second += count;
}

/// What the package holds beside the stories.
void DocxContent::note_package() {
  for (const auto& entry : m_archive->entries()) {
    if (entry.name.starts_with("docProps/"))
      note(entry.name.find("thumbnail") == std::string::npos ? "property" : "thumbnail");
    if (entry.name.starts_with("customXml/")) note("custom_data");
    if (entry.name.starts_with("word/embeddings/")) note("attachment");
    if (entry.name.starts_with("word/comments") && entry.name.ends_with(".xml")) note("comment");
  }
}

Result<void> DocxContent::add_part(const std::string& kind, const std::string& id, const std::string& old_name) {
  DocxPart part{.kind = kind, .id = id, .old_name = old_name, .xml = std::make_unique<pugi::xml_document>()};
  CHECK_OK(load_xml(*m_archive, old_name, *part.xml));
  const auto same = std::ranges::count(m_parts, kind, &DocxPart::kind);
  part.name =
      kind == "theme" ? "theme/theme1.xml" : fmt::format("{}{}.xml", kind, same == 0 ? "" : std::to_string(same));
  std::set<std::string> kept;
  for (const auto& relation : relations_of(*m_archive, old_name)) {
    if (relation.is_external) continue;
    if (kind == "document" && (relation.type == "header" || relation.type == "footer")) kept.insert(relation.id);
    if (!is_story(kind) || relation.type != "image") continue;
    if (!picture_format(relation.target) || !m_archive->has(relation.target)) continue;
    part.pictures.emplace(relation.id, relation.target);
    kept.insert(relation.id);
  }
  if (kind == "styles") m_hidden_styles = hidden_styles_of(part.xml->document_element());
  if (kind == "settings") keep_look_of(part.xml->document_element());
  clean_story(*part.xml, m_hidden_styles, part.pictures, kept, [this](const char* what) { note(what); });
  m_parts.push_back(std::move(part));
  return {};
}

Result<DocxContent> DocxContent::read(std::string_view bytes) {
  DocxContent content;
  content.m_archive = std::make_unique<Archive>(TRY(Archive::open(bytes)));
  content.note_package();
  const std::string main = "word/document.xml";
  auto relations = relations_of(*content.m_archive, main);
  // the styles say which text is hidden
  std::ranges::stable_partition(relations, [](const Relation& relation) { return relation.type == "styles"; });
  bool has_main = false;
  for (const auto& relation : relations) {
    if (!has_main && relation.type != "styles") {
      CHECK_OK(content.add_part("document", "", main));
      has_main = true;
    }
    if (relation.is_external || !is_taken(relation.type) || !content.m_archive->has(relation.target)) continue;
    CHECK_OK(content.add_part(relation.type, relation.id, relation.target));
  }
  if (!has_main) CHECK_OK(content.add_part("document", "", main));
  return content;
}

std::vector<DocxParagraph> DocxContent::paragraphs() {
  std::vector<DocxParagraph> found;
  for (const auto& part : m_parts)
    if (is_story(part.kind)) collect(*part.xml, part_kind(part.kind), found);
  return found;
}

Result<std::string> DocxContent::write() {
  std::vector<ArchivePart> entries;
  std::vector<std::tuple<std::string, std::string, std::string>> of_document;
  std::string overrides;
  int picture_number = 0;
  for (const auto& part : m_parts) {
    const auto text = to_text(*part.xml);
    std::vector<std::tuple<std::string, std::string, std::string>> own;
    for (const auto& [id, path] : part.pictures) {
      if (text.find(fmt::format("\"{}\"", id)) == std::string::npos) continue;  // it was marked
      const auto format = *picture_format(path);
      const auto name = fmt::format("media/image{}.{}", ++picture_number, name_of(format));
      const auto old = TRY(m_archive->read(path));
      entries.push_back({"word/" + name, TRY(reencode_image(old, format))});
      own.emplace_back(id, "image", name);
    }
    if (part.kind == "document") of_document.insert(of_document.end(), own.begin(), own.end());
    else if (!own.empty()) entries.push_back({"word/_rels/" + part.name + ".rels", relations_xml(own)});
    if (part.kind != "document") of_document.emplace_back(part.id, part.kind, part.name);
    entries.push_back({"word/" + part.name, text});
    overrides +=
        fmt::format(R"(<Override PartName="/word/{}" ContentType="{}"/>)", part.name, content_type_of(part.kind));
  }
  entries.push_back({"word/_rels/document.xml.rels", relations_xml(of_document)});
  entries.insert(entries.begin(),
                 ArchivePart{"_rels/.rels", relations_xml({{"rId1", "officeDocument", "word/document.xml"}})});
  entries.insert(
      entries.begin(),
      ArchivePart{
          "[Content_Types].xml",
          fmt::format(
              R"({}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="gif" ContentType="image/gif"/>{}</Types>)",
              header_of_xml, overrides)});
  return write_archive(entries);
}

}  // namespace gongkai::documents
