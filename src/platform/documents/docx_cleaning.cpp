#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"
#include "platform/documents/docx_content.hpp"

namespace gongkai::documents {
namespace {
using Names = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Names names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_switched_on(pugi::xml_node flag) {
  const auto value = attribute(flag, "val");
  return flag && value != "0" && value != "false" && value != "off";
}

pugi::xml_node ancestor(pugi::xml_node node, std::string_view name) {
  while (node && local_name(node) != name) node = node.parent();
  return node;
}

template <class F>
bool any_below(pugi::xml_node root, F&& f) {
  bool found = false;
  walk(root, [&](pugi::xml_node node) { return found = found || f(node), !found; }, [](pugi::xml_node) {});
  return found;
}

class Cleaner {
 public:
  Cleaner(const std::set<std::string>& hidden_styles, const std::map<std::string, std::string>& pictures,
          const std::set<std::string>& kept_relations, const std::function<void(const char*)>& note)
      : m_hidden_styles(hidden_styles), m_pictures(pictures), m_kept(kept_relations), m_note(note) {}

  void clean(pugi::xml_node root) {
    remove_from(root);
    unwrap_in(root);
    walk(root, [&](pugi::xml_node node) { return strip(node), true; }, [](pugi::xml_node) {});
  }

 private:
  /// Why the element goes with all that is in it; "" keeps it, "-" is not worth a word.
  const char* why_removed(pugi::xml_node node) const {
    const auto name = local_name(node);
    if (is_one_of(name, {"del", "moveFrom", "cellDel"})) return "deleted";
    if (name == "tr" && child(child(node, "trPr"), "del")) return "deleted";
    if (is_one_of(name, {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}))
      return "comment";
    if (is_one_of(name, {"object", "control", "altChunk", "subDoc", "contentPart"})) return "embedded";
    if (name == "instrText" || name == "fldChar" || name == "delInstrText") return is_page_number(node) ? "" : "-";
    if (name == "r" && is_hidden(node)) return "hidden";
    if (name == "drawing" && !can_stay(node)) return "embedded";
    if (name == "pict" && !has_box(node)) return "embedded";
    const bool is_change = name.ends_with("Change") || name.ends_with("RangeStart") || name.ends_with("RangeEnd");
    if (is_change || is_one_of(name, {"bookmarkStart", "bookmarkEnd", "proofErr",    "permStart",
                                      "permEnd",       "Fallback",    "extLst",      "dataBinding",
                                      "hlinkClick",    "hlinkHover",  "textpath",    "sdtPr",
                                      "sdtEndPr",      "customXmlPr", "smartTagPr",  "lastRenderedPageBreak",
                                      "embedRegular",  "embedBold",   "embedItalic", "embedBoldItalic"}))
      return "-";
    // the marks of inserted paragraphs and rows, which are empty
    return is_one_of(name, {"ins", "moveTo", "cellIns"}) && !node.first_child() ? "-" : "";
  }
  static bool is_wrapper(std::string_view name) {
    return is_one_of(name, {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple"});
  }

  void remove_from(pugi::xml_node root) {
    std::vector<pugi::xml_node> going;
    const auto enter = [&](pugi::xml_node node) {
      const std::string_view why = why_removed(node);
      if (why.empty()) return true;
      if (why != "-") m_note(why.data());
      going.push_back(node);
      return false;
    };
    walk(root, enter, [](pugi::xml_node) {});
    for (auto node : going) node.parent().remove_child(node);
  }

  static void unwrap_in(pugi::xml_node root) {
    std::vector<pugi::xml_node> wrappers;
    walk(
        root,
        [&](pugi::xml_node node) { return is_wrapper(local_name(node)) && (wrappers.push_back(node), true), true; },
        [](pugi::xml_node) {});
    for (auto wrapper : wrappers) {
      auto parent = wrapper.parent();
      while (auto inside = wrapper.first_child()) parent.insert_move_before(inside, wrapper);
      parent.remove_child(wrapper);
    }
  }

  /// Page numbers are computed by the reader's program; every other field may carry what it was made from.
  static bool is_page_number(pugi::xml_node node) {
    const auto paragraph = ancestor(node, "p");
    bool has_code = false;
    const bool other = any_below(paragraph, [&](pugi::xml_node each) {
      if (local_name(each) != "instrText") return false;
      const auto code = trim(each.text().get());
      has_code = true;
      return !code.starts_with("PAGE") && !code.starts_with("NUMPAGES") && !code.empty();
    });
    return has_code && !other;
  }

  bool is_hidden(pugi::xml_node run) const {
    const auto properties = child(run, "rPr");
    if (const auto own = child(properties, "vanish")) return is_switched_on(own);
    const auto style = attribute(child(properties, "rStyle"), "val");
    const auto paragraph = child(child(ancestor(run, "p"), "pPr"), "pStyle");
    return m_hidden_styles.contains(std::string(style)) ||
           m_hidden_styles.contains(std::string(attribute(paragraph, "val")));
  }

  /// A picture of a format that is written anew, or a box with text.
  bool can_stay(pugi::xml_node drawing) const {
    const bool foreign = any_below(drawing, [&](pugi::xml_node node) {
      const auto name = local_name(node);
      if (name == "blip") return !m_pictures.contains(std::string(attribute(node, "embed")));
      return name == "chart" || name == "relIds" || name == "svgBlip" || name == "contentPart" ||
             name == "lockedCanvas";
    });
    return !foreign;
  }
  static bool has_box(pugi::xml_node pict) {
    return any_below(pict, [](pugi::xml_node node) { return local_name(node) == "txbxContent"; });
  }

  void strip(pugi::xml_node node) const {
    const bool is_object =
        is_one_of(local_name(node), {"docPr", "cNvPr", "shape", "rect", "group", "roundrect", "oval"});
    std::vector<pugi::xml_attribute> going;
    for (const auto each : node.attributes()) {
      const std::string_view full = each.name();
      const auto name = local_name(full);
      const bool tells =
          name.starts_with("rsid") || is_one_of(name, {"author", "date", "initials", "paraId", "textId"});
      const bool describes = is_object && is_one_of(name, {"descr", "title", "alt", "href", "name", "gfxdata"});
      const bool points = full.starts_with("r:") && !m_kept.contains(each.value());
      if (tells || points || (describes && name != "name")) going.push_back(each);
      if (describes && name == "name") node.attribute(each.name()).set_value("object");
    }
    for (const auto each : going) node.remove_attribute(each);
  }

  const std::set<std::string>& m_hidden_styles;
  const std::map<std::string, std::string>& m_pictures;
  const std::set<std::string>& m_kept;
  const std::function<void(const char*)>& m_note;
};
}  // namespace

void clean_story(pugi::xml_node root, const std::set<std::string>& hidden_styles,
                 const std::map<std::string, std::string>& pictures, const std::set<std::string>& kept_relations,
                 const std::function<void(const char*)>& f) {
  Cleaner(hidden_styles, pictures, kept_relations, f).clean(root);
}

std::set<std::string> hidden_styles_of(pugi::xml_node styles) {
  std::set<std::string> hidden;
  // a style may be based on one that comes later: look again until nothing is added
  for (std::size_t known = SIZE_MAX; known != hidden.size();) {
    known = hidden.size();
    for (const auto style : styles.children()) {
      const auto vanish = child(child(style, "rPr"), "vanish");
      const bool inherits = hidden.contains(std::string(attribute(child(style, "basedOn"), "val")));
      if (vanish ? is_switched_on(vanish) : inherits) hidden.emplace(attribute(style, "styleId"));
    }
  }
  return hidden;
}

}  // namespace gongkai::documents
