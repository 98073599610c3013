#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace gongkai {
namespace {

TEST(Id, survives_its_text_form) {
  for (const std::int64_t value : {std::int64_t{1}, std::int64_t{0x7fff'ffff'ffff'ffff}, std::int64_t{123456789012345}})
    EXPECT_EQ(parse_id(id_text(value)), value);
}

TEST(Id, refuses_what_is_not_an_id) {
  for (const auto* text : {"", "123", "zzzzzzzzzzzzz", "000000000000u", "00000000000001", "ÄÄÄÄÄÄa"})
    EXPECT_FALSE(parse_id(text)) << text;
}

TEST(IdMaker, never_repeats_even_when_the_clock_is_set_back) {
  FixedClock clock(Instant{1'800'000'000'000'000});
  IdMaker maker(clock);
  std::int64_t last = 0;
  for (int i = 0; i < 20'000; ++i) {
    if (i == 10'000) clock.advance_seconds(-3600);
    const auto id = maker.next();
    ASSERT_GT(id, last);
    last = id;
  }
}

TEST(Day, reads_and_writes_dates) {
  EXPECT_EQ(to_text(Day::of(2026, 3, 16)), "2026-03-16");
  EXPECT_EQ(to_chinese(Day::of(2026, 3, 6)), "2026年3月6日");
  EXPECT_EQ(parse_day("2024-02-29"), Day::of(2024, 2, 29));
  for (const auto* text : {"2026-02-30", "2026-2-3", "26-02-03", "2026/02/03", "2026-13-01", "２０２６-01-01"})
    EXPECT_FALSE(parse_day(text)) << text;
  EXPECT_EQ(Day::of(2026, 11, 21).weekday(), Weekday::saturday);
}

TEST(Instant, belongs_to_the_chinese_day) {
  const auto instant = parse_instant("2026-09-30T15:59:59Z");
  ASSERT_TRUE(instant);
  EXPECT_EQ(to_text(instant->day()), "2026-09-30");
  EXPECT_EQ(to_text(instant->plus_seconds(1).day()), "2026-10-01");
  EXPECT_EQ(parse_instant("2026-09-30T23:59:59+08:00"), instant);
  EXPECT_EQ(to_http_date(*instant), "Wed, 30 Sep 2026 15:59:59 GMT");
  EXPECT_EQ(parse_instant(to_iso(*instant)), instant);
  EXPECT_EQ(to_text(start_of(Day::of(2026, 1, 1))), "2026-01-01 00:00:00");
}

TEST(Text, folds_what_looks_alike) {
  EXPECT_EQ(fold("ＰＭ２．５ ⼯作"), "pm2.5 工作");
  EXPECT_EQ(fold("ABC"), "abc");
}

TEST(Text, keeps_valid_text_and_replaces_broken_bytes) {
  EXPECT_TRUE(is_valid_utf8("公开𬭎"));
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
  EXPECT_EQ(clean_utf8("a\x01\xFF"
                       "b\n"),
            "a\xEF\xBF\xBD"
            "b\n");
  EXPECT_EQ(shorten("政府信息公开", 4), "政府信息…");
  EXPECT_EQ(count_characters("公开𬭎"), 3u);
  EXPECT_EQ(trim("　 标题 　"), "标题");
}

TEST(Text, finds_the_nearest_word) {
  EXPECT_EQ(nearest("lisen", {"listen", "data", "log"}), "listen");
  EXPECT_EQ(nearest("zzzzzz", {"listen", "data"}), "");
}

TEST(Bytes, encodings_return) {
  const std::string bytes("\x00\xFF\x10zz", 5);
  EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
  EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  EXPECT_EQ(from_base64(to_base64url(bytes)), bytes);
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_FALSE(from_hex("0g"));
  EXPECT_FALSE(from_base64("a?"));
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

}  // namespace
}  // namespace gongkai
