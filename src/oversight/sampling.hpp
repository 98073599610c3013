// Drawing by chance so that anyone can do it again: every case of the frame gets the key SHA-256(seed, line break, number), and of
// each stratum those with the smallest keys are drawn. Neither the order of the frame nor the program matters.
//
//   printf '%s\n%s' "$seed" "$number" | sha256sum
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "oversight/model.hpp"

namespace gongkai::oversight {

struct Listed {
  std::string number{};   // of the case
  std::string stratum{};  // "" when the frame is not divided
};

/// 64 hexadecimal digits.
std::string draw_key(std::string_view seed, std::string_view number);

/// How many cases the amount means: never more than there are, a share rounded up.
std::int64_t total_of(const Amount& amount, std::int64_t frame_size);

/// The total divided in proportion to the sizes: at least one from each stratum when the total allows, the rest by largest
/// remainders (of equal ones the first), never more than a stratum has.
std::vector<std::int64_t> shares(const std::vector<std::int64_t>& sizes, std::int64_t total);

struct Drawn {
  std::vector<Stratum> strata{};      // by id; without names
  std::vector<std::size_t> chosen{};  // places in the frame, by stratum and key
};
Drawn draw(const std::vector<Listed>& frame, const Amount& amount, std::string_view seed);

/// SHA-256 of the numbers in their order, a line break behind each: proves which frame was drawn from.
std::string digest_of(const std::vector<Listed>& frame);

}  // namespace gongkai::oversight
