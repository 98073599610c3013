// Typed HTML: text is escaped because it is text, addresses are checked, attributes are quoted. Raw markup enters only
// through Html::trusted, for text that the sanitiser of platform/documents has rebuilt.
//
//   Html list = ul({cls("list")}, each(items, [](const Item& item) {
//     return li(a({href(item.address)}, item.title), time({attribute("datetime", to_text(item.day))}, to_text(item.day)));
//   }));
//
// An element is not written when it is named but when the whole expression becomes Html: then every part appends itself
// to one buffer, and nothing is copied twice (docs/adr/0003). Use up an element in the expression that makes it, or
// make Html of it; `auto` would keep views of texts that are gone.
#pragma once
#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace gongkai::html {

void append_escaped(std::string& out, std::string_view text);
std::string escape(std::string_view text);
/// Relative, http(s), mailto and tel only; anything else becomes "#".
std::string_view safe_address(std::string_view address);

/// Something that can append itself as markup; the base of all unfinished pieces.
struct Piece {};

template <class T>
concept Writable = std::derived_from<std::remove_cvref_t<T>, Piece>;
template <class T>
concept Text = std::convertible_to<T, std::string_view>;

/// A finished piece of markup.
class Html {
 public:
  Html() = default;
  template <Text T>
  Html(const T& text) {  // NOLINT: text is welcome everywhere
    append_escaped(m_markup, text);
  }
  template <Writable T>
  Html(const T& piece) {  // NOLINT: so is every unfinished piece
    piece.append_to(m_markup);
  }
  static Html trusted(std::string markup) {
    Html html;
    html.m_markup = std::move(markup);
    return html;
  }
  template <class T>
  Html& operator+=(const T& part);

  bool empty() const { return m_markup.empty(); }
  const std::string& markup() const& { return m_markup; }
  std::string markup() && { return std::move(m_markup); }

 private:
  std::string m_markup;
};

template <Text T>
void append(std::string& out, const T& text) {
  append_escaped(out, text);
}
inline void append(std::string& out, const Html& html) {
  out += html.markup();
}
template <Writable T>
void append(std::string& out, const T& piece) {
  piece.append_to(out);
}

template <class T>
Html& Html::operator+=(const T& part) {
  append(m_markup, part);
  return *this;
}

/// Literals and views are viewed; strings and pieces are owned, named ones as copies: a lambda may return an element with
/// its own variables in it. A copy costs nanoseconds, a dangling page costs a citizen's trust.
template <class T>
using Kept = std::conditional_t<Text<T> && !std::same_as<std::remove_cvref_t<T>, std::string>, std::string_view,
                                std::remove_cvref_t<T>>;

/// Views only: an attribute lives as long as the expression that names it.
struct Attribute {
  std::string_view name;
  std::string_view value{};
  bool present = true;
};
using Attributes = std::initializer_list<Attribute>;

inline Attribute attribute(std::string_view name, std::string_view value) {
  return {name, value};
}
inline Attribute flag(std::string_view name, bool on) {
  return {name, {}, on};
}  // flag("disabled", is_closed)
inline Attribute attribute_if(bool on, std::string_view name, std::string_view value) {
  return {name, value, on};
}
inline Attribute cls(std::string_view value) {
  return {"class", value};
}
inline Attribute id(std::string_view value) {
  return {"id", value};
}
inline Attribute href(std::string_view value) {
  return {"href", safe_address(value)};
}
inline Attribute src(std::string_view value) {
  return {"src", safe_address(value)};
}
Attribute aria(std::string_view name, std::string_view value);

void append_attributes(std::string& out, Attributes attributes);

template <class... Parts>
class Group : public Piece {
 public:
  explicit Group(Kept<Parts>... parts) : m_parts(static_cast<Kept<Parts>&&>(parts)...) {}
  void append_to(std::string& out) const {
    std::apply([&](const auto&... parts) { (append(out, parts), ...); }, m_parts);
  }

 private:
  std::tuple<Kept<Parts>...> m_parts;
};

template <class... Parts>
auto group(Parts&&... parts) {
  return Group<Parts...>(std::forward<Parts>(parts)...);
}

template <class... Parts>
class Element : public Piece {
 public:
  Element(std::string_view name, Attributes attributes, Kept<Parts>... parts)
      : m_name(name), m_children(static_cast<Kept<Parts>&&>(parts)...) {
    append_attributes(m_attributes, attributes);
  }
  void append_to(std::string& out) const {
    out += '<';
    out += m_name;
    out += m_attributes;
    out += '>';
    std::apply([&](const auto&... parts) { (append(out, parts), ...); }, m_children);
    out += "</";
    out += m_name;
    out += '>';
  }

 private:
  std::string_view m_name;   // a literal
  std::string m_attributes;  // already written: their values may be temporaries
  std::tuple<Kept<Parts>...> m_children;
};

template <class... Parts>
auto element(std::string_view name, Attributes attributes, Parts&&... parts) {
  return Element<Parts...>(name, attributes, std::forward<Parts>(parts)...);
}

/// Elements without children: input, img, link, meta, br.
class VoidElement : public Piece {
 public:
  VoidElement(std::string_view name, Attributes attributes) : m_name(name) {
    append_attributes(m_attributes, attributes);
  }
  void append_to(std::string& out) const;

 private:
  std::string_view m_name;
  std::string m_attributes;
};
inline VoidElement empty_element(std::string_view name, Attributes attributes) {
  return {name, attributes};
}

/// A named range is viewed: it must outlive the expression.
template <class Range, class F>
class Each : public Piece {
 public:
  Each(Range&& range, F f) : m_range(std::forward<Range>(range)), m_f(std::move(f)) {}
  void append_to(std::string& out) const {
    for (const auto& item : m_range) append(out, m_f(item));
  }

 private:
  Range m_range;  // a reference, or a temporary that was taken over
  F m_f;
};

/// f(item) for every item of the range.
template <class Range, class F>
auto each(Range&& range, F f) {
  return Each<Range, F>(std::forward<Range>(range), std::move(f));
}

template <class F>
class When : public Piece {
 public:
  When(bool on, F f) : m_on(on), m_f(std::move(f)) {}
  void append_to(std::string& out) const {
    if (m_on) append(out, m_f());
  }

 private:
  bool m_on;
  F m_f;
};

/// f() if the condition holds; f is not called otherwise.
template <class F>
auto when(bool condition, F f) {
  return When<F>(condition, std::move(f));
}

template <class T>
concept Child = Writable<T> || Text<T> || std::same_as<std::remove_cvref_t<T>, Html>;

#define GONGKAI_ELEMENT(name)                                           \
  template <Child... Parts>                                             \
  auto name(Attributes attributes, Parts&&... parts) {                  \
    return element(#name, attributes, std::forward<Parts>(parts)...);   \
  }                                                                     \
  template <Child... Parts>                                             \
  auto name(Parts&&... parts) {                                         \
    return element(#name, Attributes{}, std::forward<Parts>(parts)...); \
  }
GONGKAI_ELEMENT(a)
GONGKAI_ELEMENT(article)
GONGKAI_ELEMENT(aside)
GONGKAI_ELEMENT(b)
GONGKAI_ELEMENT(body)
GONGKAI_ELEMENT(button)
GONGKAI_ELEMENT(caption)
GONGKAI_ELEMENT(code)
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
GONGKAI_ELEMENT(script)
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

/// <!DOCTYPE html> and the page as one string, with room for its size.
template <Writable T>
std::string document(const T& root) {
  std::string out;
  out.reserve(32 << 10);
  out += "<!DOCTYPE html>\n";
  root.append_to(out);
  out += '\n';
  return out;
}

}  // namespace gongkai::html
