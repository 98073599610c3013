#include "platform/db/session.hpp"

namespace gongkai::db {

int Session::find_column(const Rows& rows, std::string_view name) {
  for (int column = 0; column < rows.column_count(); ++column)
    if (rows.column_name(column) == name) return column;
  throw Error(Errc::other, {}, "a query does not yield the column " + std::string(name));
}

}  // namespace gongkai::db
