// A program under test: started with pipes, watched, and ended by its own pid.
#pragma once
#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gongkai::testing {

struct Finished {
  int exit_code = 0;  // -signal when it was killed
  std::string out;
  std::string err;
};

/// Runs a program to its end with the given standard input.
Finished run_program(const std::vector<std::string>& command,
                     const std::map<std::string, std::string>& environment = {}, const std::string& input = {});

/// A server process: starts, tells where it listens, stops with the object.
class Process {
 public:
  Process(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Reads standard output until a line holds the text; that line, or nothing when the process ended first.
  std::optional<std::string> wait_for_line(const std::string& text);
  void send_signal(int signal) const;
  /// The exit code; -signal when it was killed.
  int wait();
  pid_t pid() const { return m_pid; }

 private:
  pid_t m_pid = -1;
  int m_out = -1;
  std::string m_pending;
  std::optional<int> m_exit_code;
};

/// A folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return m_path; }

 private:
  std::string m_path;
};

/// build/…/gongkai: from GONGKAI_BINARY.
std::string binary();

}  // namespace gongkai::testing
