// An installation: its configuration, its data folder and its database.
#pragma once
#include <filesystem>
#include <memory>

#include "app/commands.hpp"
#include "platform/config/config.hpp"
#include "platform/db/database.hpp"

namespace gongkai::app {

/// Where things lie below the data folder. Everything but `search` and `uploads` belongs into a backup.
struct DataFolder {
  std::filesystem::path root;
  std::filesystem::path database() const { return root / "gongkai.db"; }
  std::filesystem::path files() const { return root / "files"; }       // blobs by content
  std::filesystem::path keys() const { return root / "keys"; }         // vault and signatures, mode 0700
  std::filesystem::path audit() const { return root / "audit"; }       // published checkpoints
  std::filesystem::path search() const { return root / "search.db"; }  // derived
  std::filesystem::path uploads() const { return root / "uploads"; }   // while they arrive
  std::filesystem::path tls() const { return root / "tls"; }
  std::filesystem::path lock() const { return root / "lock"; }
};

/// Holds the data folder while it lives: two servers on one folder would ruin each other's files.
class FolderLock {
 public:
  explicit FolderLock(int descriptor) : m_descriptor(descriptor) {}
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int m_descriptor;
};

/// The file of --config or GONGKAI_CONFIG, then the environment, then --data.
Result<config::Config> read_configuration(const Installation& installation);
DataFolder data_folder(const config::Config& config);
Result<std::unique_ptr<FolderLock>> lock_folder(const DataFolder& folder);

/// Makes the folder when needed, opens the database and brings its schema up to date.
Result<std::unique_ptr<db::Database>> open_database(const config::Config& config);

/// Folders with a schema, lower layers first.
const std::vector<std::string>& schema_folders();

}  // namespace gongkai::app
