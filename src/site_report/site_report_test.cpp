#include <gmock/gmock.h>

#include "base/bytes.hpp"
#include "content/test_site.hpp"
#include "platform/auth/crypto.hpp"
#include "readers/store.hpp"
#include "readers/store_voices.hpp"
#include "site_report/counting.hpp"
#include "site_report/store.hpp"
#include "site_report/use_cases.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::site_report {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t year = 2025;

class SiteReports : public content::SiteTest {
 protected:
  SiteReports() : SiteTest({"readers", "sites", "site_report"}) {}

  Context filler() { return test().as(testing::actor_with({std::string(may_fill)}, std::string(content::city_path))); }
  Context publisher() {
    return test().as(testing::actor_with({std::string(may_publish)}, std::string(content::city_path)));
  }
  static std::vector<Entry> whole(const std::string& accounts = "10") {
    std::vector<Entry> entries;
    for (const auto& part : form().parts)
      for (const auto& row : part.rows)
        if (!row.is_counted())
          entries.push_back({.item = row.id,
                             .value = row.kind == Kind::choice ? row.options.front()
                                      : row.kind == Kind::text ? "https://www.yunhai.example/"
                                      : row.id == "accounts"   ? accounts
                                                               : "0",
                             .note = "统计系统"});
    return entries;
  }
  std::int64_t filled(const std::vector<Entry>& entries, std::int64_t version) {
    auto context = filler();
    const auto next = fill(context, site, year, entries, version);
    EXPECT_TRUE(next) << (next ? "" : next.error().code);
    return next.value_or(0);
  }
  Result<std::int64_t> published(std::int64_t version, std::string_view reason = "") {
    auto context = publisher();
    return publish(context, site, year, reason, version);
  }
  std::vector<Edition> editions() {
    return reading([&](db::Session& session) { return store::editions(session, site, year); });
  }
  Counts counts(std::int64_t of) {
    return reading([&](db::Session& session) {
      return count_rows(session, form(), directory::find_site(session, site).value(), of);
    });
  }
  void at(Day day) { test().clock.set(start_of(day).plus_seconds(9 * 3600)); }
};

TEST_P(SiteReports, count_what_was_released_in_the_year) {
  released();
  EXPECT_EQ(counts(2026)["released"], "1");
  EXPECT_EQ(counts(2026)["released_affairs"], "1") << "a notice";
  EXPECT_EQ(counts(2026)["released_catalogue"], "0");
  EXPECT_EQ(counts(2025)["released"], "0");
}

TEST_P(SiteReports, do_not_count_what_was_withdrawn) {
  const auto id = released();
  auto context = as_releaser();
  ASSERT_TRUE(content::withdraw(context, id, {.kind = content::WithdrawalKind::retracted, .reason = "重复发布"}, 3));
  EXPECT_EQ(counts(2026)["released"], "0");
}

TEST_P(SiteReports, count_readers_of_the_year_alone) {
  const auto done = database().write([&](db::Session& session) -> Result<void> {
    for (const auto& [day, pages] : {std::pair{Day::of(2024, 12, 31), 5},
                                     {Day::of(2025, 1, 1), 7},
                                     {Day::of(2025, 12, 31), 11},
                                     {Day::of(2026, 1, 1), 13}})
      readers::store::add_site_readings(session, site, day, {.pages = pages, .visitors = pages - 1});
    return {};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(counts(year)["visits"], "18");
  EXPECT_EQ(counts(year)["visitors"], "16");
}

TEST_P(SiteReports, count_error_reports_and_those_answered_within_the_year) {
  const auto in_june = start_of(Day::of(2025, 6, 1));
  const auto done = database().write([&](db::Session& session) -> Result<void> {
    const auto add = [&](std::int64_t id, Instant received, std::optional<Instant> answered) {
      readers::store::insert(session, readers::ErrorReport{.id = ErrorReportId{id},
                                                           .number = std::to_string(id),
                                                           .site = site,
                                                           .unit = unit,
                                                           .kind = "typo",
                                                           .received_at = received,
                                                           .answered_at = answered});
    };
    add(1, in_june, in_june.plus_seconds(60));
    add(2, in_june, start_of(Day::of(2026, 1, 5)));
    add(3, in_june, std::nullopt);
    add(4, start_of(Day::of(2026, 1, 1)), std::nullopt);
    return {};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(counts(year)["error_reports"], "3");
  EXPECT_EQ(counts(year)["error_reports_answered"], "1");
}

TEST_P(SiteReports, count_topics_that_lived_in_the_year) {
  auto keeper = test().as(testing::actor_with({"sites.content"}, std::string(content::city_path)));
  at(Day::of(2024, 5, 1));
  ASSERT_TRUE(sites::keep_topic(keeper, notices, unit, 0));
  at(Day::of(2025, 2, 1));
  ASSERT_TRUE(sites::archive_topic(keeper, notices, "", 1));
  at(Day::of(2025, 6, 1));
  ASSERT_TRUE(sites::keep_topic(keeper, policies, unit, 0));
  for (const auto& [of, kept, opened] :
       {std::tuple{2023, "0", "0"}, {2024, "1", "1"}, {2025, "2", "1"}, {2026, "1", "0"}}) {
    EXPECT_EQ(counts(of)["topics_kept"], kept) << of;
    EXPECT_EQ(counts(of)["topics_opened"], opened) << of;
  }
}

TEST_P(SiteReports, keep_what_was_entered_and_by_whom) {
  filled({{.item = "accounts", .value = "012", .note = "统一身份认证平台"}}, 0);
  auto entries = reading([&](db::Session& session) { return store::entries(session, site, year); });
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries.front().value, "12");
  EXPECT_EQ(entries.front().entered_by, "测试员");
  filled({{.item = "accounts"}}, 1);
  EXPECT_THAT(reading([&](db::Session& session) { return store::entries(session, site, year); }), IsEmpty());
}

TEST_P(SiteReports, are_not_overwritten_by_somebody_who_saw_less) {
  filled({{.item = "accounts", .value = "1", .note = "甲"}}, 0);
  auto context = filler();
  for (const std::int64_t stale : {0, 7}) {
    const auto refused = fill(context, site, year, {{.item = "accounts", .value = "2", .note = "乙"}}, stale);
    EXPECT_EQ(refused.error().code, "version.conflict");
  }
}

TEST_P(SiteReports, say_every_fault_at_once) {
  auto context = filler();
  const auto refused = fill(context, site, year,
                            {{.item = "visits", .value = "1"}, {.item = "accounts", .value = "多"}, {.item = "x"}}, 0);
  EXPECT_EQ(content::codes_of(refused.error()),
            (std::vector<std::string>{"site_report.counted", "site_report.not_a_number", "site_report.row_unknown"}));
}

TEST_P(SiteReports, are_filled_and_published_by_those_who_may) {
  auto writer = as_writer(), editor = filler(), reader = publisher();
  EXPECT_EQ(fill(writer, site, year, whole(), 0).error().kind, FaultKind::forbidden);
  EXPECT_EQ(fill(reader, site, year, whole(), 0).error().kind, FaultKind::forbidden);
  filled(whole(), 0);
  EXPECT_EQ(publish(editor, site, year, "", 1).error().kind, FaultKind::forbidden);
  EXPECT_TRUE(published(1));
}

TEST_P(SiteReports, belong_to_sites_and_years_that_are) {
  auto context = filler();
  EXPECT_EQ(fill(context, SiteId{99}, year, {}, 0).error().kind, FaultKind::not_found);
  for (const std::int64_t none : {2017, 2027})
    EXPECT_EQ(fill(context, site, none, {}, 0).error().kind, FaultKind::not_found);
}

TEST_P(SiteReports, are_published_when_the_year_is_over_and_all_is_there) {
  EXPECT_EQ(published(0).error().code, "site_report.empty");
  filled({{.item = "accounts", .value = "1", .note = "甲"}}, 0);
  EXPECT_THAT(content::codes_of(published(1).error()), Contains("site_report.value_missing"));
  filled(whole(), 1);
  at(Day::of(2025, 12, 31));
  EXPECT_EQ(published(2).error().code, "site_report.year_not_over");
  at(Day::of(2026, 1, 1));
  EXPECT_EQ(published(2).value(), 1);
}

TEST_P(SiteReports, freeze_what_was_published) {
  filled(whole(), 0);
  ASSERT_TRUE(published(1));
  filled(whole("11"), 2);
  const auto edition = editions().at(0);
  EXPECT_EQ(edition.digest, to_hex(auth::sha256(edition.frozen)));
  const auto parts = parts_of(edition.frozen);
  EXPECT_EQ(parts.at(4).rows.at(1).value, "10") << "accounts, as they were";
}

TEST_P(SiteReports, are_corrected_by_a_further_edition_with_a_reason) {
  filled(whole(), 0);
  ASSERT_TRUE(published(1));
  EXPECT_EQ(published(2, "没有变化").error().code, "site_report.nothing_changed");
  filled(whole("11"), 2);
  EXPECT_EQ(published(3).error().code, "site_report.reason_missing");
  EXPECT_EQ(published(1, "少计一个").error().code, "version.conflict");
  EXPECT_EQ(published(3, "注册用户数少计一个").value(), 2);
  ASSERT_THAT(editions(), SizeIs(2));
  EXPECT_EQ(editions().front().reason, "注册用户数少计一个");
  const auto lines = reading([&](db::Session& session) { return store::published_of_site(session, site); });
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines.front().editions, 2);
}

TEST_P(SiteReports, tell_the_pages_that_show_them) {
  filled(whole(), 0);
  m_changes.clear();
  ASSERT_TRUE(published(1));
  ASSERT_THAT(m_changes, SizeIs(1));
  EXPECT_EQ(m_changes.front().topic, "site_report");
  EXPECT_EQ(m_changes.front().object, site.value);
}
ON_EACH_ENGINE(SiteReports);

}  // namespace
}  // namespace gongkai::site_report
