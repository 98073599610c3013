#include "platform/db/database.hpp"

#include "platform/db/postgres_database.hpp"
#include "platform/db/sqlite_database.hpp"

namespace gongkai::db {

std::unique_ptr<Database> Database::open(const Options& options) {
  switch (options.engine) {
    case Engine::sqlite: return std::make_unique<SqliteDatabase>(options);
    case Engine::postgres: return std::make_unique<PostgresDatabase>(options);
  }
  return nullptr;
}

}  // namespace gongkai::db
