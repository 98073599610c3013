// Strong ids: 63-bit numbers made by the application (no database sequence), written as 13 characters of base 32
// in URLs and JSON, because a JavaScript number cannot hold them.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai {

class Clock;

template <class Tag>
struct Id {
  std::int64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

/// Crockford's base 32 in lower case: no i, l, o, u; always 13 characters.
std::string id_text(std::int64_t value);
std::optional<std::int64_t> parse_id(std::string_view text);

template <class Tag>
std::string to_text(Id<Tag> id) {
  return id_text(id.value);
}

/// Ids grow with time: 41 bits of milliseconds since 2020, 10 bits of node, 12 bits of counter.
class IdMaker {
 public:
  explicit IdMaker(const Clock& clock, int node = 0) : m_clock(clock), m_node(node & 1023) {}
  std::int64_t next();
  template <class IdType>
  IdType make() {
    return IdType{next()};
  }

 private:
  const Clock& m_clock;
  int m_node;
  std::mutex m_mutex;
  std::int64_t m_last_ms = 0;
  std::int64_t m_counter = 0;
};

}  // namespace gongkai

template <class Tag>
struct std::hash<gongkai::Id<Tag>> {
  std::size_t operator()(gongkai::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
