// The demo city, loaded once for the whole test program: every City begins with a copy of it.
#pragma once
#include <map>
#include <string>

#include "platform/db/database.hpp"

namespace gongkai::testing {

/// Where a City keeps its own copy of the prepared database: "" on SQLite, whose file lies in the data folder. On
/// PostgreSQL a connection string to a database of its own; drop_copy() removes it.
std::string copy_prepared_city(db::Engine engine, const std::string& data_folder);
/// Loads it now, for a test that is about to change what this process calls its temporary folder.
void prepare_city(db::Engine engine);
void drop_copy(const std::string& conninfo);

/// What the program is told about the engine.
std::map<std::string, std::string> engine_environment(db::Engine engine, const std::string& conninfo);

}  // namespace gongkai::testing
