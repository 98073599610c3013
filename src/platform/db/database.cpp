#include "platform/db/database.hpp"

#include "platform/db/sqlite_database.hpp"

namespace gongkai::db {

std::unique_ptr<Database> Database::open(Options options) {
  switch (options.engine) {
    case Engine::sqlite: return std::make_unique<SqliteDatabase>(options);
    case Engine::postgres: throw Error(Errc::other, {}, "built without PostgreSQL");
  }
  return nullptr;
}

}  // namespace gongkai::db
