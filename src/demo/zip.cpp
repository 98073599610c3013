#include "demo/zip.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace gongkai::demo {
namespace {

std::uint32_t checksum(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < made.size(); ++i) {
      made[i] = i;
      for (int bit = 0; bit < 8; ++bit) made[i] = (made[i] >> 1) ^ (made[i] & 1 ? 0xEDB88320U : 0U);
    }
    return made;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~crc;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

/// The fields that a member's own head and its line in the directory share: version needed … lengths of name and extra.
void put_member(std::string& out, const std::pair<std::string, std::string>& member) {
  constexpr std::uint32_t utf8_names = 1U << 11,
                          first_day = (46U << 9) | (1U << 5) | 1U;  // 2026-01-01: the same bytes each time
  const auto size = static_cast<std::uint32_t>(member.second.size());
  put(out, 20, 2);
  put(out, utf8_names, 2);
  put(out, 0, 2);
  put(out, 0, 2);
  put(out, first_day, 2);
  put(out, checksum(member.second), 4);
  put(out, size, 4);
  put(out, size, 4);
  put(out, static_cast<std::uint32_t>(member.first.size()), 2);
  put(out, 0, 2);
}

}  // namespace

std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string archive, directory;
  for (const auto& member : members) {
    const auto offset = static_cast<std::uint32_t>(archive.size());
    put(archive, 0x04034B50, 4);
    put_member(archive, member);
    archive += member.first + member.second;
    put(directory, 0x02014B50, 4);
    put(directory, 20, 2);
    put_member(directory, member);
    for (int i = 0; i < 5; ++i) put(directory, 0, 2);  // no comment, first disk, no attributes
    put(directory, offset, 4);
    directory += member.first;
  }
  const auto start = static_cast<std::uint32_t>(archive.size());
  archive += directory;
  put(archive, 0x06054B50, 4);
  put(archive, 0, 4);
  put(archive, static_cast<std::uint32_t>(members.size()), 2);
  put(archive, static_cast<std::uint32_t>(members.size()), 2);
  put(archive, static_cast<std::uint32_t>(directory.size()), 4);
  put(archive, start, 4);
  put(archive, 0, 2);
  return archive;
}

}  // namespace gongkai::demo
