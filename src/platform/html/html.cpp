#include "platform/html/html.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace gongkai::html {

namespace {

constexpr std::array<bool, 256> special = [] {
  std::array<bool, 256> table{};
  for (const char c : {'&', '<', '>', '"', '\''}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

/// Eight bytes at once: true when none is below 0x40, where all special characters are. Chinese text is all above.
bool is_plain(const char* text) {
  std::uint64_t word;
  std::memcpy(&word, text, sizeof word);
  return ((word - 0x4040404040404040u) & ~word & 0x8080808080808080u) == 0;
}

std::string_view entity_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "&#39;";
  }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + 8 <= text.size() && is_plain(text.data() + i)) i += 8;
    if (i == text.size()) break;
    if (!special[static_cast<unsigned char>(text[i])]) continue;
    out.append(text, done, i - done);
    out.append(entity_of(text[i]));
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

Attribute aria(std::string_view name, std::string_view value) {
  // a table of the names in use, because an attribute only views its name
  static constexpr std::pair<std::string_view, std::string_view> names[] = {{"label", "aria-label"},
                                                                            {"current", "aria-current"},
                                                                            {"describedby", "aria-describedby"},
                                                                            {"labelledby", "aria-labelledby"},
                                                                            {"hidden", "aria-hidden"},
                                                                            {"invalid", "aria-invalid"},
                                                                            {"live", "aria-live"},
                                                                            {"expanded", "aria-expanded"},
                                                                            {"pressed", "aria-pressed"}};
  for (const auto& [shortened, full] : names)
    if (shortened == name) return {full, value};
  return {"aria-description", value};
}

void append_attributes(std::string& out, Attributes attributes) {
  std::size_t size = out.size();
  for (const auto& attribute : attributes) size += attribute.name.size() + attribute.value.size() + 4;
  out.reserve(size);  // once, not at every step
  for (const auto& attribute : attributes) {
    if (!attribute.present) continue;
    out += ' ';
    out += attribute.name;
    out += "=\"";
    append_escaped(out, attribute.value);
    out += '"';
  }
}

void VoidElement::append_to(std::string& out) const {
  out += '<';
  out += m_name;
  out += m_attributes;
  out += '>';
}

}  // namespace gongkai::html
