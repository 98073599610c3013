#include "platform/auth/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>
#include <system_error>

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace gongkai::auth {
namespace {
constexpr std::size_t key_length = 32;
constexpr std::string_view first_line = "gongkai-keys 1";

std::string_view name_of(Suite suite) {
  switch (suite) {
    case Suite::aes_gcm: return "aes-256-gcm";
    case Suite::sm4_hmac: return "sm4-cbc-hmac-sm3";
  }
  return "";
}

[[noreturn]] void broken(std::size_t line, const char* why) {
  throw std::runtime_error(fmt::format("key file, line {}: {}", line, why));
}

std::string key_bytes(std::string_view hex, std::size_t line) {
  auto bytes = from_hex(hex).value_or("");
  if (bytes.size() != key_length) broken(line, "a key of 64 hexadecimal digits is expected");
  return bytes;
}

std::uint32_t number(std::string_view text, std::size_t line) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0) broken(line, "a key number is expected");
  return value;
}

void read_line(KeyRing& ring, std::string_view line, std::size_t at) {
  const auto words = split(line, ' ');
  if (words.size() == 2 && words[0] == "active") ring.active = number(words[1], at);
  else if (words.size() == 2 && words[0] == "index") ring.index_key = key_bytes(words[1], at);
  else if (words.size() == 2 && words[0] == "token") ring.token_key = key_bytes(words[1], at);
  else if (words.size() == 4 && words[0] == "key") {
    if (words[2] != name_of(Suite::aes_gcm) && words[2] != name_of(Suite::sm4_hmac)) broken(at, "unknown algorithm");
    const auto suite = words[2] == name_of(Suite::aes_gcm) ? Suite::aes_gcm : Suite::sm4_hmac;
    ring.keys[number(words[1], at)] = {suite, key_bytes(words[3], at)};
  } else {
    broken(at, "unknown entry");
  }
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : m_fd(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
    if (m_fd < 0) throw std::system_error(errno, std::generic_category(), path.string());
  }
  ~Descriptor() { ::close(m_fd); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return m_fd; }

 private:
  int m_fd;
};
}  // namespace

KeyRing new_key_ring(Suite suite) {
  KeyRing ring;
  ring.keys[1] = {suite, random_bytes(key_length)};
  ring.active = 1;
  ring.index_key = random_bytes(key_length);
  ring.token_key = random_bytes(key_length);
  return ring;
}

std::string to_text(const KeyRing& ring) {
  auto text = fmt::format("{}\nactive {}\nindex {}\ntoken {}\n", first_line, ring.active, to_hex(ring.index_key),
                          to_hex(ring.token_key));
  for (const auto& [id, key] : ring.keys)
    text += fmt::format("key {} {} {}\n", id, name_of(key.suite), to_hex(key.bytes));
  return text;
}

KeyRing parse_key_ring(std::string_view text) {
  KeyRing ring;
  std::size_t at = 0;
  for (const auto line : split(text, '\n')) {
    if (++at == 1 && line != first_line) broken(at, "not a key file of this program");
    if (at > 1 && !line.empty()) read_line(ring, line, at);
  }
  if (!ring.keys.contains(ring.active) || ring.index_key.empty() || ring.token_key.empty())
    broken(at, "keys are missing");
  return ring;
}

std::string read_private_file(const std::filesystem::path& file) {
  const Descriptor fd(file, O_RDONLY);
  struct stat status{};
  if (::fstat(fd.get(), &status) != 0) throw std::system_error(errno, std::generic_category(), file.string());
  if ((status.st_mode & 077) != 0)
    throw std::runtime_error(file.string() + ": others may read this key file; chmod 600 it");
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const auto got = ::read(fd.get(), content.data() + done, content.size() - done);
    if (got <= 0) throw std::system_error(errno, std::generic_category(), file.string());
    done += static_cast<std::size_t>(got);
  }
  return content;
}

void write_private_file(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::create_directories(file.parent_path());
  const auto fresh = std::filesystem::path(file.string() + ".new");
  {
    std::filesystem::remove(fresh);
    const Descriptor fd(fresh, O_WRONLY | O_CREAT | O_EXCL, 0600);
    for (std::size_t done = 0; done < content.size();) {
      const auto put = ::write(fd.get(), content.data() + done, content.size() - done);
      if (put < 0) throw std::system_error(errno, std::generic_category(), fresh.string());
      done += static_cast<std::size_t>(put);
    }
    if (::fsync(fd.get()) != 0) throw std::system_error(errno, std::generic_category(), fresh.string());
  }
  std::filesystem::rename(fresh, file);
  const Descriptor folder(file.parent_path(), O_RDONLY | O_DIRECTORY);
  if (::fsync(folder.get()) != 0) throw std::system_error(errno, std::generic_category(), file.string());
}

}  // namespace gongkai::auth
