#include <algorithm>

#include "demo/catalog_file.hpp"
#include "demo/demo.hpp"

namespace gongkai::demo {

directory::RoleBook role_book() {
  auto book = directory::role_book();
  const auto spared = texts_of(read_catalog("catalog/demo/policy.json").at("no_second_factor").as_array());
  for (auto& role : book.roles)
    if (std::ranges::find(spared, role.id) != spared.end()) role.session.second_factor = false;
  return book;
}

}  // namespace gongkai::demo
