// What lists and tiles of public pages are made of.
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"
#include "content/api.hpp"
#include "platform/html/components.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::layout {

struct Item {
  std::string address;
  std::string title;
  std::string number;  // 发文字号
  std::string summary;
  Day day{};
  std::string mark{};  // 废止, 失效: said before the title wherever the item is listed
  DocumentId document{};
  std::vector<html::Link> beside{};  // its interpretations
};

struct Tile {
  std::string address;
  std::string title;
  std::string about;
};

Item item_of(const content::ListItem& row);
std::vector<Item> items_of(const std::vector<content::ListItem>& rows);

/// Corrects the marks to what holds today: other documents and the calendar have gone on since the unit wrote.
void mark_today(db::Session& session, Services& services, std::vector<Item>& items);

}  // namespace gongkai::layout
