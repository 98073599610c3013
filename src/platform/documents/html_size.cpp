// Bounds the nesting depth of HTML without building a tree. Up to few_tags tags no depth can hurt; beyond, tags are
// matched so strictly that the parser can only nest less deeply than counted here.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/documents/html_tree.hpp"

namespace gongkai::documents {
namespace {
constexpr std::size_t few_tags = 4'000;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
constexpr std::array<std::string_view, 14> void_elements{"area",  "base", "br",   "col",    "embed", "hr",  "img",
                                                         "input", "link", "meta", "source", "track", "wbr", "param"};
constexpr std::array<std::string_view, 8> raw_elements{"script",  "style",    "xmp",   "iframe",
                                                       "noembed", "noframes", "title", "textarea"};
constexpr std::array<std::string_view, 9> implied_ends{"p", "li", "dt", "dd", "option", "optgroup", "rb", "rp", "rt"};
constexpr std::array<std::string_view, 6> table_parts{"td", "th", "tr", "tbody", "thead", "tfoot"};
/// Closing one of these closes what may stay open inside.
constexpr std::array<std::string_view, 9> closers{"div", "ul",      "ol",         "dl",     "li",
                                                  "dd",  "section", "blockquote", "article"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

class DepthScan {
 public:
  explicit DepthScan(std::string_view html) : m_html(html) {}
  bool is_too_deep() {
    while (m_at < m_html.size()) {
      m_at = std::min(m_html.find('<', m_at), m_html.size());
      if (m_at + 1 >= m_html.size()) break;
      step();
      if (m_open.size() > static_cast<std::size_t>(max_html_depth)) return true;
    }
    return false;
  }

 private:
  void step() {
    const auto rest = m_html.substr(m_at);
    if (rest.starts_with("<!--")) return skip_comment();
    const bool closes = rest[1] == '/';
    const auto name_at = m_at + (closes ? 2 : 1);
    if (name_at >= m_html.size() || !is_letter(m_html[name_at])) {
      const bool bogus = closes || rest[1] == '!' || rest[1] == '?';
      m_at = bogus ? std::min(m_html.find('>', m_at), m_html.size() - 1) + 1 : m_at + 1;
      return;
    }
    const auto name = read_name(name_at);
    skip_attributes();
    if (closes) return close(name);
    m_has_foreign = m_has_foreign || name == "svg" || name == "math";
    if (is_one_of(name, void_elements)) return;
    open(name);
    if (is_one_of(name, raw_elements)) skip_raw(name);
  }

  void open(const std::string& name) {
    if (!m_open.empty() && m_open.back() == name && (is_one_of(name, implied_ends) || is_one_of(name, table_parts)))
      return;
    m_open.push_back(name);
  }

  void close(std::string_view name) {
    const bool of_table = name == "table" || is_one_of(name, table_parts);
    auto top = m_open.size();
    const auto may_skip = [&](std::string_view open) {
      if (open == name) return false;
      return ((of_table || is_one_of(name, closers)) && is_one_of(open, implied_ends)) ||
             (of_table && is_one_of(open, table_parts));
    };
    while (top > 0 && may_skip(m_open[top - 1])) --top;
    if (top > 0 && m_open[top - 1] == name) m_open.resize(top - 1);
  }

  void skip_comment() {
    m_at += 4;
    if (m_html.substr(m_at).starts_with('>')) return void(++m_at);
    if (m_html.substr(m_at).starts_with("->")) return void(m_at += 2);
    const auto plain = m_html.find("-->", m_at), odd = m_html.find("--!>", m_at);
    const auto end =
        std::min(plain == std::string_view::npos ? plain : plain + 3, odd == std::string_view::npos ? odd : odd + 4);
    m_at = std::min(end, m_html.size());
  }

  std::string read_name(std::size_t from) {
    std::string name;
    for (m_at = from; m_at < m_html.size() && !is_space(m_html[m_at]) && m_html[m_at] != '/' && m_html[m_at] != '>';
         ++m_at)
      name += is_letter(m_html[m_at]) ? static_cast<char>(m_html[m_at] | 0x20) : m_html[m_at];
    return name;
  }

  template <class Stop>
  void skip_until(Stop&& stop) {
    while (m_at < m_html.size() && !stop(m_html[m_at])) ++m_at;
  }

  void skip_attributes() {
    while (m_at < m_html.size()) {
      skip_until([](char c) { return !is_space(c) && c != '/'; });
      if (m_at >= m_html.size() || m_html[m_at] == '>') break;
      ++m_at;  // even a leading "=" belongs to the name
      skip_until([](char c) { return is_space(c) || c == '/' || c == '>' || c == '='; });
      skip_until([](char c) { return !is_space(c); });
      if (m_at >= m_html.size() || m_html[m_at] != '=') continue;
      ++m_at;
      skip_until([](char c) { return !is_space(c); });
      if (m_at >= m_html.size()) break;
      if (const char quote = m_html[m_at]; quote == '"' || quote == '\'') {
        m_at = std::min(m_html.find(quote, m_at + 1), m_html.size() - 1) + 1;
      } else {
        skip_until([](char c) { return is_space(c) || c == '>'; });
      }
    }
    ++m_at;
  }

  /// The content of <style> is no markup, except inside SVG: then what it opens counts, and what it closes does not.
  void skip_raw(const std::string& name) {
    auto end = m_at;
    for (;; ++end) {
      end = m_html.find("</", end);
      if (end == std::string_view::npos) break;
      const auto found = m_html.substr(end + 2, name.size());
      if (std::equal(found.begin(), found.end(), name.begin(), name.end(),
                     [](char a, char b) { return (a | 0x20) == b; }))
        break;
    }
    end = std::min(end, m_html.size());
    if (m_has_foreign)
      for (auto i = m_at; i + 1 < end; ++i)
        if (m_html[i] == '<' && is_letter(m_html[i + 1])) m_open.emplace_back("?");
    m_at = end;
  }

  std::string_view m_html;
  std::size_t m_at = 0;
  std::vector<std::string> m_open;
  bool m_has_foreign = false;
};

std::size_t count_tags(std::string_view html) {
  std::size_t count = 0;
  for (auto i = html.find('<'); i != std::string_view::npos && i + 1 < html.size(); i = html.find('<', i + 1))
    if (is_letter(html[i + 1])) ++count;
  return count;
}
}  // namespace

Result<void> check_html_size(std::string_view html) {
  if (html.size() > max_html_bytes)
    return refuse(FaultKind::too_large, "files.html_too_large", {}, {{"limit", std::to_string(max_html_bytes >> 20)}});
  if (count_tags(html) > few_tags && DepthScan(html).is_too_deep())
    return refuse(FaultKind::too_large, "files.html_too_deep");
  return {};
}

}  // namespace gongkai::documents
