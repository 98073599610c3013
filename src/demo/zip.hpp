// A ZIP archive whose members are stored, not compressed (APPNOTE 6.3): all that a small spreadsheet needs.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace gongkai::demo {

std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& members);

}  // namespace gongkai::demo
