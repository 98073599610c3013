// Tables, columns and indexes of a database as lines that can be compared between the engines.
#pragma once
#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace gongkai::testing {

/// "unit.name text not null", "index unit (parent, id) unique". PostgreSQL's own columns of type xid8 and the indexes on
/// them are left out, and a boolean is a whole number, as in SQLite.
std::vector<std::string> catalog_of(db::Database& database);

}  // namespace gongkai::testing
