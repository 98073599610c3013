// What speaks for and against changes of the tree of columns.
#pragma once
#include <string_view>
#include <vector>

#include "content/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

Result<void> may_keep_columns(Transaction& tx, std::string_view unit_path);
/// "" or an address of the web without blanks.
bool is_outside_address(std::string_view address);
/// Whether the tree of columns would close into a ring if `column` hung below `parent`.
bool would_be_a_ring(const std::vector<Column>& columns, ColumnId column, ColumnId parent);
bool has_open_columns_below(const std::vector<Column>& columns, ColumnId column);

}  // namespace gongkai::content
