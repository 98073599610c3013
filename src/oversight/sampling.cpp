#include "oversight/sampling.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <ranges>

#include "base/bytes.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::oversight {

namespace {

/// Whole parts first, then one more for those with the largest remainders.
std::vector<std::int64_t> in_proportion(const std::vector<std::int64_t>& sizes, std::int64_t total) {
  const auto sum = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  std::vector<std::int64_t> parts(sizes.size());
  if (sum == 0) return parts;
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto left = total;
  for (const auto i : order) {
    parts[i] = total * sizes[i] / sum;
    left -= parts[i];
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return total * sizes[i] % sum; });
  for (const auto i : order) {
    if (left == 0) break;
    ++parts[i];
    --left;
  }
  return parts;
}

}  // namespace

std::string draw_key(std::string_view seed, std::string_view number) {
  return to_hex(auth::sha256(std::string(seed) + "\n" + std::string(number)));
}

std::int64_t total_of(const Amount& amount, std::int64_t frame_size) {
  const auto wanted = amount.is_share ? (frame_size * amount.value + 99) / 100 : amount.value;
  return std::clamp<std::int64_t>(wanted, 0, frame_size);
}

std::vector<std::int64_t> shares(const std::vector<std::int64_t>& sizes, std::int64_t total) {
  const auto strata = std::ranges::count_if(sizes, [](std::int64_t size) { return size > 0; });
  if (total < strata) return in_proportion(sizes, total);
  auto beyond_one = sizes;
  for (auto& size : beyond_one) size = std::max<std::int64_t>(size - 1, 0);
  auto parts = in_proportion(beyond_one, total - strata);
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (sizes[i] > 0) ++parts[i];
  return parts;
}

Drawn draw(const std::vector<Listed>& frame, const Amount& amount, std::string_view seed) {
  std::map<std::string, std::vector<std::pair<std::string, std::size_t>>> keyed;
  for (std::size_t place = 0; place < frame.size(); ++place)
    keyed[frame[place].stratum].emplace_back(draw_key(seed, frame[place].number), place);
  std::vector<std::int64_t> sizes;
  for (const auto& [stratum, cases] : keyed) sizes.push_back(static_cast<std::int64_t>(cases.size()));
  const auto parts = shares(sizes, total_of(amount, static_cast<std::int64_t>(frame.size())));
  Drawn drawn;
  auto part = parts.begin();
  for (auto& [stratum, cases] : keyed) {
    std::ranges::sort(cases);
    for (const auto& [key, place] : cases | std::views::take(*part)) drawn.chosen.push_back(place);
    drawn.strata.push_back({.id = stratum, .size = static_cast<std::int64_t>(cases.size()), .drawn = *part++});
  }
  return drawn;
}

std::string digest_of(const std::vector<Listed>& frame) {
  std::string lines;
  for (const auto& one : frame) lines += one.number + "\n";
  return to_hex(auth::sha256(lines));
}

}  // namespace gongkai::oversight
