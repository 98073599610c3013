#include "policy/json_text.hpp"

namespace gongkai::policy {

namespace {

json::array array_of(std::string_view text) {
  const auto value = json::parse(text);
  return value && value->is_array() ? value->get_array() : json::array{};
}

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value ? text_of(*value) : std::string();
}

}  // namespace

std::string packed(const std::map<std::string, std::string>& texts) {
  json::object object;
  for (const auto& [name, text] : texts) object[name] = text;
  return json::to_string(object);
}

std::string packed(const std::vector<PlannedItem>& items) {
  json::array array;
  for (const auto& item : items) array.push_back({{"form", item.form}, {"channel", item.channel}, {"unit", item.unit}});
  return json::to_string(array);
}

std::string packed(const std::vector<std::string>& texts) {
  json::array array;
  for (const auto& text : texts) array.emplace_back(text);
  return json::to_string(array);
}

std::map<std::string, std::string> texts_by_name(std::string_view text) {
  std::map<std::string, std::string> texts;
  const auto value = json::parse(text);
  if (!value || !value->is_object()) return texts;
  for (const auto& [name, said] : value->get_object()) texts[std::string(name)] = text_of(said);
  return texts;
}

std::vector<PlannedItem> items_from(std::string_view text) {
  std::vector<PlannedItem> items;
  for (const auto& one : array_of(text)) {
    if (!one.is_object()) continue;
    const auto& object = one.get_object();
    items.push_back({member(object, "form"), member(object, "channel"), member(object, "unit")});
  }
  return items;
}

std::vector<std::string> texts_from(std::string_view text) {
  std::vector<std::string> texts;
  for (const auto& one : array_of(text)) texts.push_back(text_of(one));
  return texts;
}

}  // namespace gongkai::policy
