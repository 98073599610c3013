// What lists and tiles of public pages are made of.
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"
#include "content/api.hpp"

namespace gongkai::layout {

struct Item {
  std::string address;
  std::string title;
  std::string number;  // 发文字号
  std::string summary;
  Day day{};
  std::string mark{};  // 废止, 失效: said before the title wherever the item is listed
};

struct Tile {
  std::string address;
  std::string title;
  std::string about;
};

Item item_of(const content::ListItem& row);
std::vector<Item> items_of(const std::vector<content::ListItem>& rows);

}  // namespace gongkai::layout
