// Drawing again: fixed vectors that sha256sum gives as well, and properties over random frames.
#include "oversight/sampling.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <random>

namespace gongkai::oversight {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::int64_t sum(const std::vector<std::int64_t>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

class Frames {
 public:
  std::vector<Listed> next() {
    std::vector<Listed> frame(std::uniform_int_distribution<std::size_t>(1, 200)(m_random));
    const auto strata = std::uniform_int_distribution<int>(1, 12)(m_random);
    for (std::size_t i = 0; i < frame.size(); ++i)
      frame[i] = {std::to_string(i) + "-" + std::to_string(m_random()),
                  "u" + std::to_string(std::uniform_int_distribution<int>(1, strata)(m_random))};
    return frame;
  }
  std::int64_t upto(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(1, most)(m_random); }
  std::mt19937_64& random() { return m_random; }

 private:
  std::mt19937_64 m_random{20260302};
};

std::vector<std::string> numbers_of(const std::vector<Listed>& frame, const Drawn& drawn) {
  std::vector<std::string> numbers;
  for (const auto place : drawn.chosen) numbers.push_back(frame[place].number);
  return numbers;
}

TEST(Drawing, has_the_key_that_sha256sum_prints) {
  // printf '%s\n%s' 20260115 20250106-ABCDEF | sha256sum
  EXPECT_EQ(draw_key("20260115", "20250106-ABCDEF"),
            "188cd2d38c9398fa3c0037b4be333f054fefb28d55b1103064b1889a170623cf");
  EXPECT_NE(draw_key("1", "23"), draw_key("12", "3"));
}

TEST(Drawing, proves_its_frame_by_a_digest) {
  // printf 'A\nB\n' | sha256sum
  EXPECT_EQ(digest_of({{"A", ""}, {"B", ""}}), "daee1cd25194ae952d046ad9b9c81d3c07dc5332440b58d6d7461b248be56712");
}

TEST(Drawing, gives_the_same_sample_for_the_same_seed_in_whatever_order_the_frame_is_read) {
  Frames frames;
  for (int round = 0; round < 200; ++round) {
    auto frame = frames.next();
    const Amount amount{.value = frames.upto(std::ssize(frame))};
    const auto first = numbers_of(frame, draw(frame, amount, "seed"));
    EXPECT_EQ(first, numbers_of(frame, draw(frame, amount, "seed")));
    std::ranges::shuffle(frame, frames.random());
    EXPECT_EQ(first, numbers_of(frame, draw(frame, amount, "seed")));
  }
}

TEST(Drawing, takes_as_many_as_it_says_and_nobody_twice) {
  Frames frames;
  for (int round = 0; round < 300; ++round) {
    const auto frame = frames.next();
    const Amount amount{.is_share = round % 2 == 0, .value = frames.upto(100)};
    auto drawn = draw(frame, amount, std::to_string(round));
    EXPECT_THAT(drawn.chosen, SizeIs(total_of(amount, std::ssize(frame))));
    for (const auto& stratum : drawn.strata) {
      const auto in = [&](std::size_t place) { return frame[place].stratum == stratum.id; };
      EXPECT_EQ(stratum.drawn, std::ranges::count_if(drawn.chosen, in));
      EXPECT_EQ(stratum.size, std::ranges::count(frame, stratum.id, &Listed::stratum));
    }
    std::ranges::sort(drawn.chosen);
    EXPECT_EQ(std::ranges::adjacent_find(drawn.chosen), drawn.chosen.end());
  }
}

TEST(Drawing, keeps_of_each_stratum_whom_a_smaller_sample_had) {
  Frames frames;
  for (int round = 0; round < 100; ++round) {
    auto frame = frames.next();
    for (auto& one : frame) one.stratum.clear();
    const auto few = numbers_of(frame, draw(frame, {.value = 3}, "s"));
    auto more = numbers_of(frame, draw(frame, {.value = 9}, "s"));
    more.resize(few.size());
    EXPECT_EQ(more, few);
  }
}

TEST(Drawing, differs_with_the_seed) {
  std::vector<Listed> frame;
  for (int i = 0; i < 100; ++i) frame.push_back({std::to_string(i), ""});
  EXPECT_NE(draw(frame, {.value = 10}, "1").chosen, draw(frame, {.value = 10}, "2").chosen);
}

TEST(Drawing, treats_every_case_alike) {
  std::vector<Listed> frame;
  for (int i = 0; i < 20; ++i) frame.push_back({"2026-" + std::to_string(i), ""});
  std::vector<int> times(frame.size());
  for (int seed = 0; seed < 4000; ++seed)
    for (const auto place : draw(frame, {.value = 5}, std::to_string(seed)).chosen) ++times[place];
  for (const auto count : times) EXPECT_NEAR(count, 1000, 150) << "five standard deviations";
}

TEST(Shares, leave_no_stratum_out_when_there_is_enough) {
  EXPECT_THAT(shares({100, 1, 1}, 3), ElementsAre(1, 1, 1));
  EXPECT_THAT(shares({97, 2, 1}, 10), ElementsAre(8, 1, 1));
  EXPECT_THAT(shares({5, 0, 5}, 4), ElementsAre(2, 0, 2));
}

TEST(Shares, go_to_the_larger_strata_when_there_is_not_enough) {
  EXPECT_THAT(shares({1, 10, 2}, 1), ElementsAre(0, 1, 0));
  EXPECT_THAT(shares({}, 3), IsEmpty());
}

TEST(Shares, add_up_stay_within_each_stratum_and_follow_the_sizes) {
  Frames frames;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(frames.upto(15)));
    for (auto& size : sizes) size = frames.upto(60);
    const auto total = frames.upto(sum(sizes));
    const auto parts = shares(sizes, total);
    ASSERT_EQ(sum(parts), total);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      EXPECT_LE(parts[i], sizes[i]);
      EXPECT_GE(parts[i], total >= std::ssize(sizes) ? 1 : 0);
      for (std::size_t j = 0; j < sizes.size(); ++j)
        EXPECT_GE(parts[i] + (sizes[i] > sizes[j] ? 1 : parts[j]), parts[j])
            << "a larger stratum gives no less, but for one remainder";
    }
  }
}

TEST(Amounts, of_a_share_are_rounded_up) {
  EXPECT_EQ(total_of({.is_share = true, .value = 10}, 41), 5);
  EXPECT_EQ(total_of({.is_share = true, .value = 100}, 41), 41);
  EXPECT_EQ(total_of({.value = 50}, 41), 41);
  EXPECT_EQ(total_of({.is_share = true, .value = 1}, 0), 0);
}

}  // namespace
}  // namespace gongkai::oversight
