// A consistent copy of a PostgreSQL database, by its own pg_dump.
#pragma once
#include <string>

namespace gongkai::db {

/// Writes the custom format, then renames; throws Error. The password goes through the environment, never the arguments.
void dump_postgres(const std::string& conninfo, const std::string& file);
/// Fills an empty database from such a file, or leaves it empty and throws.
void restore_postgres(const std::string& conninfo, const std::string& file);

}  // namespace gongkai::db
