#include "platform/files/text_json.hpp"

#include "platform/json/json.hpp"

namespace gongkai::files {
namespace {
std::string_view member(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}
}  // namespace

std::string to_json_text(const documents::ExtractedText& text) {
  json::array parts, properties;
  for (const auto& part : text.parts) {
    json::object object{{"kind", documents::name_of(part.kind)}, {"text", part.text}};
    if (!part.label.empty()) object["label"] = part.label;
    if (part.page != 0) object["page"] = part.page;
    parts.push_back(std::move(object));
  }
  for (const auto& [name, value] : text.properties)
    properties.push_back(json::object{{"name", name}, {"value", value}});
  json::object whole{{"parts", std::move(parts)}, {"properties", std::move(properties)}};
  if (text.truncated) whole["truncated"] = true;
  return json::to_string(whole);
}

std::optional<documents::ExtractedText> from_json_text(std::string_view text) {
  boost::system::error_code error;
  // our own text: it may be larger than what json::parse lets through from outside
  const auto parsed = boost::json::parse(text, error);
  if (error || !parsed.is_object()) return std::nullopt;
  documents::ExtractedText result;
  result.truncated = parsed.as_object().contains("truncated");
  for (const auto& value : parsed.at("parts").as_array()) {
    const auto& object = value.as_object();
    documents::TextPart part{
        .kind = documents::parse_part_kind(member(object, "kind")).value_or(documents::PartKind::hidden)};
    part.label = member(object, "label");
    part.text = member(object, "text");
    if (const auto* page = object.if_contains("page")) part.page = page->to_number<int>();
    result.parts.push_back(std::move(part));
  }
  for (const auto& value : parsed.at("properties").as_array())
    result.properties.emplace_back(member(value.as_object(), "name"), member(value.as_object(), "value"));
  return result;
}

}  // namespace gongkai::files
