#include "platform/documents/html_allow_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/id.hpp"
#include "base/text.hpp"

namespace gongkai::documents {
namespace {
template <std::size_t N>
bool has(const std::array<GumboTag, N>& tags, GumboTag tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}
constexpr std::array kept{
    GUMBO_TAG_P,     GUMBO_TAG_BR,     GUMBO_TAG_HR,         GUMBO_TAG_H2,       GUMBO_TAG_H3,         GUMBO_TAG_H4,
    GUMBO_TAG_H5,    GUMBO_TAG_H6,     GUMBO_TAG_STRONG,     GUMBO_TAG_B,        GUMBO_TAG_EM,         GUMBO_TAG_I,
    GUMBO_TAG_U,     GUMBO_TAG_S,      GUMBO_TAG_SUB,        GUMBO_TAG_SUP,      GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,
    GUMBO_TAG_CODE,  GUMBO_TAG_UL,     GUMBO_TAG_OL,         GUMBO_TAG_LI,       GUMBO_TAG_DL,         GUMBO_TAG_DT,
    GUMBO_TAG_DD,    GUMBO_TAG_TABLE,  GUMBO_TAG_CAPTION,    GUMBO_TAG_COLGROUP, GUMBO_TAG_COL,        GUMBO_TAG_THEAD,
    GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT,  GUMBO_TAG_TR,         GUMBO_TAG_TH,       GUMBO_TAG_TD,         GUMBO_TAG_A,
    GUMBO_TAG_IMG,   GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DIV,      GUMBO_TAG_SPAN};
constexpr std::array dropped{
    GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,   GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,    GUMBO_TAG_EMBED,
    GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG,     GUMBO_TAG_MATH,     GUMBO_TAG_TITLE,     GUMBO_TAG_TEXTAREA,
    GUMBO_TAG_SELECT,   GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOSCRIPT,  GUMBO_TAG_XMP,
    GUMBO_TAG_APPLET,   GUMBO_TAG_PARAM,   GUMBO_TAG_LINK,     GUMBO_TAG_META,      GUMBO_TAG_BASE,
    GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,   GUMBO_TAG_CANVAS,   GUMBO_TAG_PLAINTEXT, GUMBO_TAG_INPUT};
constexpr std::array blocks{
    GUMBO_TAG_P,   GUMBO_TAG_BR,      GUMBO_TAG_HR,         GUMBO_TAG_H1,         GUMBO_TAG_H2,
    GUMBO_TAG_H3,  GUMBO_TAG_H4,      GUMBO_TAG_H5,         GUMBO_TAG_H6,         GUMBO_TAG_LI,
    GUMBO_TAG_TR,  GUMBO_TAG_CAPTION, GUMBO_TAG_DT,         GUMBO_TAG_DD,         GUMBO_TAG_DIV,
    GUMBO_TAG_PRE, GUMBO_TAG_TABLE,   GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,
    GUMBO_TAG_UL,  GUMBO_TAG_OL,      GUMBO_TAG_DL,         GUMBO_TAG_SECTION,    GUMBO_TAG_ARTICLE};
// The stylesheet of the portal knows these; everything else about looks is its business.
constexpr std::array<std::string_view, 8> classes{"align-left", "align-center", "align-right", "align-justify",
                                                  "indent",     "signature",    "note",        "no-break"};

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= 0x20;
}

/// The scheme as a browser sees it: control characters and white space inside do not hide it.
std::string without_spaces(std::string_view url) {
  std::string out;
  std::copy_if(url.begin(), url.end(), std::back_inserter(out), [](char c) { return !is_space(c) && c != 0x7F; });
  return out;
}

bool is_good_link(const std::string& url) {
  if (url.empty() || url.size() > 2000 || !is_valid_utf8(url)) return false;
  if (url.starts_with("#")) return true;
  if (url.starts_with("/")) return !url.starts_with("//") && !url.starts_with("/\\");
  const auto folded = fold(url.substr(0, 16));
  return folded.starts_with("https://") || folded.starts_with("http://") || folded.starts_with("mailto:") ||
         folded.starts_with("tel:");
}

std::string known_classes(std::string_view value) {
  std::vector<std::string> found;
  for (const auto word : split(value, ' '))
    if (std::find(classes.begin(), classes.end(), word) != classes.end() &&
        std::find(found.begin(), found.end(), word) == found.end())
      found.emplace_back(word);
  return join(found, " ");
}

/// style="text-align: center" is what editors write; the class says the same without a style.
std::string class_of_style(std::string_view style) {
  const auto folded = without_spaces(fold(style));
  for (const auto* side : {"left", "center", "right", "justify"})
    if (folded.find(std::string("text-align:") + side) != std::string::npos) return std::string("align-") + side;
  return {};
}

std::string number_between(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && value >= least && value <= most ? std::to_string(value) : std::string();
}

std::string_view get(const GumboElement& element, const char* name) {
  const auto* found = gumbo_get_attribute(&element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

void keep(Kept& result, std::string name, std::string value) {
  if (!value.empty()) result.attributes.push_back({std::move(name), std::move(value)});
}

void keep_link(Kept& result, const GumboElement& element) {
  const auto url = without_spaces(get(element, "href"));
  if (url.empty()) return;
  if (!is_good_link(url)) return void(result.fault = "files.html_link_removed");
  keep(result, "href", url);
  keep(result, "title", clean_utf8(get(element, "title")));
  if (!url.starts_with('/') && !url.starts_with('#')) keep(result, "rel", "noopener noreferrer");
}

void keep_image(Kept& result, const GumboElement& element) {
  const auto url = without_spaces(get(element, "src"));
  if (!is_own_file(url)) {
    result.fault = "files.html_image_removed";
    result.is_lost = true;
    return;
  }
  keep(result, "src", url);
  result.attributes.push_back({"alt", clean_utf8(get(element, "alt"))});  // an empty one is meaningful: decoration
  keep(result, "width", number_between(get(element, "width"), 1, 4000));
  keep(result, "height", number_between(get(element, "height"), 1, 4000));
}

void keep_cell(Kept& result, const GumboElement& element) {
  constexpr std::array<std::string_view, 4> scopes{"row", "col", "rowgroup", "colgroup"};
  const auto scope = get(element, "scope");
  if (element.tag == GUMBO_TAG_TH && std::find(scopes.begin(), scopes.end(), scope) != scopes.end())
    keep(result, "scope", std::string(scope));
  keep(result, "colspan", number_between(get(element, "colspan"), 2, 100));
  keep(result, "rowspan", number_between(get(element, "rowspan"), 2, 1000));
}

bool has_handler(const GumboElement& element) {
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    if (std::string_view(attribute->name).starts_with("on")) return true;
  }
  return false;
}
}  // namespace

Treatment treatment_of(const GumboElement& element) {
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML || has(dropped, element.tag)) return Treatment::drop;
  return has(kept, element.tag) || element.tag == GUMBO_TAG_H1 ? Treatment::keep : Treatment::unwrap;
}

bool is_void_element(GumboTag tag) {
  return tag == GUMBO_TAG_BR || tag == GUMBO_TAG_HR || tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_COL;
}

bool is_block(GumboTag tag) {
  return has(blocks, tag);
}

bool is_own_file(std::string_view url) {
  constexpr std::size_t id_length = 13;
  if (!url.starts_with("/f/") || url.size() < 3 + id_length + 2 || url[3 + id_length] != '/' || url.size() > 700)
    return false;
  const auto name = url.substr(3 + id_length + 1);
  return parse_id(url.substr(3, id_length)).has_value() && name.find_first_of("/\\?#") == std::string_view::npos &&
         is_valid_utf8(name);
}

Kept kept_attributes(const GumboElement& element) {
  Kept result;
  if (has_handler(element)) result.fault = "files.html_script_removed";
  if (element.tag == GUMBO_TAG_A) keep_link(result, element);
  if (element.tag == GUMBO_TAG_IMG) keep_image(result, element);
  if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) keep_cell(result, element);
  if (element.tag == GUMBO_TAG_COL || element.tag == GUMBO_TAG_COLGROUP)
    keep(result, "span", number_between(get(element, "span"), 2, 100));
  if (element.tag == GUMBO_TAG_OL) keep(result, "start", number_between(get(element, "start"), 2, 9999));
  auto names = known_classes(get(element, "class"));
  if (names.empty()) names = class_of_style(get(element, "style"));
  keep(result, "class", std::move(names));
  return result;
}

}  // namespace gongkai::documents
