#include <gmock/gmock.h>

#include "annual_report/compile.hpp"
#include "annual_report/exchange.hpp"
#include "annual_report/store.hpp"
#include "base/bytes.hpp"
#include "checks/examine.hpp"
#include "content/desk.hpp"
#include "content/store.hpp"
#include "demo/city.hpp"
#include "demo/demo.hpp"
#include "demo/grammar.hpp"
#include "demo/standing.hpp"
#include "demo/store.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "regulation/outcome.hpp"
#include "requests/store.hpp"
#include "site_report/store.hpp"
#include "tests/support/services.hpp"

namespace gongkai::demo {
namespace {

class DemoLoad : public testing::EachEngineWithServices {
 protected:
  DemoLoad()
      : EachEngineWithServices(
            {"platform/calendar", "platform/files", "directory",   "casework",     "letters",        "content",
             "requests",          "annual_report",  "oversight",   "case_library", "request_mining", "review",
             "imports",           "catalogue",      "checks",      "finding",      "policy",         "gazette",
             "readers",           "sites",          "site_report", "demo"}) {}

  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    // cheap hashes: what is tested is the loading, not the price of a password
    auto book = directory::role_book();
    book.policy.password.cost = {.memory_kib = 64, .passes = 1, .lanes = 1};
    directory::use_role_book(book);
    test().clock.set(start_of(Day::of(2026, 11, 21)).plus_seconds(10 * 3600));
    test().services.vault = &m_vault;
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.calendars = m_calendars.get();
  }

  Loaded load_city(Options options = {.password = "Yunhai-2026-demo"}) {
    auto loaded = load(test().services, options);
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().code + " " + loaded.error().field);
    return loaded.value_or(Loaded{});
  }

 private:
  auth::Vault m_vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  std::unique_ptr<calendar::Calendars> m_calendars;
};

TEST_P(DemoLoad, brings_everything_once_and_nothing_the_second_time) {
  const auto city = read_city();
  const auto first = load_city();
  EXPECT_EQ(first.units, static_cast<std::int64_t>(city.units.size()));
  EXPECT_EQ(first.sites, static_cast<std::int64_t>(city.sites.size()));
  EXPECT_EQ(first.people, static_cast<std::int64_t>(city.people.size()));
  EXPECT_EQ(first.documents, static_cast<std::int64_t>(city.documents.size() + standing_documents(city).size()));
  EXPECT_TRUE(first.password.empty()) << "a given password is never shown";

  const auto second = load_city({});
  EXPECT_EQ(second.units + second.sites + second.columns + second.people + second.documents, 0);
  EXPECT_TRUE(second.password.empty()) << "nobody was added, so no password was made";
}

TEST_P(DemoLoad, releases_each_document_on_its_day_by_a_second_person) {
  load_city();
  database().read([&](db::Session& session) {
    const auto site = directory::find_site_by_slug(session, "");
    ASSERT_TRUE(site);
    const auto column = content::store::find_column(session, site->id, "government-documents");
    ASSERT_TRUE(column);
    content::store::Filter filter{};
    filter.column = column->id;
    for (const auto& unit : directory::units(session)) filter.units.values.push_back(unit.id.value);
    const auto lines = content::store::lines(session, filter);
    EXPECT_GE(lines.size(), 5U);
    for (const auto& line : lines) {
      const auto document = content::store::find_document(session, line.id);
      const auto edition = content::store::find_edition(session, document->released);
      ASSERT_TRUE(edition) << line.title;
      EXPECT_EQ(edition->state, content::State::released);
      EXPECT_LT(edition->released_at->day(), Day::of(2026, 11, 21));
      const auto writers = content::store::writers(session, edition->id);
      EXPECT_EQ(std::ranges::find(writers, edition->released_by), writers.end()) << line.title;
    }
  });
}

TEST_P(DemoLoad, leaves_every_document_where_its_fate_has_brought_it) {
  load_city();
  const std::map<Fate, content::State> expected{{Fate::released, content::State::released},
                                                {Fate::draft, content::State::draft},
                                                {Fate::in_review, content::State::in_review},
                                                {Fate::returned, content::State::returned},
                                                {Fate::without_interpretation, content::State::returned},
                                                {Fate::filed, content::State::filed},
                                                {Fate::withdrawn, content::State::withdrawn},
                                                {Fate::expiring, content::State::released},
                                                {Fate::scheduled, content::State::in_review},
                                                {Fate::urgent, content::State::released}};
  database().read([&](db::Session& session) {
    for (const auto& entry : read_city().documents) {
      const auto id = store::find_document(session, entry.key);
      ASSERT_TRUE(id) << entry.key;
      const auto desk = content::find_desk(session, *id);
      ASSERT_TRUE(desk) << entry.key;
      EXPECT_EQ(desk->latest.state, expected.at(entry.fate.fate)) << entry.key;
      EXPECT_EQ(!desk->latest.emergency_reason.empty(), entry.fate.fate == Fate::urgent) << entry.key;
    }
  });
}

TEST_P(DemoLoad, brings_nothing_that_the_checks_would_stop) {
  load_city();
  auto context = test().as_system();
  database().read([&](db::Session& session) {
    for (const auto& entry : store::loaded_documents(session)) {
      const auto desk = content::find_desk(session, *store::find_document(session, entry));
      if (desk->latest.disclosure != content::Disclosure::proactive) continue;
      for (const auto& [key, finding, times] : checks::examine(session, context, *desk).findings)
        EXPECT_NE(finding.severity, checks::Severity::must) << entry << ": " << finding.code << " " << finding.excerpt;
    }
  });
}

TEST_P(DemoLoad, publishes_the_yearly_report_of_two_sites_and_corrects_one) {
  load_city();
  const auto published =
      database().read([](db::Session& session) { return site_report::store::published_of_year(session, 2025); });
  std::vector<std::int64_t> editions;
  for (const auto& one : published) {
    editions.push_back(one.editions);
    EXPECT_LE(one.first_at.day(), Day::of(2026, 1, 31));  // 国办函〔2018〕12号
  }
  EXPECT_THAT(editions, ::testing::UnorderedElementsAre(1, 2));
}

// The acceptance of the whole chain: counted, added up over 144 units, signed, published, verified by its digest.
TEST_P(DemoLoad, publishes_the_report_of_the_city_over_all_its_units_and_it_adds_up) {
  load_city();
  database().read([&](db::Session& session) {
    const auto root = *directory::root_unit(session);
    const auto id = *annual_report::store::of_unit(session, root.id, 2024);
    const auto report = *annual_report::load(session, *test().services.vault, id);
    EXPECT_EQ(report.stage, "published");
    const auto edition = *annual_report::store::latest(session, id);
    EXPECT_EQ(to_hex(auth::sha256(edition.frozen)), edition.digest);
    EXPECT_EQ(annual_report::store::with_digest(session, edition.digest), id);
    const auto city = annual_report::thaw(edition.frozen).value();
    auto sum = annual_report::compile_anew(session, test().services, report).own;
    EXPECT_GT(city.children.size(), 55u);
    for (const auto& child : city.children) {
      const auto of_child = annual_report::store::with_digest(session, child.digest);
      ASSERT_TRUE(of_child) << child.name;
      const auto frozen = annual_report::thaw(annual_report::store::latest(session, *of_child)->frozen).value();
      report_format::add(sum, frozen.tables);
    }
    EXPECT_EQ(sum, city.tables) << "parent = own + children, cell by cell";
    EXPECT_GT(city.tables.at(report_format::Row::received, report_format::Applicant::total).value(), 10);
  });
}

TEST_P(DemoLoad, leaves_last_years_reports_in_every_stage_of_their_way) {
  load_city();
  std::map<std::string, int> stages;
  database().read([&](db::Session& session) {
    for (const auto& place : annual_report::store::of_year(session, 2025))
      ++stages[annual_report::load(session, *test().services.vault, place.id)->stage];
  });
  EXPECT_EQ(stages["submitted"], 3);
  EXPECT_EQ(stages["published"], 18);
  EXPECT_GT(stages["drafting"], 100);
}

TEST_P(DemoLoad, ends_requests_with_every_outcome_and_leaves_some_open) {
  load_city();
  std::set<std::string> seen;
  database().read([&](db::Session& session) {
    const auto first = Day::of(2024, 1, 1), last = Day::of(2026, 12, 31);
    for (const auto& closed : requests::store::closed_between(session, "/", first, last)) seen.insert(closed.outcome);
    EXPECT_GE(requests::store::open_cases(session).size(), 10u);
  });
  for (const auto& outcome : regulation::catalog_outcomes().all()) EXPECT_TRUE(seen.contains(outcome.id)) << outcome.id;
}

TEST_P(DemoLoad, makes_a_password_when_none_is_given_and_it_opens_an_account) {
  const auto loaded = load_city({});
  ASSERT_FALSE(loaded.password.empty());
  EXPECT_EQ(loaded.accounts.size(), directory::role_book().roles.size());
  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  test().services.vault = &vault;
  auto reader = test().as_nobody();
  const auto entrance = directory::log_in(reader, {.login = "bianji", .password = loaded.password, .agent = "test"});
  EXPECT_TRUE(entrance) << (entrance ? "" : entrance.error().code);
}

TEST_P(DemoLoad, multiplies_the_documents_by_the_scale) {
  const auto once = load_city().documents;
  const auto more = load_city({.scale = 2, .seed = 5, .password = {}}).documents;
  EXPECT_EQ(more, static_cast<std::int64_t>(read_city().documents.size()));
  EXPECT_GT(once, 0);
  EXPECT_EQ(load_city({.scale = 2, .seed = 5, .password = {}}).documents, 0);
}

TEST_P(DemoLoad, leaves_the_installation_of_another_city_alone) {
  auto system = test().as_system();
  ASSERT_TRUE(directory::found_city(system, {"青石市人民政府", "市政府", "000000777", "青石市人民政府"}));
  const auto refused = load(test().services, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "demo.other_city");
}

TEST(DemoPolicy, asks_no_demo_account_for_a_second_factor_and_changes_nothing_else) {
  const auto built_in = directory::role_book();
  const auto demo = role_book();
  ASSERT_EQ(demo.roles.size(), built_in.roles.size());
  for (std::size_t i = 0; i < demo.roles.size(); ++i) {
    EXPECT_FALSE(demo.roles[i].session.second_factor) << demo.roles[i].id;
    EXPECT_EQ(demo.roles[i].permissions, built_in.roles[i].permissions);
    EXPECT_EQ(demo.roles[i].session.idle_minutes, built_in.roles[i].session.idle_minutes);
  }
  EXPECT_EQ(demo.policy.password.min_length, built_in.policy.password.min_length);
}

ON_EACH_ENGINE(DemoLoad);

}  // namespace
}  // namespace gongkai::demo
