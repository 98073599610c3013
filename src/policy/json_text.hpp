// Lists that are kept as JSON text in a column. What cannot be read there is empty: the rows are our own.
#pragma once
#include "platform/json/json.hpp"
#include "policy/model.hpp"

namespace gongkai::policy {

std::string packed(const std::map<std::string, std::string>& texts);
std::string packed(const std::vector<PlannedItem>& items);
std::string packed(const std::vector<std::string>& texts);
std::map<std::string, std::string> texts_by_name(std::string_view text);
std::vector<PlannedItem> items_from(std::string_view text);
std::vector<std::string> texts_from(std::string_view text);

}  // namespace gongkai::policy
