#include "readers/subscription.hpp"

#include <gmock/gmock.h>

#include "content/test_site.hpp"
#include "platform/auth/vault.hpp"
#include "tests/support/smtp_server.hpp"

namespace gongkai::readers {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Instant at_hour(int hour) {
  return start_of(Day::of(2026, 3, 16)).plus_seconds(hour * 3600);
}

TEST(QuietHours, may_go_over_midnight) {
  const Settings rules{.quiet_from_hour = 21, .quiet_to_hour = 8};
  EXPECT_TRUE(is_quiet(at_hour(21), rules));
  EXPECT_TRUE(is_quiet(at_hour(3), rules));
  EXPECT_FALSE(is_quiet(at_hour(8), rules));
  EXPECT_FALSE(is_quiet(at_hour(20), rules));
  EXPECT_FALSE(is_quiet(at_hour(0), {.quiet_from_hour = 0, .quiet_to_hour = 0})) << "no quiet hours";
}

TEST(Wishes, take_what_fits_in_every_respect) {
  const content::PublicDocument document{
      .unit = UnitId{7}, .column = ColumnId{3}, .title = "供暖通知", .plain_text = "冬季"};
  EXPECT_TRUE(matches({}, document));
  EXPECT_TRUE(matches({.columns = {ColumnId{1}, ColumnId{3}}, .unit = UnitId{7}, .words = "供暖 冬季"}, document));
  EXPECT_FALSE(matches({.columns = {ColumnId{1}}}, document));
  EXPECT_FALSE(matches({.unit = UnitId{8}}, document));
  EXPECT_FALSE(matches({.words = "供暖 夏季"}, document));
}

TEST(Wishes, for_a_column_take_what_stands_below_it) {
  const auto column = [](std::int64_t id, std::int64_t parent) {
    return content::Column{.id = ColumnId{id}, .parent = ColumnId{parent}};
  };
  std::vector<ColumnId> chosen{ColumnId{1}};
  add_columns_below({column(1, 0), column(2, 1), column(3, 2), column(4, 0)}, chosen);
  EXPECT_THAT(chosen, ::testing::ElementsAre(ColumnId{1}, ColumnId{2}, ColumnId{3}));
  std::vector<ColumnId> all;
  add_columns_below({column(1, 0)}, all);
  EXPECT_THAT(all, IsEmpty()) << "no column chosen is the whole site";
}

class Subscribing : public content::SiteTest {
 protected:
  Subscribing() : SiteTest({"readers"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    test().services.vault = &vault;
    test().services.parts.of<mail::Settings>() = {
        .server = server.address(), .from = "portal@yunhai.example", .origin = "https://www.yunhai.example"};
  }
  Context anybody() { return test().as_nobody(); }
  Context system() { return test().as_system(); }
  int run_jobs() {
    jobs::Runner runner(database(), test().clock, test().ids, {});
    runner.on("readers.confirmation", [&](jobs::Job& job) {
      auto context = system();
      json::Reader reader(job.payload());
      return send_confirmation(context, SubscriptionId{reader.id("subscription")});
    });
    runner.on("readers.digest", [&](jobs::Job& job) {
      auto context = system();
      json::Reader reader(job.payload());
      return send_digest(context, SubscriptionId{reader.id("subscription")}, *parse_instant(reader.text("since")),
                         *parse_instant(reader.text("until")));
    });
    return runner.run_due();
  }
  /// Asked, confirmed with the link of the mail.
  void subscribed(const Wish& wish = {}) {
    auto context = anybody();
    ASSERT_TRUE(subscribe(context, site, "reader@example.org", wish));
    run_jobs();
    ASSERT_THAT(server.messages(), SizeIs(1));
    ASSERT_TRUE(confirm(context, token_in(last_mail(), "/subscribe/confirm/")));
  }
  std::string last_mail() { return testing::text_of_mail(server.messages().back()); }
  static std::string token_in(const std::string& mail, const std::string& path) {
    const auto at = mail.find(path);
    if (at == std::string::npos) return {};
    const auto begin = at + path.size();
    return mail.substr(begin, mail.find('\n', begin) - begin);
  }
  std::int64_t digests() {
    auto context = system();
    return queue_digests(context).value_or(-1);
  }
  std::vector<Subscription> all() {
    return reading([&](db::Session& session) { return store::confirmed(session, {}, 10); });
  }
  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  testing::SmtpServer server;
};

TEST_P(Subscribing, needs_the_link_of_the_mail) {
  subscribed();
  ASSERT_THAT(all(), SizeIs(1));
  EXPECT_THAT(all().front().address.value, Not(HasSubstr("reader@example.org")));
  auto context = anybody();
  EXPECT_EQ(confirm(context, "0000000000001forged").error().code, "readers.no_subscription");
  EXPECT_EQ(confirm(context, token_of(test().services, "leave", all().front().id)).error().code,
            "readers.no_subscription")
      << "the token of another purpose";
}

TEST_P(Subscribing, writes_to_nobody_twice_within_the_hour) {
  auto context = anybody();
  ASSERT_TRUE(subscribe(context, site, "reader@example.org", {}));
  ASSERT_TRUE(subscribe(context, site, " Reader@example.org", {}));
  EXPECT_EQ(run_jobs(), 1);
}

TEST_P(Subscribing, sends_what_is_new_once_a_day) {
  subscribed();
  EXPECT_EQ(digests(), 0) << "nothing new";
  test().clock.advance_seconds(60);
  const auto id = released();
  test().clock.advance_seconds(60);
  EXPECT_EQ(digests(), 1);
  EXPECT_EQ(digests(), 0);
  run_jobs();
  ASSERT_THAT(server.messages(), SizeIs(2));
  EXPECT_THAT(last_mail(), HasSubstr("https://www.yunhai.example/d/" + gongkai::to_text(id)));
  EXPECT_THAT(server.messages().back(), HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
  released();
  test().clock.advance_seconds(60);
  EXPECT_EQ(digests(), 0) << "one mail a day";
  test().clock.advance_seconds(24 * 3600);
  EXPECT_EQ(digests(), 1);
}

TEST_P(Subscribing, leaves_out_what_was_not_asked_for) {
  subscribed({.columns = {policies}});
  test().clock.advance_seconds(60);
  released();
  test().clock.advance_seconds(60);
  EXPECT_EQ(digests(), 0);
}

TEST_P(Subscribing, ends_with_one_click_and_keeps_no_address) {
  subscribed();
  const auto token = token_of(test().services, "leave", all().front().id);
  auto context = anybody();
  ASSERT_TRUE(unsubscribe(context, token));
  EXPECT_THAT(all(), IsEmpty());
  EXPECT_TRUE(unsubscribe(context, token)) << "a second click does no harm";
}

TEST_P(Subscribing, gives_up_an_address_that_always_refuses) {
  subscribed();
  server.answer_recipients_with("550 no such user");
  for (int day = 0; day < 3; ++day) {
    test().clock.advance_seconds(60);
    released();
    test().clock.advance_seconds(24 * 3600);
    ASSERT_EQ(digests(), 1);
    run_jobs();
  }
  EXPECT_THAT(all(), IsEmpty());
}

TEST_P(Subscribing, is_not_offered_without_a_server) {
  test().services.parts.of<mail::Settings>() = {};
  auto context = anybody();
  EXPECT_EQ(subscribe(context, site, "reader@example.org", {}).error().code, "readers.no_mail");
}

TEST_P(Subscribing, refuses_what_is_no_address_or_no_column_of_the_site) {
  auto context = anybody();
  EXPECT_EQ(subscribe(context, site, "a@example.org\r\nBcc: b@example.org", {}).error().code, "readers.address_wrong");
  EXPECT_EQ(subscribe(context, site, "a@example.org", {.columns = {ColumnId{999}}}).error().code, "column.unknown");
}
ON_EACH_ENGINE(Subscribing);

}  // namespace
}  // namespace gongkai::readers
