// gongkai backup|restore: the database, the files and the keys in one folder, with a list of digests that sha256sum reads.
#include <fmt/format.h>

#include <fstream>

#include "app/installation.hpp"
#include "app/output.hpp"
#include "platform/db/postgres_dump.hpp"
#include "platform/feed/cursor.hpp"
#include "platform/files/digest.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {
namespace {
namespace fs = std::filesystem;
constexpr std::string_view list_name = "SHA256SUMS";

std::string database_name(const config::Config& config) {
  return config.text("database.engine") == "sqlite" ? "gongkai.db" : "gongkai.copy";
}

bool is_empty_or_absent(const fs::path& folder) {
  return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder));
}

/// Paths of all regular files below a folder, relative to it, in order.
std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder).string());
  std::sort(files.begin(), files.end());
  return files;
}

void copy_below(const fs::path& from, const fs::path& to) {
  for (const auto& file : files_below(from)) {
    fs::create_directories((to / file).parent_path());
    fs::copy_file(from / file, to / file, fs::copy_options::overwrite_existing);
  }
}

struct Listed {
  std::int64_t files = 0, bytes = 0;
};

Listed write_list(const fs::path& folder) {
  std::ofstream list(folder / list_name, std::ios::trunc);
  Listed listed;
  for (const auto& file : files_below(folder)) {
    if (file == list_name) continue;
    list << files::sha256_of(folder / file) << "  " << file << '\n';
    ++listed.files;
    listed.bytes += static_cast<std::int64_t>(fs::file_size(folder / file));
  }
  list.close();
  if (!list) throw std::runtime_error("cannot write " + (folder / list_name).string());
  return listed;
}

Result<void> check_list(const fs::path& folder) {
  const auto broken = [&](std::string reason) {
    return refuse(FaultKind::invalid, "app.backup_unreadable", {},
                  {{"folder", folder.string()}, {"reason", std::move(reason)}});
  };
  std::ifstream list(folder / list_name);
  if (!list) return broken(std::string(list_name));
  for (std::string line; std::getline(list, line);) {
    if (line.size() < 67) return broken(line);
    const auto file = line.substr(66);
    if (!fs::is_regular_file(folder / file) || files::sha256_of(folder / file) != line.substr(0, 64))
      return broken(file);
  }
  return {};
}

Result<int> back_up_installation(const BackupOptions& options) {
  const auto config = TRY(read_configuration(options.installation));
  const fs::path target = options.folder;
  if (!is_empty_or_absent(target))
    return refuse(FaultKind::conflict, "app.folder_not_empty", {}, {{"folder", options.folder}});
  const auto database = TRY(open_database(config));
  const auto folder = data_folder(config);
  fs::create_directories(target);
  fs::permissions(target, fs::perms::owner_all);  // the keys are in it
  // The database first: every file it names is on the disk already, and stays there for a day after its last use.
  database->back_up_to((target / database_name(config)).string());
  copy_below(folder.files() / "blobs", target / "files" / "blobs");
  copy_below(folder.keys(), target / "keys");
  copy_below(folder.audit(), target / "audit");
  const auto listed = write_list(target);
  if (options.installation.json)
    say(json::to_string(json::object{{"folder", options.folder}, {"files", listed.files}, {"bytes", listed.bytes}}));
  else
    say(i18n::text("app.backup_done", {{"folder", options.folder},
                                       {"files", std::to_string(listed.files)},
                                       {"bytes", std::to_string(listed.bytes)}}));
  return fine;
}

/// Followers of the change feed outside this folder must not believe that their place still means anything.
Result<void> begin_new_epoch(const config::Config& config) {
  const auto database = TRY(open_database(config));
  return database->write([](db::Session& session) -> Result<void> {
    feed::begin_new_epoch(session);
    return {};
  });
}

Result<int> restore_installation(const BackupOptions& options) {
  const auto config = TRY(read_configuration(options.installation));
  const auto folder = data_folder(config);
  const fs::path source = options.folder;
  CHECK_OK(check_list(source));
  const bool postgres = config.text("database.engine") == "postgres";
  if (!is_empty_or_absent(folder.root))
    return refuse(FaultKind::conflict, "app.folder_not_empty", {}, {{"folder", folder.root.string()}});
  fs::create_directories(folder.root);
  copy_below(source / "files", folder.files());
  copy_below(source / "keys", folder.keys());
  fs::permissions(folder.keys(), fs::perms::owner_all);
  copy_below(source / "audit", folder.audit());
  if (postgres) db::restore_postgres(config.text("database.conninfo"), (source / database_name(config)).string());
  else fs::copy_file(source / database_name(config), folder.database());
  CHECK_OK(begin_new_epoch(config));
  if (options.installation.json) say(json::to_string(json::object{{"folder", folder.root.string()}, {"ok", true}}));
  else say(i18n::text("app.restored", {{"folder", folder.root.string()}}));
  return fine;
}

int report_failure(const std::exception& failure) {
  return report({FaultKind::unavailable, "app.copy_failed", {}, {{"reason", failure.what()}}, {}});
}
}  // namespace

int back_up(const BackupOptions& options) try {
  const auto result = back_up_installation(options);
  return result ? *result : report(result.error());
} catch (const std::exception& failure) {
  return report_failure(failure);
}

int restore(const BackupOptions& options) try {
  const auto result = restore_installation(options);
  return result ? *result : report(result.error());
} catch (const std::exception& failure) {
  return report_failure(failure);
}

}  // namespace gongkai::app
