#include "platform/documents/docx_template.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

#include "base/text.hpp"
#include "platform/documents/archive_writer.hpp"
#include "platform/documents/docx_parts.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr int deepest = 200;
constexpr std::size_t most_paragraphs = 5'000;
constexpr std::string_view opening = "{{", closing = "}}";

Result<void> load(const Archive& archive, const std::string& name, pugi::xml_document& document) {
  const auto bytes = TRY(archive.read(name));
  if (!document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata))
    return refuse(FaultKind::invalid, "files.damaged");
  int depth = 0, most = 0;
  walk(
      document,
      [&](pugi::xml_node node) { return most = std::max(most, depth += node.first_child() ? 1 : 0), most < deepest; },
      [&](pugi::xml_node node) { depth -= node.first_child() ? 1 : 0; });
  if (most >= deepest) return refuse(FaultKind::invalid, "files.too_deep");
  return {};
}

/// The document itself and what may hold a placeholder beside it.
std::vector<std::string> story_parts(const Archive& archive) {
  std::vector<std::string> parts{"word/document.xml"};
  for (const auto& relation : relations_of(archive, "word/document.xml"))
    if (!relation.is_external && (relation.type == "header" || relation.type == "footer") &&
        archive.has(relation.target) && std::ranges::find(parts, relation.target) == parts.end())
      parts.push_back(relation.target);
  return parts;
}

std::vector<pugi::xml_node> paragraphs_of(pugi::xml_node root) {
  std::vector<pugi::xml_node> found;
  walk(
      root,
      [&](pugi::xml_node node) {
        if (local_name(node) == "Fallback") return false;  // repeats the choice for older programs
        if (local_name(node) == "p" && found.size() < most_paragraphs) found.push_back(node);
        return true;
      },
      [](pugi::xml_node) {});
  return found;
}

/// The texts of the paragraph itself, not of a text box that hangs on it.
std::vector<pugi::xml_node> texts_of(pugi::xml_node paragraph) {
  std::vector<pugi::xml_node> found;
  walk(
      paragraph,
      [&](pugi::xml_node node) {
        const auto name = local_name(node);
        if (name == "p" || name == "pPr" || name == "instrText" || name == "Fallback") return false;
        if (name == "t") found.push_back(node);
        return true;
      },
      [](pugi::xml_node) {});
  return found;
}

std::string text_of(const std::vector<pugi::xml_node>& texts) {
  std::string all;
  for (const auto text : texts) all += text.text().get();
  return all;
}

bool holds_revisions(pugi::xml_node root) {
  bool found = false;
  walk(
      root,
      [&](pugi::xml_node node) {
        const auto name = local_name(node);
        found = found || name == "ins" || name == "del" || name == "moveFrom" || name == "moveTo";
        return !found;
      },
      [](pugi::xml_node) {});
  return found;
}

std::string part_name(std::string_view path) {
  const auto slash = path.rfind('/');
  auto name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  return clean_utf8(name.substr(0, name.rfind('.')));
}

/// Fills the placeholders of one part.
class Filler {
 public:
  explicit Filler(const std::map<std::string, std::string, std::less<>>& values) : m_values(values) {}

  void fill(pugi::xml_node root) {
    auto paragraphs = paragraphs_of(root);
    std::reverse(paragraphs.begin(), paragraphs.end());  // a text box before the paragraph that it hangs on
    for (const auto paragraph : paragraphs) fill_paragraph(paragraph);
  }

 private:
  std::string value_of(const Placeholder& placeholder) const {
    const auto found = m_values.find(placeholder.name);
    return found == m_values.end() ? "【未填：" + placeholder.name + "】" : clean_utf8(found->second);
  }

  void fill_paragraph(pugi::xml_node paragraph) {
    const auto text = text_of(texts_of(paragraph));
    const auto places = placeholders_in(text);
    if (places.empty()) return;
    const auto whole = trim(text);
    if (places.size() == 1 && whole.starts_with(opening) && places[0].end - places[0].begin == whole.size())
      return spread(paragraph, value_of(places[0]));
    for (auto place = places.rbegin(); place != places.rend(); ++place)  // from behind: offsets before it stay good
      replace(texts_of(paragraph), place->begin, place->end, value_of(*place));
    break_lines(paragraph);
  }

  /// A paragraph for each line.
  void spread(pugi::xml_node paragraph, const std::string& value) {
    if (value.empty()) {
      const auto siblings = paragraph.parent().children();
      const auto count =
          std::count_if(siblings.begin(), siblings.end(), [](auto node) { return local_name(node) == "p"; });
      if (count > 1 && !child(child(paragraph, "pPr"), "sectPr")) paragraph.parent().remove_child(paragraph);
      else set_line(paragraph, "");  // a cell and a section need one
      return;
    }
    const auto lines = split(value, '\n');
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      auto copy = paragraph.parent().insert_copy_before(paragraph, paragraph);
      if (auto section = child(child(copy, "pPr"), "sectPr")) section.parent().remove_child(section);
      set_line(copy, lines[i]);
    }
    set_line(paragraph, lines.back());
  }

  static void set_line(pugi::xml_node paragraph, std::string_view line) {
    const auto texts = texts_of(paragraph);
    replace(texts, 0, text_of(texts).size(), std::string(line));
  }

  /// Puts the value into the first run that the span touches and takes the rest of the span out of the others.
  static void replace(const std::vector<pugi::xml_node>& texts, std::size_t begin, std::size_t end,
                      const std::string& value) {
    std::size_t offset = 0;
    bool is_placed = false;
    for (auto text : texts) {
      const std::string old = text.text().get();
      const auto from = std::max(begin, offset), to = std::min(end, offset + old.size());
      if (from < to || (from == to && !is_placed && begin == end)) {
        const auto written = old.substr(0, from - offset) + (is_placed ? "" : value) + old.substr(to - offset);
        text.text().set(written.c_str());
        keep_blanks(text);
        is_placed = true;
      }
      offset += old.size();
    }
  }

  static void keep_blanks(pugi::xml_node text) {
    if (!text.attribute("xml:space")) text.append_attribute("xml:space");
    text.attribute("xml:space").set_value("preserve");
  }

  /// <w:t>a\nb</w:t> becomes <w:t>a</w:t><w:br/><w:t>b</w:t>.
  static void break_lines(pugi::xml_node paragraph) {
    for (auto text : texts_of(paragraph)) {
      const std::string all = text.text().get();
      const auto lines = split(all, '\n');
      if (lines.size() < 2) continue;
      auto run = text.parent();
      const std::string name = text.name();
      const auto prefix = name.substr(0, name.size() - 1);
      for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        auto piece = run.insert_child_before(name.c_str(), text);
        piece.text().set(std::string(lines[i]).c_str());
        keep_blanks(piece);
        run.insert_child_before((prefix + "br").c_str(), text);
      }
      text.text().set(std::string(lines.back()).c_str());
    }
  }

  const std::map<std::string, std::string, std::less<>>& m_values;
};

std::string to_bytes(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(out).str();
}
}  // namespace

std::vector<Placeholder> placeholders_in(std::string_view text) {
  std::vector<Placeholder> found;
  for (std::size_t begin = text.find(opening); begin != std::string_view::npos;) {
    const auto inside = begin + opening.size();
    const auto end = text.find(closing, inside), next = text.find(opening, inside);
    if (end == std::string_view::npos || next < end) {  // not closed
      found.push_back({"", begin, inside});
      begin = next;
      continue;
    }
    found.push_back({std::string(trim(text.substr(inside, end - inside))), begin, end + closing.size()});
    begin = text.find(opening, end + closing.size());
  }
  return found;
}

Result<TemplateText> read_docx_template(std::string_view docx) {
  const auto archive = TRY(Archive::open(docx));
  TemplateText read{.has_comments = archive.has("word/comments.xml")};
  for (const auto& part : story_parts(archive)) {
    pugi::xml_document document;
    CHECK_OK(load(archive, part, document));
    read.has_revisions = read.has_revisions || holds_revisions(document);
    int number = 0;
    for (const auto paragraph : paragraphs_of(document)) {
      ++number;
      auto text = clean_utf8(text_of(texts_of(paragraph)));
      if (!trim(text).empty()) read.paragraphs.push_back({part_name(part), number, std::move(text)});
    }
  }
  return read;
}

Result<std::string> fill_docx_template(std::string_view docx, const TemplateFilling& filling) {
  const auto archive = TRY(Archive::open(docx));
  if (!archive.has("word/document.xml")) return refuse(FaultKind::invalid, "files.damaged");
  const auto stories = story_parts(archive);
  std::vector<ArchivePart> parts;
  for (const auto& entry : archive.entries()) {
    if (entry.name.ends_with('/') || std::ranges::find(parts, entry.name, &ArchivePart::name) != parts.end()) continue;
    ArchivePart part{entry.name, TRY(archive.read(entry.name))};
    if (entry.name == "docProps/core.xml") part.bytes = core_properties(filling.title, filling.author);
    if (entry.name == "docProps/app.xml")
      part.bytes =
          R"(<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>)";
    if (std::ranges::find(stories, entry.name) != stories.end()) {
      pugi::xml_document document;
      CHECK_OK(load(archive, entry.name, document));
      Filler(filling.values).fill(document);
      part.bytes = to_bytes(document);
    }
    parts.push_back(std::move(part));
  }
  return write_archive(parts);
}

}  // namespace gongkai::documents
