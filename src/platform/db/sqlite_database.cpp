#include "platform/db/sqlite_database.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>

#include "platform/db/current_session.hpp"

namespace gongkai::db {
namespace {
namespace fs = std::filesystem;
using Access = SqliteSession::Access;

void sync(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && fsync(file) == 0;
  if (file >= 0) close(file);
  if (!synced) throw Error(Errc::other, {}, "cannot sync " + path.string());
}

const Query vacuum_into{"db.vacuum_into", TwoTexts{.sqlite = "VACUUM INTO $1"}};
const Query quick_check{"db.quick_check", TwoTexts{.sqlite = "PRAGMA quick_check(1)"}};
const Query damaged_pages{"db.damaged_pages",
                          TwoTexts{.sqlite = "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'"}};
const Query dangling_rows{"db.dangling_rows",
                          TwoTexts{.sqlite = "SELECT 'table ' || \"table\" || ' row ' || coalesce(rowid, 0) || "
                                             "' points to nothing in ' || parent FROM pragma_foreign_key_check"}};
}  // namespace

SqliteDatabase::TemporaryFolder::TemporaryFolder(bool wanted) {
  if (!wanted) return;
  const fs::path memory = "/dev/shm";
  m_path = ((fs::is_directory(memory) ? memory : fs::temp_directory_path()) / "gongkai-db-XXXXXX").string();
  if (!mkdtemp(m_path.data())) throw Error(Errc::other, {}, "cannot make a temporary folder");
}

SqliteDatabase::TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!m_path.empty()) fs::remove_all(m_path, ignored);
}

SqliteDatabase::SqliteDatabase(const Options& options)
    : m_folder(options.path.empty()),
      m_path(options.path.empty() ? m_folder.path() + "/gongkai.db" : options.path),
      m_writer(*this, options, m_path, [this] { m_listeners.wake_all(); }),
      m_readers(options.readers, [this] {
        return std::make_unique<SqliteSession>(m_path, Access::read_only, SqliteSession::Durability::full);
      }) {}

void SqliteDatabase::read_with(const std::function<void(Session&)>& f) {
  if (auto* outer = CurrentSession::of(*this)) return f(*outer);
  const auto lease = m_readers.take();
  const CurrentSession current(*this, *lease);
  struct Snapshot {
    SqliteSession& session;
    explicit Snapshot(SqliteSession& of) : session(of) { session.command(SqliteSession::Command::begin); }
    ~Snapshot() { session.roll_back(); }
  } const snapshot(*lease);
  f(*lease);
}

void SqliteDatabase::write_with(const std::function<bool(Session&)>& f, Isolation) {
  CurrentSession::refuse_nested_write(*this);
  m_writer.submit(f);
}

// The stepped backup interface starts again at every write of another connection and never ends under load;
// VACUUM INTO reads one snapshot. Renamed only when it is whole, checked and on the disk.
void SqliteDatabase::back_up_to(const std::string& file) {
  const std::string partial = file + ".partial";
  fs::remove(partial);
  {
    SqliteSession session(m_path, Access::read_only, SqliteSession::Durability::full);
    session.exec(vacuum_into, partial);
  }
  {
    SqliteSession copy(partial, Access::read_only, SqliteSession::Durability::full);
    const auto verdict = copy.one<std::string>(quick_check).value_or("");
    if (verdict != "ok") throw Error(Errc::other, {}, "the backup is damaged: " + verdict);
  }
  sync(partial);
  fs::rename(partial, file);
  const auto folder = fs::absolute(file).parent_path();
  sync(folder);
}

std::vector<std::string> SqliteDatabase::check_queries() {
  std::vector<std::string> broken;
  SqliteSession session(m_path, Access::read_only, SqliteSession::Durability::full);
  for (const auto* query : Query::all()) {
    if (query->text(Engine::sqlite).empty()) continue;
    try {
      session.check(*query);
    } catch (const Error& error) {
      broken.emplace_back(error.what());
    }
  }
  return broken;
}

std::vector<std::string> SqliteDatabase::check_integrity() {
  return read([](Session& session) {
    auto problems = session.all<std::string>(damaged_pages);
    for (auto& problem : session.all<std::string>(dangling_rows)) problems.push_back(std::move(problem));
    return problems;
  });
}

}  // namespace gongkai::db
