// JSON: Boost.JSON under one name, with the few conveniences that web.cpp files need.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::json {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// Parses foreign text: depth and size are bounded, the fault says where it broke.
Result<value> parse(std::string_view text);
std::string to_string(const value& value);

/// Reads members of an object and collects a fault for each that is missing or of the wrong type.
class Reader {
 public:
  explicit Reader(const value& value);
  std::string text(std::string_view key);  // required, trimmed, valid UTF-8
  std::string text_or(std::string_view key, std::string_view fallback);
  std::optional<std::string> optional_text(std::string_view key);
  std::int64_t integer(std::string_view key);
  std::int64_t integer_or(std::string_view key, std::int64_t fallback);
  bool boolean_or(std::string_view key, bool fallback);
  Day day(std::string_view key);
  std::int64_t id(std::string_view key);  // 13 characters of base 32
  std::int64_t id_or_zero(std::string_view key);
  const array& list(std::string_view key);  // empty when missing
  const object& object_at(std::string_view key);
  Result<void> finish();  // all faults at once

 private:
  const value* find(std::string_view key);
  void fault(std::string_view key, std::string_view code);
  object m_object;
  std::vector<Fault> m_faults;
};

}  // namespace gongkai::json
