// Reading the files of catalog/demo. They travel in the binary, so that a broken one is a programmer's error and throws.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::demo {

json::object read_catalog(std::string_view path);
/// Throws when the reader found faults, naming the file, the entry and the field.
void must_be_whole(json::Reader& reader, std::string_view file, std::string_view entry);
std::vector<std::string> texts_of(const json::array& list);

/// The entries of the list `name` of a file, in their order; read(value, number of the entry).
template <class Entry, class Read>
std::vector<Entry> read_list(std::string_view path, std::string_view name, Read&& read) {
  const json::object file = read_catalog(path);
  std::vector<Entry> entries;
  for (const auto& value : file.at(name).as_array())
    entries.push_back(read(value, static_cast<std::int64_t>(entries.size() + 1)));
  return entries;
}

}  // namespace gongkai::demo
