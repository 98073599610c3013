// The database as a file of SQLite: pooled readers, one writer.
#pragma once
#include "platform/db/commit_listeners.hpp"
#include "platform/db/database.hpp"
#include "platform/db/session_pool.hpp"
#include "platform/db/sqlite_writer.hpp"

namespace gongkai::db {

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const Options& options);

  Engine engine() const override { return Engine::sqlite; }
  State state() const override { return m_writer.state(); }
  void on_commit(std::function<void()> wake) override { m_listeners.add(std::move(wake)); }
  void back_up_to(const std::string& file) override;
  std::vector<std::string> check_queries() override;
  std::vector<std::string> check_integrity() override;
  void read_with(const std::function<void(Session&)>& f) override;
  void write_with(const std::function<bool(Session&)>& f, Isolation isolation) override;

 private:
  /// A folder in memory for a database without a path; removed at the end.
  class TemporaryFolder {
   public:
    explicit TemporaryFolder(bool wanted);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return m_path; }

   private:
    std::string m_path;
  };

  TemporaryFolder m_folder;
  std::string m_path;
  CommitListeners m_listeners;
  SqliteWriter m_writer;
  SessionPool<SqliteSession> m_readers;
};

}  // namespace gongkai::db
