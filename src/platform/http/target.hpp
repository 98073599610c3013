// The request target: the address of a page in its one normal form. What cannot be read in exactly one way is refused.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::http {

struct Target {
  std::string path;  // decoded, without dot segments and doubled slashes, valid UTF-8
  std::string raw_query;
  Fields query;
  std::string authority;  // of "http://host/…"; "" otherwise
};

/// Faults: http.bad_path, http.bad_query, http.address_too_long.
Result<Target> parse_target(std::string_view target);

/// True when the target is its own normal form and has no query: what nearly every request is.
bool is_plain_target(std::string_view target);

}  // namespace gongkai::http
