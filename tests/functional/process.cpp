#include "tests/functional/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

extern char** environ;

namespace gongkai::testing {
namespace {

using Pipe = std::array<int, 2>;

Pipe make_pipe() {
  Pipe ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
  return ends;
}

std::vector<std::string> merged_environment(const std::map<std::string, std::string>& changes) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text(*entry);
    if (!changes.contains(text.substr(0, text.find('=')))) merged.push_back(text);
  }
  for (const auto& [name, value] : changes) merged.push_back(name + "=" + value);
  return merged;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (auto& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

pid_t spawn(std::vector<std::string> command, const std::map<std::string, std::string>& environment, int in, int out,
            int err) {
  auto variables = merged_environment(environment);
  const auto arguments = pointers(command);
  const auto variable_pointers = pointers(variables);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child > 0) return child;
  if (in >= 0) dup2(in, 0);
  if (out >= 0) dup2(out, 1);
  if (err >= 0) dup2(err, 2);
  execvpe(arguments[0], arguments.data(), variable_pointers.data());
  _exit(127);
}

int exit_code_of(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// Reads both pipes to their end without blocking on either.
void drain(int out, int err, Finished& finished) {
  std::array<pollfd, 2> watched{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
  std::array<std::string*, 2> sinks{&finished.out, &finished.err};
  while (watched[0].fd >= 0 || watched[1].fd >= 0) {
    poll(watched.data(), watched.size(), -1);
    for (std::size_t i = 0; i < watched.size(); ++i) {
      if (watched[i].fd < 0 || watched[i].revents == 0) continue;
      std::array<char, 4096> buffer;
      const auto got = read(watched[i].fd, buffer.data(), buffer.size());
      if (got <= 0) watched[i].fd = -1;
      else sinks[i]->append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
}
}  // namespace

Finished run_program(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
                     const std::string& input) {
  const auto in = make_pipe();
  const auto out = make_pipe();
  const auto err = make_pipe();
  const pid_t child = spawn(command, environment, in[0], out[1], err[1]);
  close(in[0]);
  close(out[1]);
  close(err[1]);
  signal(SIGPIPE, SIG_IGN);
  if (!input.empty() && write(in[1], input.data(), input.size()) < 0) {
    // the program did not read its input; its exit code tells
  }
  close(in[1]);
  Finished finished;
  drain(out[0], err[0], finished);
  close(out[0]);
  close(err[0]);
  finished.exit_code = exit_code_of(child);
  return finished;
}

Process::Process(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment) {
  const auto out = make_pipe();
  m_pid = spawn(command, environment, -1, out[1], -1);
  close(out[1]);
  m_out = out[0];
}

Process::~Process() {
  if (!m_exit_code) {
    send_signal(SIGKILL);
    wait();
  }
  close(m_out);
}

std::optional<std::string> Process::wait_for_line(const std::string& text) {
  for (;;) {
    for (auto end = m_pending.find('\n'); end != std::string::npos; end = m_pending.find('\n')) {
      const auto line = m_pending.substr(0, end);
      m_pending.erase(0, end + 1);
      if (line.find(text) != std::string::npos) return line;
    }
    std::array<char, 4096> buffer;
    const auto got = read(m_out, buffer.data(), buffer.size());
    if (got <= 0) return std::nullopt;
    m_pending.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

void Process::send_signal(int signal) const {
  kill(m_pid, signal);
}

int Process::wait() {
  if (!m_exit_code) m_exit_code = exit_code_of(m_pid);
  return *m_exit_code;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "gongkai-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp failed");
  m_path = pattern;
}
TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(m_path, ignored);
}

std::string binary() {
  const char* path = std::getenv("GONGKAI_BINARY");
  if (!path) throw std::runtime_error("GONGKAI_BINARY is not set: run ./test functional");
  return path;
}

}  // namespace gongkai::testing
