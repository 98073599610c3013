#include <fmt/format.h>

#include "base/assets.hpp"
#include "platform/db/database.hpp"
#include "platform/db/schema_text.hpp"
#include "platform/log/log.hpp"

namespace gongkai::db {
namespace {
constexpr std::string_view ledger =
    "CREATE TABLE IF NOT EXISTS schema_migration (name {{text}} PRIMARY KEY, checksum {{text}} NOT NULL, applied_at "
    "{{i64}} NOT NULL) {{strict}}";

const Query lock_schema{"db.lock_schema", TwoTexts{.postgres = "SELECT pg_advisory_xact_lock(7310582941)"}};
const Query find_migration{"db.find_migration", "SELECT checksum FROM schema_migration WHERE name = $1"};
const Query insert_migration{"db.insert_migration",
                             "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ($1, $2, $3)"};

// Locks out other nodes that start at the same moment; SQLite's BEGIN IMMEDIATE already does.
void lock(Session& session) {
  if (session.engine() == Engine::postgres) session.each<std::string>([](std::string&&) {}, lock_schema);
}

const Query has_ledger{
    "db.has_ledger",
    TwoTexts{.sqlite = "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migration'",
             .postgres = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND "
                         "table_name = 'schema_migration'"}};

/// "src/directory/schema/0001_units.sql" → "directory/0001_units"
std::string name_of_file(std::string_view folder, std::string_view path) {
  const auto start = path.rfind('/') + 1;
  return std::string(folder) + "/" +
         std::string(path.substr(start, path.size() - start - std::string_view(".sql").size()));
}

struct File {
  std::string name;
  std::string_view content;
};
std::vector<File> files_of(const std::vector<std::string>& folders) {
  std::vector<File> files;
  for (const auto& folder : folders)
    for (const auto& asset : assets::under("src/" + folder + "/schema/"))
      if (asset.path.ends_with(".sql")) files.push_back({name_of_file(folder, asset.path), asset.content});
  return files;
}

/// Throws when the file was applied in another form.
bool is_applied(Session& session, const File& file) {
  const auto sum = checksum(file.content);
  const auto applied = session.one<std::string>(find_migration, file.name);
  if (applied && *applied != sum)
    throw Error(
        Errc::other, {},
        fmt::format(
            "the schema file {} has been changed after it was applied ({}, now {}); schema files are only added, "
            "never changed",
            file.name, *applied, sum));
  return applied.has_value();
}

/// The usual start: nothing is new, so nothing is written, and a server with a full disk comes up for its readers.
bool is_up_to_date(Database& database, const std::vector<File>& files) {
  return database.read([&](Session& session) {
    if (session.one<std::int64_t>(has_ledger) == 0) return false;
    for (const auto& file : files)
      if (!is_applied(session, file)) return false;
    return true;
  });
}

void make_ledger(Database& database) {
  const auto made = database.write(
      [](Session& session) -> Result<void> {
        lock(session);
        session.run_script(schema_for(session.engine(), ledger));
        return {};
      },
      Isolation::read_committed);
  if (!made) throw std::logic_error("the ledger was refused");
}

/// True when it was applied now.
bool apply(Database& database, const File& file) {
  return *database.write(
      [&](Session& session) -> Result<bool> {
        lock(session);
        if (is_applied(session, file)) return false;
        session.run_script(schema_for(session.engine(), file.content));
        session.exec(insert_migration, file.name, checksum(file.content), SystemClock().now());
        return true;
      },
      Isolation::read_committed);
}
}  // namespace

std::vector<std::string> migrate(Database& database, const std::vector<std::string>& folders) {
  const auto files = files_of(folders);
  if (is_up_to_date(database, files)) return {};
  make_ledger(database);
  std::vector<std::string> applied;
  for (const auto& file : files)
    if (apply(database, file)) applied.push_back(file.name);
  if (!applied.empty()) log::info("storage: {} schema files applied", applied.size());
  return applied;
}

}  // namespace gongkai::db
