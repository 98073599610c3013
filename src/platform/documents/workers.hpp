// The server's side: a few worker processes that are started when needed, watched, killed when they take too long,
// and replaced after a number of jobs or when they die. Nothing a foreign file does to a worker reaches the server.
#pragma once
#include <sys/types.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/documents/docx_template.hpp"
#include "platform/documents/message.hpp"
#include "platform/documents/pieces.hpp"
#include "platform/documents/records.hpp"
#include "platform/documents/redaction.hpp"

namespace gongkai::documents {

/// Starts a process that serves orders on the socket; -1 when it cannot be started.
using Launch = std::function<pid_t(int fd)>;

/// This binary again: `gongkai extract-worker`, with the socket as descriptor 3 and nothing else open.
Launch launch_self();
/// For tests: a fork that runs f on the socket. Only while this process has no other threads.
Launch launch_fork(std::function<int(int fd)> f);

class Workers {
 public:
  explicit Workers(Launch launch = launch_self(), WorkerLimits limits = {}, int count = 2);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Each waits for a free worker and for its answer. Faults beside those of the readers: files.reading_timeout,
  /// files.reading_crashed, files.reading_memory.
  Result<ExtractedText> extract(const std::string& path, Format format);
  Result<std::string> inspect(const std::string& path, Format format);
  Result<std::string> reencode(const std::string& path, Format format);
  /// Of scans, see recognise.hpp. Recognition takes seconds a page.
  Result<int> page_count(const std::string& path, Format format);
  Result<std::string> page_picture(const std::string& path, Format format, int page);
  Result<ExtractedText> recognise(const std::string& path, Format format, int page);
  /// Of a unit's form of a letter, see docx_template.hpp.
  Result<TemplateText> template_text(const std::string& path);
  Result<std::string> fill_template(const std::string& path, const TemplateFilling& filling);
  /// Paragraphs and tables (pieces.hpp); of scans page by page.
  Result<Pieces> pieces(const std::string& path, Format format);
  Result<Pieces> recognise_pieces(const std::string& path, Format format, int page);
  /// See redaction.hpp. The work of up to two hundred pages: minutes.
  Result<Source> read_source(const std::string& path, Format format, int page);
  Result<std::string> redact(const std::string& path, Format format, const std::vector<Mark>& marks);
  Result<CheckReport> check_redacted(const std::string& path, Format format, const CheckOrder& order);
  /// JSON lines, one record each (records.hpp).
  Result<std::string> records(const std::string& path, const RecordOrder& order);

  /// Processes started so far.
  int launched() const;

 private:
  struct Process {
    pid_t pid = -1;
    int fd = -1;
    int jobs = 0;
  };
  class Seat;
  Result<Answer> ask(Task task, const std::string& path, Format format, std::string arguments = {});
  static Result<Pieces> decoded(Result<Answer> asked);
  bool start(Process& process);
  static void end(Process& process);

  Launch m_launch;
  WorkerLimits m_limits;
  mutable std::mutex m_mutex;
  std::condition_variable m_freed;
  std::vector<Process> m_processes;
  std::vector<std::size_t> m_idle;
  int m_launched = 0;
};

}  // namespace gongkai::documents
