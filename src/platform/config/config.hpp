// The configuration of an installation: a TOML file, overridden by environment variables, overridden by flags.
// Every key stands in the table of keys() with its default and meaning; docs and `gongkai serve --help` print it.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::config {

enum class Kind { text, integer, boolean, list };

struct Key {
  std::string_view name;  // "http.listen"
  Kind kind;
  std::string_view fallback;  // as it would be written in the environment
  std::string_view meaning;   // Chinese, for operators
};

std::span<const Key> keys();
/// "http.listen" → "GONGKAI_HTTP_LISTEN"
std::string environment_name(std::string_view key);

class Config {
 public:
  /// All defaults.
  Config();

  /// Values of a TOML text; a key that does not exist is a fault naming the nearest right one.
  Result<void> read_toml(std::string_view text, std::string_view file_name);
  Result<void> read_file(const std::string& path);
  /// GONGKAI_… variables of the process; a variable that starts so and fits no key is a fault, too.
  Result<void> read_environment(const char* const* environment);
  /// One value, as from a flag.
  Result<void> set(std::string_view key, std::string_view value);

  const std::string& text(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  bool boolean(std::string_view key) const;
  std::vector<std::string> list(std::string_view key) const;

 private:
  const std::string& value(std::string_view key, Kind kind) const;
  std::map<std::string, std::string, std::less<>> m_values;
};

}  // namespace gongkai::config
