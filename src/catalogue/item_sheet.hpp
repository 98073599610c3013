// A catalogue as a table: import with every fault of every row, export in the same columns.
#pragma once
#include <map>

#include "catalogue/rules.hpp"
#include "content/types.hpp"
#include "imports/record.hpp"

namespace gongkai::catalogue {

/// What the words of a row may mean in this city.
struct Names {
  std::map<std::string, UnitId, std::less<>> units{};            // full and short names
  std::map<std::string, std::string, std::less<>> unit_names{};  // id as text → name
  std::map<std::string, std::string, std::less<>> types{};       // name or id of the document type → id
};
Names names_of(const std::vector<directory::Unit>& units, const content::TypeBook& types);

struct ItemSheet {
  std::vector<Item> items;
  std::vector<imports::RowFault> faults;
  std::int64_t rows = 0;
};
/// Items without a code get one by their place. Faults leave the row's item out.
ItemSheet read_items(const std::vector<imports::Record>& rows, const Names& names, const Statute& statute);

/// XLSX with the columns that read_items reads.
std::string items_workbook(std::string_view title, const std::vector<Item>& items, const Names& names,
                           const Statute& statute);
std::string faults_workbook(const std::vector<imports::RowFault>& faults);

/// 市财政局, or the duty's words.
std::string responsible(const Item& item, const Names& names, const Statute& statute);

}  // namespace gongkai::catalogue
