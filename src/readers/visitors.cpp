#include "readers/visitors.hpp"

#include <bit>
#include <cmath>

namespace gongkai::readers {

namespace {

struct SipState {
  std::uint64_t v0, v1, v2, v3;

  void round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }
  void take(std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }
};

}  // namespace

// SipHash-2-4 (Aumasson and Bernstein), which cannot be run backwards without its key.
std::uint64_t salted_hash(std::string_view text, const std::array<std::uint64_t, 2>& salt) {
  SipState state{0x736f6d6570736575ULL ^ salt[0], 0x646f72616e646f6dULL ^ salt[1], 0x6c7967656e657261ULL ^ salt[0],
                 0x7465646279746573ULL ^ salt[1]};
  std::uint64_t word = 0;
  int filled = 0;
  for (const char c : text) {
    word |= std::uint64_t{static_cast<unsigned char>(c)} << (8 * filled);
    if (++filled < 8) continue;
    state.take(word);
    word = 0;
    filled = 0;
  }
  state.take(word | (std::uint64_t{text.size()} << 56));
  state.v2 ^= 0xff;
  for (int i = 0; i < 4; ++i) state.round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

void Visitors::note(std::string_view address) {
  const auto hash = salted_hash(address, m_salt);
  const auto index = hash >> (64 - index_bits);
  const auto rank = static_cast<std::uint8_t>(std::countl_zero((hash << index_bits) | (1ULL << (index_bits - 1))) + 1);
  m_registers[index] = std::max(m_registers[index], rank);
}

// Flajolet, Fusy, Gandouet, Meunier 2007, with linear counting for small numbers.
std::int64_t Visitors::estimate() const {
  const auto count = static_cast<double>(m_registers.size());
  double sum = 0;
  int empty = 0;
  for (const auto rank : m_registers) {
    sum += std::ldexp(1.0, -rank);
    empty += rank == 0;
  }
  const double raw = 0.7213 / (1 + 1.079 / count) * count * count / sum;
  const double counted = raw <= 2.5 * count && empty > 0 ? count * std::log(count / empty) : raw;
  return std::llround(counted);
}

}  // namespace gongkai::readers
