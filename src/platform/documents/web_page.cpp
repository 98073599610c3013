#include "platform/documents/web_page.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "base/time.hpp"
#include "platform/documents/html_tree.hpp"
#include "platform/documents/selector.hpp"

namespace gongkai::documents {

namespace {

/// Containers of the article's text in the usual site systems, the surest first.
constexpr std::array body_places{
    "#zoom",         "#Zoom",    ".TRS_Editor", "#UCAP-CONTENT", ".article-content", ".entry-content", ".pages_content",
    ".news_content", "#content", "article",     "main"};
constexpr std::array file_endings{".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".ofd",
                                  ".zip", ".txt", ".csv",  ".mp3", ".mp4",  ".wps", ".et"};

std::string meta(const GumboNode* root, std::string_view name) {
  std::string value;
  each_element(root, [&](const GumboNode* node) {
    if (value.empty() && node->v.element.tag == GUMBO_TAG_META && fold(attribute_of(node, "name")) == fold(name))
      value = trim(attribute_of(node, "content"));
    return true;
  });
  return value;
}

std::string selected_text(const GumboNode* root, std::string_view selector) {
  const auto* node = select(root, parse_selector(selector));
  return node ? text_below(node) : std::string();
}

std::string first_of(std::initializer_list<std::string> texts) {
  for (const auto& text : texts)
    if (!text.empty()) return text;
  return {};
}

/// "标题_云海市人民政府" says the site after the last separator.
std::string without_site(std::string title) {
  for (const std::string_view mark : {"_", " - ", "-", "|", "—"})
    if (const auto at = title.rfind(mark); at != std::string::npos && at > 0) {
      title.resize(at);
      break;
    }
  return std::string(trim(title));
}

std::string after_label(std::string_view text, std::initializer_list<std::string_view> labels, std::size_t bytes) {
  for (const auto label : labels)
    if (const auto at = text.find(label); at != std::string_view::npos)
      return std::string(text.substr(at + label.size(), bytes));
  return {};
}

/// The element whose own paragraphs hold the most text: the article, when nothing names it.
const GumboNode* densest(const GumboNode* root) {
  const GumboNode* best = nullptr;
  std::size_t most = 0;
  each_element(root, [&](const GumboNode* node) {
    std::size_t characters = 0;
    const auto& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (child->type == GUMBO_NODE_TEXT) characters += count_characters(trim(child->v.text.text));
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_P)
        characters += count_characters(text_below(child));
    }
    if (characters > most && node->v.element.tag != GUMBO_TAG_P && node->v.element.tag != GUMBO_TAG_A)
      most = characters, best = node;
    return node->v.element.tag != GUMBO_TAG_HEAD && node->v.element.tag != GUMBO_TAG_SCRIPT;
  });
  return most >= 20 ? best : nullptr;
}

const GumboNode* body_of(const GumboNode* root, const Selectors& selectors) {
  if (!selectors.body.empty()) return select(root, parse_selector(selectors.body));
  for (const auto* place : body_places)
    if (const auto* found = select(root, parse_selector(place))) return found;
  return densest(root);
}

bool is_file(std::string_view path) {
  const auto folded = fold(path);
  return std::ranges::any_of(file_endings, [&](const char* ending) { return folded.ends_with(ending); });
}

struct Change {
  std::size_t begin = 0, end = 0;  // of the attribute's value in the page
  std::string address;
};

/// Links to files and images of the site, with where they stand.
std::vector<Change> links_to_files(const GumboNode* body, std::string_view path) {
  std::vector<Change> changes;
  each_element(body, [&](const GumboNode* node) {
    const bool is_image = node->v.element.tag == GUMBO_TAG_IMG;
    if (!is_image && node->v.element.tag != GUMBO_TAG_A) return true;
    const auto* link = gumbo_get_attribute(&node->v.element.attributes, is_image ? "src" : "href");
    if (!link) return true;
    const auto target = resolve_in_site(link->value, path);
    if (target.empty() || (!is_image && !is_file(target))) return true;
    changes.push_back({link->value_start.offset, link->value_end.offset, "site:/" + target});
    return true;
  });
  std::ranges::sort(changes, {}, &Change::begin);
  return changes;
}

/// The markup inside the element as it stands in the page, with the changed addresses.
std::string inner_markup(std::string_view html, const GumboNode* node, const std::vector<Change>& changes) {
  const auto& element = node->v.element;
  const std::size_t begin = element.start_pos.offset + element.original_tag.length;
  const std::size_t end = std::min(html.size(), std::size_t{element.end_pos.offset});
  std::string out;
  std::size_t at = begin;
  for (const auto& change : changes) {
    if (change.begin < at || change.end > end) continue;
    out += html.substr(at, change.begin - at);
    out += "\"" + change.address + "\"";
    at = change.end;
  }
  if (at < end) out += html.substr(at, end - at);
  return out;
}

}  // namespace

std::string resolve_in_site(std::string_view address, std::string_view page) {
  address = trim(address);
  address = address.substr(0, address.find_first_of("?#"));
  const auto colon = address.find(':');
  if (address.empty() || address.starts_with("//") || (colon != std::string_view::npos && colon < address.find('/')))
    return {};
  std::vector<std::string> parts;
  if (!address.starts_with('/')) {
    for (const auto part : split(page, '/')) parts.emplace_back(part);
    parts.pop_back();
  }
  for (const auto part : split(address, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (parts.empty()) return {};
      parts.pop_back();
    } else {
      parts.emplace_back(part);
    }
  }
  return join(parts, "/");
}

std::string first_day(std::string_view text) {
  const auto digits = [&](std::size_t& at, std::size_t most) {
    int value = 0;
    std::size_t count = 0;
    for (; at < text.size() && count < most && text[at] >= '0' && text[at] <= '9'; ++at, ++count)
      value = value * 10 + (text[at] - '0');
    return count ? std::optional(value) : std::nullopt;
  };
  const auto pass = [&](std::size_t& at, std::initializer_list<std::string_view> marks) {
    for (const auto mark : marks)
      if (text.substr(at).starts_with(mark)) return at += mark.size(), true;
    return false;
  };
  for (std::size_t start = 0; start + 8 <= text.size(); ++start) {
    if ((text[start] != '1' && text[start] != '2') || (start > 0 && text[start - 1] >= '0' && text[start - 1] <= '9'))
      continue;
    auto at = start;
    const auto year = digits(at, 4);
    if (at - start != 4 || !pass(at, {"-", "/", ".", "年"})) continue;
    const auto month = digits(at, 2);
    if (!month || !pass(at, {"-", "/", ".", "月"})) continue;
    const auto day = digits(at, 2);
    if (!day) continue;
    auto written = fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
    if (parse_day(written)) return written;
  }
  return {};
}

WebPage read_web_page(std::string_view html, std::string_view path, const Selectors& selectors) {
  WebPage page;
  if (!check_html_size(html)) return page;
  const HtmlTree tree(html);
  const auto* root = tree.root();
  page.title = first_of({selectors.title.empty() ? "" : selected_text(root, selectors.title),
                         meta(root, "ArticleTitle"), selected_text(root, "h1"), without_site(title_of_html(html))});
  page.column = meta(root, "ColumnName");
  const auto text = text_below(root);
  page.day =
      first_day(first_of({selectors.date.empty() ? "" : selected_text(root, selectors.date), meta(root, "PubDate"),
                          after_label(text, {"发布时间", "发布日期", "发表时间", "日期"}, 40), text}));
  page.origin =
      first_of({selectors.origin.empty() ? "" : selected_text(root, selectors.origin), meta(root, "ContentSource")});
  const auto* body = body_of(root, selectors);
  if (!body) return page;
  const auto changes = links_to_files(body, path);
  page.body = std::string(trim(inner_markup(html, body, changes)));
  for (const auto& change : changes)
    if (std::ranges::find(page.files, change.address) == page.files.end()) page.files.push_back(change.address);
  return page;
}

}  // namespace gongkai::documents
