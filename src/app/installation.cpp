#include "app/installation.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>

extern char** environ;

namespace gongkai::app {

const std::vector<std::string>& schema_folders() {
  static const std::vector<std::string> folders{"platform/db",
                                                "platform/feed",
                                                "platform/jobs",
                                                "platform/audit",
                                                "platform/auth",
                                                "platform/transaction",
                                                "platform/calendar",
                                                "platform/files",
                                                "directory",
                                                "casework",
                                                "letters",
                                                "content",
                                                "requests",
                                                "oversight",
                                                "annual_report",
                                                "applicants",
                                                "review",
                                                "imports",
                                                "catalogue",
                                                "checks",
                                                "finding",
                                                "policy",
                                                "gazette",
                                                "readers",
                                                "redaction",
                                                "case_library",
                                                "request_mining",
                                                "sites",
                                                "site_report",
                                                "report_intake",
                                                "demo"};
  return folders;
}

FolderLock::~FolderLock() {
  close(m_descriptor);
}

Result<config::Config> read_configuration(const Installation& installation) {
  config::Config config;
  std::string file = installation.config_file;
  if (const char* named = std::getenv("GONGKAI_CONFIG"); file.empty() && named) file = named;
  if (!file.empty()) CHECK_OK(config.read_file(file));
  CHECK_OK(config.read_environment(environ));
  if (!installation.data_dir.empty()) CHECK_OK(config.set("data.dir", installation.data_dir));
  return config;
}

DataFolder data_folder(const config::Config& config) {
  return DataFolder{config.text("data.dir")};
}

Result<std::unique_ptr<FolderLock>> lock_folder(const DataFolder& folder) {
  const int descriptor = open(folder.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return refuse(FaultKind::unavailable, "app.folder_not_writable", {}, {{"folder", folder.root.string()}});
  auto lock = std::make_unique<FolderLock>(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    return refuse(FaultKind::conflict, "app.folder_in_use", {}, {{"folder", folder.root.string()}});
  return lock;
}

Result<std::unique_ptr<db::Database>> open_database(const config::Config& config) {
  const auto folder = data_folder(config);
  std::error_code error;
  std::filesystem::create_directories(folder.root, error);
  if (error) return refuse(FaultKind::unavailable, "app.folder_not_writable", {}, {{"folder", folder.root.string()}});
  const auto& engine = config.text("database.engine");
  if (engine != "sqlite" && engine != "postgres")
    return refuse(FaultKind::invalid, "app.no_such_engine", "database.engine", {{"engine", engine}});
  db::Options options;
  options.engine = engine == "sqlite" ? db::Engine::sqlite : db::Engine::postgres;
  options.path = folder.database().string();
  options.conninfo = config.text("database.conninfo");
  options.readers = static_cast<int>(config.integer("database.readers"));
  options.writers = static_cast<int>(config.integer("database.writers"));
  options.reserve_bytes = config.integer("database.reserve_megabytes") << 20;
  try {
    auto database = db::Database::open(options);
    db::migrate(*database, schema_folders());
    return database;
  } catch (const std::exception& failure) {
    return refuse(FaultKind::unavailable, "app.database_not_opened", {}, {{"reason", failure.what()}});
  }
}

}  // namespace gongkai::app
