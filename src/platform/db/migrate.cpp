#include <fmt/format.h>

#include "base/assets.hpp"
#include "platform/db/database.hpp"
#include "platform/db/schema_text.hpp"
#include "platform/log/log.hpp"

namespace gongkai::db {
namespace {
constexpr std::string_view ledger =
    "CREATE TABLE IF NOT EXISTS schema_migration (name {{text}} PRIMARY KEY, checksum {{text}} NOT NULL, applied_at {{i64}} NOT NULL) {{strict}}";

const Query lock_schema{"db.lock_schema", TwoTexts{.postgres = "SELECT pg_advisory_xact_lock(7310582941)"}};
const Query find_migration{"db.find_migration", "SELECT checksum FROM schema_migration WHERE name = $1"};
const Query insert_migration{"db.insert_migration", "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ($1, $2, $3)"};

// Locks out other nodes that start at the same moment; SQLite's BEGIN IMMEDIATE already does.
void lock(Session& session) {
  if (session.engine() == Engine::postgres) session.each<std::string>([](std::string&&) {}, lock_schema);
}

/// "src/directory/schema/0001_units.sql" → "directory/0001_units"
std::string name_of_file(std::string_view folder, std::string_view path) {
  const auto start = path.rfind('/') + 1;
  return std::string(folder) + "/" + std::string(path.substr(start, path.size() - start - std::string_view(".sql").size()));
}

/// True when it was applied now.
bool apply(Session& session, const std::string& name, std::string_view file) {
  const auto sum = checksum(file);
  if (const auto applied = session.one<std::string>(find_migration, name)) {
    if (*applied == sum) return false;
    throw Error(Errc::other, {},
                fmt::format("the schema file {} has been changed after it was applied ({}, now {}); schema files are only added, "
                            "never changed",
                            name, *applied, sum));
  }
  session.run_script(schema_for(session.engine(), file));
  session.exec(insert_migration, name, sum, SystemClock().now());
  return true;
}
}  // namespace

std::vector<std::string> migrate(Database& database, const std::vector<std::string>& folders) {
  const auto prepare = [&](Session& session) -> Result<void> {
    lock(session);
    session.run_script(schema_for(session.engine(), ledger));
    return {};
  };
  if (!database.write(prepare, Isolation::read_committed)) throw std::logic_error("the ledger was refused");
  std::vector<std::string> applied;
  for (const auto& folder : folders) {
    for (const auto& asset : assets::under("src/" + folder + "/schema/")) {
      if (!asset.path.ends_with(".sql")) continue;
      const auto name = name_of_file(folder, asset.path);
      const auto step = [&](Session& session) -> Result<bool> {
        lock(session);
        return apply(session, name, asset.content);
      };
      if (*database.write(step, Isolation::read_committed)) applied.push_back(name);
    }
  }
  if (!applied.empty()) log::info("storage: {} schema files applied", applied.size());
  return applied;
}

}  // namespace gongkai::db
