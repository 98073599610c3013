// Typed HTML: text is escaped because it is text, addresses are checked, attributes are quoted. Raw markup enters only
// through Html::trusted, for text that the sanitiser of platform/documents has rebuilt.
//
//   Html list = ul({cls("list")}, each(items, [](const Item& item) {
//     return li(a({href(item.address)}, item.title), time_tag(item.day));
//   }));
#pragma once
#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::html {

void append_escaped(std::string& out, std::string_view text);
std::string escape(std::string_view text);
/// Relative, http(s), mailto and tel only; anything else becomes "#".
std::string_view safe_address(std::string_view address);

/// A finished piece of markup.
class Html {
 public:
  Html() = default;
  Html(std::string_view text) { append_escaped(m_markup, text); }       // NOLINT: text is welcome everywhere
  Html(const std::string& text) : Html(std::string_view(text)) {}      // NOLINT
  Html(const char* text) : Html(std::string_view(text)) {}             // NOLINT
  static Html trusted(std::string markup) {
    Html html;
    html.m_markup = std::move(markup);
    return html;
  }
  Html& operator+=(const Html& other) {
    m_markup += other.m_markup;
    return *this;
  }
  bool empty() const { return m_markup.empty(); }
  const std::string& markup() const& { return m_markup; }
  std::string markup() && { return std::move(m_markup); }

 private:
  std::string m_markup;
};

struct Attribute {
  std::string_view name;
  std::string value;
  bool present = true;
};
using Attributes = std::vector<Attribute>;

inline Attribute attribute(std::string_view name, std::string_view value) { return {name, std::string(value), true}; }
inline Attribute flag(std::string_view name, bool on) { return {name, {}, on}; }  // e.g. flag("disabled", is_closed)
inline Attribute cls(std::string_view value) { return attribute("class", value); }
inline Attribute id(std::string_view value) { return attribute("id", value); }
inline Attribute href(std::string_view value) { return attribute("href", safe_address(value)); }
inline Attribute src(std::string_view value) { return attribute("src", safe_address(value)); }
inline Attribute aria(std::string_view name, std::string_view value);

/// An element with children; void elements have none.
Html element(std::string_view name, const Attributes& attributes, const Html& children);
Html empty_element(std::string_view name, const Attributes& attributes);

template <class... Children>
Html group(const Children&... children) {
  Html all;
  (void)std::initializer_list<int>{(all += Html(children), 0)...};
  return all;
}

template <class Range, class F>
Html each(const Range& range, F&& f) {
  Html all;
  for (const auto& item : range) all += f(item);
  return all;
}

#define GONGKAI_ELEMENT(name)                                                     \
  template <class... Children>                                                    \
  Html name(const Attributes& attributes, const Children&... children) {          \
    return element(#name, attributes, group(children...));                        \
  }                                                                               \
  template <class... Children>                                                    \
    requires(!std::convertible_to<const Children&, const Attributes&> && ...)     \
  Html name(const Children&... children) {                                        \
    return element(#name, {}, group(children...));                                \
  }
GONGKAI_ELEMENT(a)
GONGKAI_ELEMENT(article)
GONGKAI_ELEMENT(aside)
GONGKAI_ELEMENT(b)
GONGKAI_ELEMENT(body)
GONGKAI_ELEMENT(button)
GONGKAI_ELEMENT(caption)
GONGKAI_ELEMENT(dd)
GONGKAI_ELEMENT(details)
GONGKAI_ELEMENT(div)
GONGKAI_ELEMENT(dl)
GONGKAI_ELEMENT(dt)
GONGKAI_ELEMENT(em)
GONGKAI_ELEMENT(fieldset)
GONGKAI_ELEMENT(figcaption)
GONGKAI_ELEMENT(figure)
GONGKAI_ELEMENT(footer)
GONGKAI_ELEMENT(form)
GONGKAI_ELEMENT(h1)
GONGKAI_ELEMENT(h2)
GONGKAI_ELEMENT(h3)
GONGKAI_ELEMENT(head)
GONGKAI_ELEMENT(header)
GONGKAI_ELEMENT(label)
GONGKAI_ELEMENT(legend)
GONGKAI_ELEMENT(li)
GONGKAI_ELEMENT(main)
GONGKAI_ELEMENT(mark)
GONGKAI_ELEMENT(nav)
GONGKAI_ELEMENT(ol)
GONGKAI_ELEMENT(option)
GONGKAI_ELEMENT(p)
GONGKAI_ELEMENT(section)
GONGKAI_ELEMENT(select)
GONGKAI_ELEMENT(small)
GONGKAI_ELEMENT(span)
GONGKAI_ELEMENT(strong)
GONGKAI_ELEMENT(summary)
GONGKAI_ELEMENT(table)
GONGKAI_ELEMENT(tbody)
GONGKAI_ELEMENT(td)
GONGKAI_ELEMENT(textarea)
GONGKAI_ELEMENT(th)
GONGKAI_ELEMENT(thead)
GONGKAI_ELEMENT(time)
GONGKAI_ELEMENT(title)
GONGKAI_ELEMENT(tr)
GONGKAI_ELEMENT(ul)
#undef GONGKAI_ELEMENT

inline Attribute aria(std::string_view name, std::string_view value) {
  // the names are literals of the source; a table avoids making strings of them
  if (name == "label") return attribute("aria-label", value);
  if (name == "current") return attribute("aria-current", value);
  if (name == "describedby") return attribute("aria-describedby", value);
  if (name == "labelledby") return attribute("aria-labelledby", value);
  if (name == "hidden") return attribute("aria-hidden", value);
  if (name == "invalid") return attribute("aria-invalid", value);
  if (name == "live") return attribute("aria-live", value);
  if (name == "expanded") return attribute("aria-expanded", value);
  return attribute("aria-description", value);
}

}  // namespace gongkai::html
