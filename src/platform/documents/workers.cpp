#include "platform/documents/workers.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

#include "platform/log/log.hpp"

namespace gongkai::documents {
namespace {
constexpr int worker_fd = 3;

/// The child may still be the other one's when both are closed: an exec'd program must not inherit stray descriptors.
pid_t spawn_self(int fd) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fd, worker_fd);
  posix_spawn_file_actions_addclosefrom_np(&actions, worker_fd + 1);
  char program[] = "gongkai", command[] = "extract-worker";
  char* const arguments[] = {program, command, nullptr};
  // Only what libraries need to find their files; no database password reaches a worker.
  char path[] = "PATH=/usr/bin:/bin", locale[] = "LC_ALL=C.UTF-8", arenas[] = "MALLOC_ARENA_MAX=2";
  char threads[] = "OMP_THREAD_LIMIT=1";  // recognition is work for the night, not for all cores at once
  char* const environment[] = {path, locale, arenas, threads, nullptr};
  pid_t pid = -1;
  const int error = posix_spawn(&pid, "/proc/self/exe", &actions, nullptr, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) log::error("extract worker cannot be started: error {}", error);
  return error == 0 ? pid : -1;
}

/// How many times longer than reading it may take: a dense page on a busy machine, or many pages.
int patience_for(Task task) {
  switch (task) {
    case Task::extract:
    case Task::inspect:
    case Task::reencode:
    case Task::records:
    case Task::page_count:
    case Task::page_picture:
    case Task::template_text:
    case Task::fill_template:
    case Task::pieces: return 1;
    case Task::recognise:
    case Task::recognise_pieces:
    case Task::read_source: return 4;
    case Task::redact:
    case Task::check_redacted: return 10;
  }
  return 1;
}
}  // namespace

Launch launch_self() {
  return spawn_self;
}

Launch launch_fork(std::function<int(int fd)> f) {
  return [f = std::move(f)](int fd) {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(f(fd));
    return pid;
  };
}

/// One worker, held while it does a job.
class Workers::Seat {
 public:
  explicit Seat(Workers& workers) : m_workers(workers) {
    std::unique_lock lock(m_workers.m_mutex);
    m_workers.m_freed.wait(lock, [&] { return !m_workers.m_idle.empty(); });
    m_index = m_workers.m_idle.back();
    m_workers.m_idle.pop_back();
  }
  ~Seat() {
    {
      const std::lock_guard lock(m_workers.m_mutex);
      m_workers.m_idle.push_back(m_index);
    }
    m_workers.m_freed.notify_one();
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  Process& process() { return m_workers.m_processes[m_index]; }

 private:
  Workers& m_workers;
  std::size_t m_index = 0;
};

Workers::Workers(Launch launch, WorkerLimits limits, int count) : m_launch(std::move(launch)), m_limits(limits) {
  m_processes.resize(static_cast<std::size_t>(std::max(1, count)));
  for (std::size_t i = 0; i < m_processes.size(); ++i) m_idle.push_back(i);
}

Workers::~Workers() {
  for (auto& process : m_processes) end(process);
}

int Workers::launched() const {
  const std::lock_guard lock(m_mutex);
  return m_launched;
}

bool Workers::start(Process& process) {
  int pair[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return false;
  process.pid = m_launch(pair[1]);
  ::close(pair[1]);
  process.fd = pair[0];
  process.jobs = 0;
  if (process.pid < 0) return end(process), false;
  const std::lock_guard lock(m_mutex);
  ++m_launched;
  return true;
}

void Workers::end(Process& process) {
  if (process.fd >= 0) ::close(process.fd);
  if (process.pid > 0) {
    ::kill(process.pid, SIGKILL);
    while (::waitpid(process.pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  process = {};
}

Result<Answer> Workers::ask(Task task, const std::string& path, Format format, std::string arguments) {
  Seat seat(*this);
  auto& process = seat.process();
  auto limits = m_limits;
  limits.cpu_seconds *= patience_for(task), limits.wall_seconds *= patience_for(task);
  const auto order = encode(Order{task, format, path, limits, std::move(arguments)});
  // A worker may have died while it was idle: one fresh start is fair, a second death is the file's doing.
  if (process.pid < 0 || !send_frame(process.fd, order)) {
    end(process);
    if (!start(process) || !send_frame(process.fd, order))
      return refuse(FaultKind::unavailable, "files.reading_crashed");
  }
  std::string frame;
  const auto got = receive_frame(process.fd, frame, std::chrono::seconds(limits.wall_seconds));
  auto answer = got == Received::frame ? decode_answer(frame) : std::nullopt;
  // a worker that ran out of memory has said so with its last words
  const bool is_leaving = answer && answer->fault && answer->fault->code.starts_with("files.reading_");
  if (!answer || is_leaving || ++process.jobs >= m_limits.jobs) end(process);
  if (answer) return std::move(*answer);
  const bool late = got == Received::timed_out;
  log::warn("extract worker {} while reading a {} file", late ? "took too long" : "died", name_of(format));
  return refuse(FaultKind::invalid, late ? "files.reading_timeout" : "files.reading_crashed");
}

Result<ExtractedText> Workers::extract(const std::string& path, Format format) {
  auto answer = TRY(ask(Task::extract, path, format));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.text);
}

Result<std::string> Workers::inspect(const std::string& path, Format format) {
  auto answer = TRY(ask(Task::inspect, path, format));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.bytes);
}

Result<TemplateText> Workers::template_text(const std::string& path) {
  auto answer = TRY(ask(Task::template_text, path, Format::docx));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return decode_template_text(answer.bytes);
}

Result<std::string> Workers::fill_template(const std::string& path, const TemplateFilling& filling) {
  auto answer = TRY(ask(Task::fill_template, path, Format::docx, encode(filling)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.bytes);
}

Result<Pieces> Workers::pieces(const std::string& path, Format format) {
  return decoded(ask(Task::pieces, path, format));
}

Result<Pieces> Workers::recognise_pieces(const std::string& path, Format format, int page) {
  return decoded(ask(Task::recognise_pieces, path, format, std::to_string(page)));
}

Result<Pieces> Workers::decoded(Result<Answer> asked) {
  auto answer = TRY(std::move(asked));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  auto pieces = decode_pieces(answer.bytes);
  if (!pieces) return refuse(FaultKind::invalid, "files.reading_crashed");
  return std::move(*pieces);
}

Result<std::string> Workers::records(const std::string& path, const RecordOrder& order) {
  auto answer = TRY(ask(Task::records, path, Format::zip, encode(order)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.bytes);
}

Result<int> Workers::page_count(const std::string& path, Format format) {
  auto answer = TRY(ask(Task::page_count, path, format));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  int pages = 0;
  std::from_chars(answer.bytes.data(), answer.bytes.data() + answer.bytes.size(), pages);
  if (pages < 1) return refuse(FaultKind::invalid, "files.damaged");
  return pages;
}

Result<std::string> Workers::page_picture(const std::string& path, Format format, int page) {
  auto answer = TRY(ask(Task::page_picture, path, format, std::to_string(page)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.bytes);
}

Result<ExtractedText> Workers::recognise(const std::string& path, Format format, int page) {
  auto answer = TRY(ask(Task::recognise, path, format, std::to_string(page)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.text);
}

Result<Source> Workers::read_source(const std::string& path, Format format, int page) {
  auto answer = TRY(ask(Task::read_source, path, format, std::to_string(page)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  auto source = decode_source(answer.bytes);
  if (!source) return refuse(FaultKind::invalid, "files.reading_crashed");
  return std::move(*source);
}

Result<std::string> Workers::redact(const std::string& path, Format format, const std::vector<Mark>& marks) {
  auto answer = TRY(ask(Task::redact, path, format, encode(marks)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.bytes);
}

Result<CheckReport> Workers::check_redacted(const std::string& path, Format format, const CheckOrder& order) {
  auto answer = TRY(ask(Task::check_redacted, path, format, encode(order)));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  auto report = decode_check_report(answer.bytes);
  if (!report) return refuse(FaultKind::invalid, "files.reading_crashed");
  return std::move(*report);
}

Result<std::string> Workers::reencode(const std::string& path, Format format) {
  auto answer = TRY(ask(Task::reencode, path, format));
  if (answer.fault) return std::unexpected(std::move(*answer.fault));
  return std::move(answer.bytes);
}

}  // namespace gongkai::documents
