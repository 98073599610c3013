#include "content/types.hpp"

#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"

namespace gongkai::content {

const FieldRule* DocumentType::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &FieldRule::name);
  return found == fields.end() ? nullptr : &*found;
}

const DocumentType* TypeBook::find(std::string_view id) const {
  const auto found = std::ranges::find(types, id, &DocumentType::id);
  return found == types.end() ? nullptr : &*found;
}

const json::object& vocabularies() {
  static const json::object all = [] {
    const auto parsed = json::parse(assets::find("catalog/types/vocabularies.json").value_or("{}"));
    if (!parsed || !parsed->is_object()) throw std::runtime_error("catalog/types/vocabularies.json is broken");
    return parsed->get_object();
  }();
  return all;
}

const TypeBook& catalog_types() {
  static const TypeBook book = [] {
    TypeBook fresh;
    for (const auto& file : assets::under("catalog/types/")) {
      if (file.path.ends_with("/vocabularies.json")) continue;
      auto type = parse_type(file.content, vocabularies());
      if (!type) throw std::runtime_error(std::string(file.path) + ": " + type.error().code);
      fresh.types.push_back(*std::move(type));
    }
    std::ranges::stable_sort(fresh.types, {}, &DocumentType::sort_order);
    return fresh;
  }();
  return book;
}

std::vector<TableRow> table_of(std::string_view value) {
  std::vector<TableRow> rows;
  const auto parsed = json::parse(value);
  if (!parsed || !parsed->is_array()) return rows;
  for (const auto& row : parsed->get_array()) {
    TableRow& cells = rows.emplace_back();
    if (!row.is_object()) continue;
    for (const auto& [name, cell] : row.get_object())
      if (cell.is_string()) cells.emplace(name, cell.get_string().c_str());
  }
  return rows;
}

std::vector<std::string> choices_of(std::string_view value) {
  std::vector<std::string> all;
  for (const auto part : split(value, '\n'))
    if (const auto one = trim(part); !one.empty()) all.emplace_back(one);
  return all;
}

}  // namespace gongkai::content
