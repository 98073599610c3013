#include "platform/db/sqlite_writer.hpp"

#include "platform/db/current_session.hpp"
#include "platform/log/log.hpp"

namespace gongkai::db {
namespace {
using Command = SqliteSession::Command;
// Bounds how long the first of a group waits for the others.
constexpr std::size_t largest_group = 256;

Error disk_full() {
  return Error(Errc::disk_full, {}, "the disk is full; the database is read-only until there is room");
}

Errc code_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Error& known) {
    return known.code();
  } catch (...) {
    return Errc::other;
  }
}
}  // namespace

SqliteWriter::SqliteWriter(const Database& owner, const Options& options, const std::string& path,
                           std::function<void()> committed)
    : m_owner(owner),
      m_session(path, SqliteSession::Access::read_write,
                options.path.empty() ? SqliteSession::Durability::none : SqliteSession::Durability::full),
      m_reserve(path + ".reserve", options.path.empty() ? 0 : options.reserve_bytes),
      m_committed(std::move(committed)),
      m_probe_interval(options.probe_milliseconds) {
  if (!m_reserve.keep()) disk_is_full();
  m_thread = std::thread([this] { run(); });
}

SqliteWriter::~SqliteWriter() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_one();
  m_thread.join();
}

void SqliteWriter::submit(const std::function<bool(Session&)>& f) {
  if (state() == State::read_only) throw disk_full();
  Submission submission{f};
  {
    const std::lock_guard lock(m_mutex);
    if (m_stopping) throw Error(Errc::connection_lost, {}, "the database is being closed");
    m_waiting.push_back(&submission);
  }
  m_wake.notify_one();
  submission.answered.wait(0);
  if (submission.error) std::rethrow_exception(submission.error);
}

void SqliteWriter::run() {
  for (;;) {
    const auto group = next_group();
    if (!group) return;
    if (group->empty()) {
      probe();
      continue;
    }
    write_group(*group);
    for (auto* submission : *group) {
      submission->answered.store(1);
      submission->answered.notify_one();  // needs only the address: the submission may be gone by now
    }
  }
}

std::optional<SqliteWriter::Group> SqliteWriter::next_group() {
  std::unique_lock lock(m_mutex);
  const auto has_work = [&] { return m_stopping || !m_waiting.empty(); };
  if (state() == State::ready) m_wake.wait(lock, has_work);
  else m_wake.wait_for(lock, m_probe_interval, has_work);
  if (m_stopping && m_waiting.empty()) return std::nullopt;
  const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(std::min(m_waiting.size(), largest_group));
  Group group(m_waiting.begin(), end);
  m_waiting.erase(m_waiting.begin(), end);
  return group;
}

void SqliteWriter::write_group(const Group& group) {
  const CurrentSession current(m_owner, m_session);
  try {
    write_together(group);
  } catch (...) {
    const auto error = std::current_exception();
    const Errc code = recover(error);
    // Whatever one of them did (a deferred constraint, say) must not hit the others: each gets a transaction of its own.
    const bool again = group.size() > 1 && code != Errc::disk_full && code != Errc::outcome_unknown;
    for (auto* submission : group) {
      if (again) write_alone(*submission);
      else submission->error = error;
    }
  }
}

void SqliteWriter::write_together(const Group& group) {
  bool any = false;
  m_session.command(Command::begin_write);
  if (group.size() == 1) any = write_only(*group.front());
  else
    for (auto* submission : group) any = write_one(*submission) || any;
  if (!m_session.in_autocommit()) m_session.command(Command::commit);
  if (any) m_committed();
}

// Alone it needs no savepoint, which would cost it a copy of every page that it changes.
bool SqliteWriter::write_only(Submission& submission) {
  submission.error = nullptr;
  const bool keep = submission.body(m_session);
  if (m_session.in_autocommit())
    throw Error(Errc::other, {}, "the transaction had failed before and was rolled back: an error was swallowed");
  if (!keep) m_session.roll_back();
  return keep;
}

bool SqliteWriter::write_one(Submission& submission) {
  submission.error = nullptr;
  m_session.command(Command::savepoint);
  bool keep = false;
  try {
    keep = submission.body(m_session);
  } catch (...) {
    submission.error = std::current_exception();
    // A full disk makes SQLite roll back everything, also what others of the group have written.
    if (m_session.in_autocommit() || code_of(submission.error) == Errc::disk_full) throw;
  }
  if (!keep) m_session.command(Command::rollback_to);
  m_session.command(Command::release);
  return keep;
}

void SqliteWriter::write_alone(Submission& submission) {
  try {
    write_together({&submission});
  } catch (...) {
    submission.error = std::current_exception();
    recover(submission.error);
  }
}

Errc SqliteWriter::recover(const std::exception_ptr& error) {
  const Errc code = code_of(error);
  m_session.roll_back();
  if (code == Errc::disk_full) disk_is_full();
  return code;
}

void SqliteWriter::disk_is_full() {
  if (m_state.exchange(State::read_only) == State::read_only) return;
  log::error("storage: the disk is full; the database is read-only until there is room");
  m_reserve.give_up();
  if (!m_session.checkpoint()) log::warn("storage: the write-ahead log could not be emptied yet");
}

void SqliteWriter::probe() {
  if (state() != State::read_only || !m_reserve.keep()) return;
  m_session.checkpoint();
  m_state.store(State::ready, std::memory_order_release);
  log::info("storage: there is room again; the database accepts changes");
}

}  // namespace gongkai::db
