#include "platform/html/html.hpp"

namespace gongkai::html {

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view replacement;
    switch (text[i]) {
      case '&': replacement = "&amp;"; break;
      case '<': replacement = "&lt;"; break;
      case '>': replacement = "&gt;"; break;
      case '"': replacement = "&quot;"; break;
      case '\'': replacement = "&#39;"; break;
      default: continue;
    }
    out.append(text, done, i - done);
    out.append(replacement);
    done = i + 1;
  }
  out.append(text, done);
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  append_escaped(out, text);
  return out;
}

std::string_view safe_address(std::string_view address) {
  const auto colon = address.find_first_of(":/?#");
  if (colon == std::string_view::npos || address[colon] != ':') {
    // no scheme; a browser reads a backslash as a slash and drops control characters, so neither may lead
    for (const char c : address.substr(0, 2))
      if (static_cast<unsigned char>(c) <= 0x20 || c == '\\') return "#";
    return address;
  }
  for (const std::string_view scheme : {"https:", "http:", "mailto:", "tel:"})
    if (address.starts_with(scheme)) return address;
  return "#";
}

namespace {
void append_open(std::string& out, std::string_view name, const Attributes& attributes) {
  out += '<';
  out += name;
  for (const auto& attribute : attributes) {
    if (!attribute.present) continue;
    out += ' ';
    out += attribute.name;
    out += "=\"";
    append_escaped(out, attribute.value);
    out += '"';
  }
  out += '>';
}
}  // namespace

Html element(std::string_view name, const Attributes& attributes, const Html& children) {
  std::string out;
  out.reserve(children.markup().size() + name.size() * 2 + 64);
  append_open(out, name, attributes);
  out += children.markup();
  out += "</";
  out += name;
  out += '>';
  return Html::trusted(std::move(out));
}

Html empty_element(std::string_view name, const Attributes& attributes) {
  std::string out;
  append_open(out, name, attributes);
  return Html::trusted(std::move(out));
}

}  // namespace gongkai::html
