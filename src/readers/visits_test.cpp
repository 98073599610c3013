#include "readers/visits.hpp"

#include <gtest/gtest.h>

#include "base/id.hpp"

namespace gongkai::readers {
namespace {

constexpr std::array<std::uint64_t, 2> salt{0x0706050403020100ULL, 0x0f0e0d0c0b0a0908ULL};
const std::string some_id = id_text(12345);

TEST(SaltedHash, is_siphash_as_its_authors_published_it) {
  std::string text;
  for (char c = 0; c < 15; ++c) text += c;
  EXPECT_EQ(salted_hash(text, salt), 0xa129ca6149be45e5ULL);
  EXPECT_EQ(salted_hash("", salt), 0x726fdb47dd0e0e31ULL);
}

TEST(VisitorSketch, counts_within_a_few_percent) {
  for (const int truth : {0, 1, 10, 500, 5'000, 50'000, 400'000}) {
    Visitors visitors(salt);
    for (int i = 0; i < truth; ++i) visitors.note("203.0.113." + std::to_string(i));
    EXPECT_NEAR(static_cast<double>(visitors.estimate()), truth, 1 + truth * 0.06) << truth;
  }
}

TEST(VisitorSketch, counts_a_reader_once) {
  Visitors visitors(salt);
  for (int i = 0; i < 1000; ++i) visitors.note("203.0.113.7");
  EXPECT_EQ(visitors.estimate(), 1);
}

TEST(Readings, are_pages_documents_and_files_that_were_there) {
  using enum Reading::Kind;
  EXPECT_EQ(reading_of("GET", "/", 200), (Reading{page, "", 0}));
  EXPECT_EQ(reading_of("GET", "/c/notices", 304), (Reading{page, "", 0}));
  EXPECT_EQ(reading_of("GET", "/s/xikou/", 200), (Reading{page, "xikou", 0}));
  EXPECT_EQ(reading_of("GET", "/s/xikou/c/notices", 200), (Reading{page, "xikou", 0}));
  EXPECT_EQ(reading_of("GET", "/d/" + some_id, 200), (Reading{document, "", 12345}));
  EXPECT_EQ(reading_of("GET", "/f/" + some_id + "/%E9%99%84.pdf", 200), (Reading{file, "", 12345}));
}

TEST(Readings, are_not_what_programs_fetch_or_what_was_not_there) {
  const Reading nothing;
  EXPECT_EQ(reading_of("GET", "/d/" + some_id, 404), nothing);
  EXPECT_EQ(reading_of("GET", "/d/" + some_id, 410), nothing);
  EXPECT_EQ(reading_of("POST", "/", 200), nothing);
  EXPECT_EQ(reading_of("GET", "/static/ab/portal.css", 200), nothing);
  EXPECT_EQ(reading_of("GET", "/api/session", 200), nothing);
  EXPECT_EQ(reading_of("GET", "/office/", 200), nothing);
  EXPECT_EQ(reading_of("GET", "/s/xikou/feed/all", 200), nothing);
  EXPECT_EQ(reading_of("GET", "/d/../etc", 200), nothing);
  EXPECT_EQ(reading_of("GET", "/d/" + some_id + "/print.pdf", 200), nothing);
}

log::Access visit(std::string_view path, std::string_view address, Instant at) {
  return {.received = at, .method = "GET", .path = path, .address = address, .status = 200};
}

TEST(Visits, are_counted_by_day_and_taken_once) {
  Visits visits([] { return salt; });
  const auto monday = start_of(Day::of(2026, 3, 2)).plus_seconds(3600);
  const auto tuesday = monday.plus_seconds(86'400);
  const auto path = "/d/" + some_id;
  visits.note(visit(path, "203.0.113.1", monday));
  visits.note(visit(path, "203.0.113.1", monday));
  visits.note(visit(path, "203.0.113.2", tuesday));
  const auto tally = visits.take();
  EXPECT_EQ(tally.documents.at({12345, monday.day()}), 2);
  EXPECT_EQ(tally.documents.at({12345, tuesday.day()}), 1);
  EXPECT_EQ((tally.sites.at({"", monday.day()})), (SiteCount{2, 1}));
  EXPECT_EQ((tally.sites.at({"", tuesday.day()})), (SiteCount{1, 1}));
  EXPECT_TRUE(visits.take().is_empty());
}

TEST(Visits, throw_the_salt_away_with_the_day) {
  std::uint64_t made = 0;
  Visits visits([&] { return std::array<std::uint64_t, 2>{++made, 0}; });
  const auto monday = start_of(Day::of(2026, 3, 2)).plus_seconds(3600);
  visits.note(visit("/", "203.0.113.1", monday));
  visits.note(visit("/", "203.0.113.1", monday.plus_seconds(86'400)));
  EXPECT_GE(made, 2u);
}

}  // namespace
}  // namespace gongkai::readers
