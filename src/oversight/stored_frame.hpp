// The strata of a frame as they lie in the table.
#pragma once
#include <stdexcept>

#include "oversight/model.hpp"

namespace gongkai::oversight::store {

inline std::string frame_text(const std::vector<Stratum>& strata) {
  json::array list;
  for (const auto& one : strata)
    list.push_back({{"id", one.id}, {"name", one.name}, {"size", one.size}, {"drawn", one.drawn}});
  return json::to_string(list);
}

inline std::vector<Stratum> frame_of(std::string_view text) {
  const auto said = json::parse(text);
  if (!said || !said->is_array()) throw std::runtime_error("an inspection's frame is no list");
  std::vector<Stratum> strata;
  for (const auto& one : said->get_array())
    strata.push_back({.id = std::string(one.at("id").as_string()),
                      .name = std::string(one.at("name").as_string()),
                      .size = one.at("size").as_int64(),
                      .drawn = one.at("drawn").as_int64()});
  return strata;
}

}  // namespace gongkai::oversight::store
