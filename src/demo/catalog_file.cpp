#include "demo/catalog_file.hpp"

#include <stdexcept>

namespace gongkai::demo {

json::object read_catalog(std::string_view path) {
  const auto text = assets::find(path);
  if (!text) throw std::runtime_error(std::string(path) + " is missing");
  auto value = json::parse(*text);
  if (!value || !value->is_object()) throw std::runtime_error(std::string(path) + " is no JSON object");
  return std::move(value->get_object());
}

void must_be_whole(json::Reader& reader, std::string_view file, std::string_view entry) {
  const auto whole = reader.finish();
  if (whole) return;
  throw std::runtime_error(std::string(file) + ", " + std::string(entry) + ": " + whole.error().field + ": " +
                           whole.error().code);
}

std::vector<std::string> texts_of(const json::array& list) {
  std::vector<std::string> texts;
  for (const auto& value : list) texts.emplace_back(value.as_string());
  return texts;
}

}  // namespace gongkai::demo
