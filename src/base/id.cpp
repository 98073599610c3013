#include "base/id.hpp"

#include "base/time.hpp"

namespace gongkai {
namespace {
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_length = 13;
constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
}  // namespace

std::string id_text(std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value);
  std::string text(id_length, '0');
  for (std::size_t i = id_length; i-- > 0; rest >>= 5) text[i] = alphabet[rest & 31];
  return text;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.size() != id_length) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < id_length; ++i) {
    const auto digit = alphabet.find(text[i]);
    if (digit == std::string_view::npos || (i == 0 && digit > 7)) return std::nullopt;  // 13 × 5 = 65 bits, 63 are used
    value = (value << 5) | digit;
  }
  return static_cast<std::int64_t>(value);
}

std::int64_t IdMaker::next() {
  const std::lock_guard lock(m_mutex);
  // A clock that is set back must not make an id twice: time only grows here.
  const auto now = std::max(m_clock.now().micros / 1000 - epoch_ms, m_last_ms);
  m_counter = now == m_last_ms ? m_counter + 1 : 0;
  m_last_ms = now;
  if (m_counter > 4095) {
    ++m_last_ms;
    m_counter = 0;
  }
  return (m_last_ms << 22) | (static_cast<std::int64_t>(m_node) << 12) | m_counter;
}

}  // namespace gongkai
