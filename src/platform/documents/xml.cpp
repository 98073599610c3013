#include "platform/documents/xml.hpp"

#include <array>

#include "platform/documents/collector.hpp"

namespace gongkai::documents {
namespace {
/// "../comments1.xml" as seen from "xl/worksheets/sheet1.xml" is "xl/comments1.xml".
std::string resolve(std::string_view part, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  auto folder = std::string(part.substr(0, part.rfind('/') == std::string_view::npos ? 0 : part.rfind('/') + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (folder.empty()) return {};
    folder.pop_back();
    const auto slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash + 1);
  }
  return folder + std::string(target);
}

struct Property {
  std::string_view element, name;
};
constexpr std::array properties{Property{"title", "title"},
                                Property{"creator", "author"},
                                Property{"lastModifiedBy", "last_modified_by"},
                                Property{"created", "created"},
                                Property{"modified", "modified"},
                                Property{"subject", "subject"},
                                Property{"keywords", "keywords"},
                                Property{"description", "description"},
                                Property{"Company", "company"},
                                Property{"Manager", "manager"},
                                Property{"Application", "application"}};
}  // namespace

std::vector<Relation> relations_of(const Archive& archive, std::string_view part) {
  const auto slash = part.rfind('/') == std::string_view::npos ? 0 : part.rfind('/') + 1;
  const auto name = std::string(part.substr(0, slash)) + "_rels/" + std::string(part.substr(slash)) + ".rels";
  std::vector<Relation> relations;
  pugi::xml_document document;
  if (!archive.has(name) || !load_xml(archive, name, document)) return relations;
  for (const auto node : document.document_element().children()) {
    if (local_name(node) != "Relationship") continue;
    const auto type = attribute(node, "Type");
    Relation relation{.id = std::string(attribute(node, "Id")), .type = std::string(type.substr(type.rfind('/') + 1))};
    relation.is_external = attribute(node, "TargetMode") == "External";
    relation.target =
        relation.is_external ? std::string(attribute(node, "Target")) : resolve(part, attribute(node, "Target"));
    relations.push_back(std::move(relation));
  }
  return relations;
}

void collect_properties(const Archive& archive, Collector& collector) {
  for (const auto* name : {"docProps/core.xml", "docProps/app.xml"}) {
    pugi::xml_document document;
    if (!archive.has(name) || !load_xml(archive, name, document)) continue;
    for (const auto node : document.document_element().children())
      for (const auto& property : properties)
        if (local_name(node) == property.element) collector.property(property.name, node.text().get());
  }
}

}  // namespace gongkai::documents
