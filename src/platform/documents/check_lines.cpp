// Proof for texts and office files: read again by the ordinary reader, and every entry of the package by its bytes and its
// joined text, because a name may be cut over several runs.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/line_marks.hpp"
#include "platform/documents/needles.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr std::array kept_folders{"word/media/", "word/theme/", "word/_rels/", "_rels/"};
constexpr std::array kept_parts{"document", "header",    "footer",    "footnotes", "endnotes",
                                "styles",   "numbering", "fontTable", "settings"};

bool is_known(std::string_view name) {
  if (name == "[Content_Types].xml") return true;
  if (std::ranges::any_of(kept_folders, [&](const char* folder) { return name.starts_with(folder); })) return true;
  if (!name.starts_with("word/") || !name.ends_with(".xml")) return false;
  const auto own = name.substr(5);
  return std::ranges::any_of(kept_parts, [&](const char* part) { return own.starts_with(part); });
}

bool is_forbidden(std::string_view element) {
  constexpr std::array names{"del",    "ins",    "moveFrom", "moveTo", "delText", "comment",  "commentReference",
                             "vanish", "object", "altChunk", "sdtPr",  "docVar",  "Fallback", "hyperlink"};
  return std::ranges::find(names, element) != names.end();
}

/// Text and attributes of an entry in one piece, as one may read over the limits of runs.
std::string joined(pugi::xml_node root, bool& has_forbidden) {
  std::string text, attributes;
  const auto enter = [&](pugi::xml_node node) {
    if (is_forbidden(local_name(node)) && local_name(node.parent()) != "style") has_forbidden = true;
    if (local_name(node) == "p") text += '\n';
    text += node.value();
    for (const auto each : node.attributes()) attributes += std::string(" ") + each.value();
    return true;
  };
  walk(root, enter, [](pugi::xml_node) {});
  return text + "\n" + attributes;
}

Result<void> check_entry(const Archive& archive, const std::string& name, NeedleCount& needles,
                         std::vector<Leftover>& left) {
  if (!is_known(name)) left.push_back({"structure", name});
  const auto bytes = TRY(archive.read(name));
  if (!name.ends_with(".xml") && !name.ends_with(".rels")) {
    needles.in_bytes(bytes, name);
    return {};
  }
  pugi::xml_document xml;
  CHECK_OK(load_xml(archive, name, xml));
  bool has_forbidden = false;
  needles.in_text(joined(xml, has_forbidden), name);
  // styles may hide text that nobody writes any more
  if (has_forbidden && !name.ends_with("styles.xml")) left.push_back({"structure", name});
  return {};
}
}  // namespace

Result<CheckReport> check_redacted_docx(std::string_view bytes, const CheckOrder& order) {
  const auto archive = TRY(Archive::open(bytes));
  NeedleCount in_entries(order, false), in_reader(order, false);
  CheckReport report;
  for (const auto& entry : archive.entries()) CHECK_OK(check_entry(archive, entry.name, in_entries, report.left));
  const auto read = TRY(extract(bytes, Format::docx));
  in_reader.in_text(visible_text(read), "正文");
  for (const auto& counted : {in_entries.left(), in_reader.left()})
    for (const auto& one : counted)
      if (std::ranges::find(report.left, one) == report.left.end()) report.left.push_back(one);
  if (!read.properties.empty()) report.left.push_back({"structure", "docProps"});
  if (!hidden_parts(read).empty()) report.left.push_back({"structure", "hidden"});
  report.done = {{"entry", static_cast<std::int64_t>(archive.entries().size())},
                 {"part", static_cast<std::int64_t>(read.parts.size())},
                 {"structure", 1}};
  return report;
}

Result<CheckReport> check_redacted_text(std::string_view bytes, const CheckOrder& order) {
  NeedleCount needles(order, false);
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.encoding");
  needles.in_text(*text, "正文");
  CheckReport report{.done = {{"line", static_cast<std::int64_t>(split(*text, '\n').size())}}};
  report.left = needles.left();
  return report;
}

}  // namespace gongkai::documents
