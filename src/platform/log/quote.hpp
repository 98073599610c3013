// Text inside a log line: control characters are escaped, so that a foreign string cannot forge a line.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::log {

/// As a JSON string with its quotes; broken UTF-8 is replaced.
void append_quoted(std::string& out, std::string_view text);
/// For text lines: control characters become \n, \xNN; nothing else changes.
void append_plain(std::string& out, std::string_view text);

}  // namespace gongkai::log
