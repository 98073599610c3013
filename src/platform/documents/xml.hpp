// Walking the XML inside office files: iterative, because foreign XML may be nested as deep as it likes, and by local
// names, because the prefix of a namespace is the writer's choice.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/documents/archive.hpp"

namespace gongkai::documents {

inline std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
inline std::string_view local_name(pugi::xml_node node) {
  return local_name(std::string_view(node.name()));
}

/// The attribute by its local name, "" when missing.
inline std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const auto found : node.attributes())
    if (local_name(std::string_view(found.name())) == name) return found.value();
  return "";
}

inline pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const auto found : node.children())
    if (local_name(found) == name) return found;
  return {};
}

/// Calls enter(node) for each node below, in order, and leave(node) after its children; enter returns false to skip
/// them.
template <class Enter, class Leave>
void walk(pugi::xml_node root, Enter&& enter, Leave&& leave) {
  auto node = root.first_child();
  while (node) {
    if (enter(node) && node.first_child()) {
      node = node.first_child();
      continue;
    }
    leave(node);
    while (!node.next_sibling()) {
      node = node.parent();
      if (!node || node == root) return;
      leave(node);
    }
    node = node.next_sibling();
  }
}

/// Parses an entry of the archive. White space counts: <w:t> </w:t> is a space.
inline Result<void> load_xml(const Archive& archive, std::string_view name, pugi::xml_document& document) {
  const auto bytes = TRY(archive.read(name));
  const auto parsed =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed) return refuse(FaultKind::invalid, "files.damaged");
  return {};
}

/// Targets of word/_rels/document.xml.rels and its like: "rId7" and the type's last word to the path inside the
/// archive.
struct Relation {
  std::string id, type, target;
  bool is_external = false;
};
std::vector<Relation> relations_of(const Archive& archive, std::string_view part);
/// docProps/core.xml and app.xml as properties.
class Collector;
void collect_properties(const Archive& archive, Collector& collector);

}  // namespace gongkai::documents
