// What server and worker say to each other about a form of a letter.
#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"
#include "platform/documents/docx_template.hpp"

namespace gongkai::documents {
namespace {
constexpr char between_values = '\x1e', before_value = '\x1f';  // clean text holds neither
}

std::string encode(const TemplateText& text) {
  std::string out = std::string(text.has_comments ? "1" : "0") + (text.has_revisions ? "1" : "0") + "\n";
  for (const auto& paragraph : text.paragraphs) {
    auto line = paragraph.text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    out += paragraph.part + "\t" + std::to_string(paragraph.number) + "\t" + line + "\n";
  }
  return out;
}

Result<TemplateText> decode_template_text(std::string_view bytes) {
  const auto damaged = [] { return refuse(FaultKind::invalid, "files.damaged"); };
  if (bytes.size() < 3 || bytes[2] != '\n' || !is_valid_utf8(bytes)) return damaged();
  TemplateText text{.has_comments = bytes[0] == '1', .has_revisions = bytes[1] == '1'};
  for (const auto line : split(bytes.substr(3), '\n')) {
    if (line.empty()) continue;
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return damaged();
    text.paragraphs.push_back({std::string(line.substr(0, first)),
                               std::atoi(std::string(line.substr(first + 1, second - first - 1)).c_str()),
                               std::string(line.substr(second + 1))});
  }
  return text;
}

std::string encode(const TemplateFilling& filling) {
  std::string out = clean_utf8(filling.title) + before_value + clean_utf8(filling.author);
  for (const auto& [name, value] : filling.values)
    out += between_values + clean_utf8(name) + before_value + clean_utf8(value);
  return out;
}

TemplateFilling decode_filling(std::string_view bytes) {
  TemplateFilling filling;
  bool is_first = true;
  for (const auto pair : split(bytes, between_values)) {
    const auto at = std::min(pair.find(before_value), pair.size());
    std::string name(pair.substr(0, at)), value(pair.substr(std::min(pair.size(), at + 1)));
    if (std::exchange(is_first, false)) filling.title = std::move(name), filling.author = std::move(value);
    else filling.values[std::move(name)] = std::move(value);
  }
  return filling;
}

}  // namespace gongkai::documents
