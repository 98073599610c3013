// Words, best bets and counted questions, from the use case to the page, on both engines.
#include <gmock/gmock.h>

#include "content/test_site.hpp"
#include "finding/book.hpp"
#include "finding/questions.hpp"
#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "finding/use_cases.hpp"
#include "finding/web.hpp"
#include "platform/search/index.hpp"
#include "tests/support/faults.hpp"

namespace gongkai::finding {
namespace {
using testing::actor_with;
using ::testing::HasSubstr;
using ::testing::Not;
}  // namespace

class Finding : public content::SiteTest {
 protected:
  Finding() : SiteTest({"finding"}) {}
  void SetUp() override {
    content::SiteTest::SetUp();
    if (IsSkipped()) return;
    std::string place = (std::filesystem::temp_directory_path() / "finding-XXXXXX").string();
    m_place = ::mkdtemp(place.data());
    m_index = search::open_index({.file = m_place / "search.db"});
    test().services.search = m_index.get();
    test().services.after_commit = [this](const std::vector<feed::Change>& changes) {
      follow(test().services, changes);
      for (const auto& change : changes) {
        const auto wanted =
            reading([&](db::Session& session) { return content::search_change(session, test().services, change); });
        if (wanted) m_index->apply({&*wanted, 1}, {0, ++m_sequence});
      }
    };
    reload(test().services);
    add_routes(m_router, test().services);
    m_router.set_error_page(
        [](const http::Request&, const Fault& fault) { return http::html(fault.code, http::status_of(fault.kind)); });
  }
  void TearDown() override {
    content::SiteTest::TearDown();
    m_index.reset();
    if (!m_place.empty()) std::filesystem::remove_all(m_place);
  }
  Context editor() { return test().as(actor_with({std::string(manage)})); }

  http::Response get(const std::string& target) {
    http::Request request;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = http::parse_form(target.substr(question + 1));
    request.host = "www.yunhai.example";
    request.id = "r-5";
    return m_router.dispatch(request);
  }
  void click(const std::string& question) {
    http::Request request{.method = http::Method::post, .path = "/search/click"};
    request.form.add("q", question);
    EXPECT_EQ(m_router.dispatch(request).status, 204);
  }
  std::vector<Counted> counted(QueryView view) {
    write_questions(test().services);
    return reading(
        [&](db::Session& session) { return store::counted(session, view, test().clock.today() + -30, 1, 100); });
  }
  std::size_t word_count() {
    return reading([](db::Session& session) { return store::words(session).size(); });
  }

  http::Router m_router;
  std::filesystem::path m_place;
  std::unique_ptr<search::Index> m_index;
  std::int64_t m_sequence = 0;
};
ON_EACH_ENGINE(Finding);

TEST_P(Finding, uses_a_new_synonym_from_the_next_question_on) {
  released();
  EXPECT_THAT(get("/search?q=烧煤取热").body, Not(HasSubstr("找到 1 条")));
  auto context = editor();
  ASSERT_TRUE(add_word(context, {WordKind::synonym, {"烧煤取热", "供暖保障"}}));
  EXPECT_THAT(get("/search?q=烧煤取热").body, HasSubstr("找到 1 条"));
}

TEST_P(Finding, leaves_out_what_was_withdrawn_although_the_index_still_holds_it) {
  const auto id = released();
  const std::string address = "/d/" + to_text(id);
  for (const char* asked : {"/search?q=供暖保障", "/api/search?q=供暖保障", "/api/search/suggestions?q=关于加强"})
    EXPECT_THAT(get(asked).body, HasSubstr(address)) << asked;
  test().services.after_commit = nullptr;  // another node withdraws, and this one has not heard of it
  auto second = as_releaser();
  ASSERT_TRUE(content::withdraw(second, id, {.reason = "数据有误，正在核实"}, document(id).version));
  for (const char* asked : {"/search?q=供暖保障", "/api/search?q=供暖保障", "/api/search/suggestions?q=关于加强"})
    EXPECT_THAT(get(asked).body, Not(HasSubstr(address))) << asked;
  EXPECT_THAT(get("/api/search?q=供暖保障").body, HasSubstr("\"total\":0"));
}

TEST_P(Finding, counts_no_facets_for_a_program_that_wants_none) {
  released();
  EXPECT_THAT(get("/api/search?q=供暖").body, HasSubstr("\"options\""));
  const auto bare = get("/api/search?q=供暖&facets=no").body;
  EXPECT_THAT(bare, HasSubstr("\"facets\":[]"));
  EXPECT_THAT(bare, HasSubstr("关于加强冬季"));
}

TEST_P(Finding, refuses_words_without_the_permission_and_twins) {
  auto reader = test().as(actor_with({"content.read"}));
  const WordFields fields{WordKind::synonym, {"采暖", "供暖"}};
  EXPECT_EQ(add_word(reader, fields).error().kind, FaultKind::forbidden);
  auto context = editor();
  const auto id = add_word(context, fields);
  ASSERT_TRUE(id);
  EXPECT_EQ(add_word(context, {WordKind::synonym, {" 采暖", "供暖 "}}).error().code, "finding.word_exists");
  EXPECT_TRUE(change_word(context, *id, {WordKind::synonym, {"采暖", "供暖", "供热"}}, 1));
  EXPECT_EQ(change_word(context, *id, fields, 1).error().code, "version.conflict");
  EXPECT_EQ(remove_word(reader, *id).error().kind, FaultKind::forbidden);
  EXPECT_TRUE(remove_word(context, *id));
  EXPECT_EQ(remove_word(context, *id).error().kind, FaultKind::not_found);
}

TEST_P(Finding, takes_the_catalog_over_once) {
  auto context = test().as_system();
  EXPECT_TRUE(take_over_catalog(context).value());
  const auto count = word_count();
  EXPECT_GT(count, 60U);
  EXPECT_FALSE(take_over_catalog(context).value());
  EXPECT_EQ(word_count(), count);
}

TEST_P(Finding, carries_words_out_and_in_as_csv) {
  auto system = test().as_system();
  ASSERT_TRUE(take_over_catalog(system));
  auto context = editor();
  ASSERT_TRUE(add_word(context, {WordKind::unwelcome, {"=演示\"词"}, "说明,有逗号"}));
  const auto csv = reading([](db::Session& session) { return words_csv(session); });
  EXPECT_EQ(import_words(context, csv).value(), 1) << "the quoted formula comes back as text";
  for (const auto& word : reading([](db::Session& session) { return store::words(session); }))
    ASSERT_TRUE(remove_word(context, word.id));
  EXPECT_GT(import_words(context, csv).value(), 60);
}

TEST_P(Finding, imports_all_rows_or_none_and_names_each_fault) {
  auto context = editor();
  const auto refused = import_words(context, "类别,词语,说明\n同义词,甲词|乙词,\n同义词,孤词,\n不明,词,\n");
  ASSERT_FALSE(refused);
  const auto faults = each_of(refused.error());
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].code, "finding.csv_row");
  EXPECT_EQ(faults[0].details[0].second, "3");
  EXPECT_EQ(faults[1].details[0].second, "4");
  EXPECT_EQ(word_count(), 0U);
  for (const char* csv : {"", "类别,词语\n", "\xFF\xFE", "类别\n\"同义词"})
    EXPECT_FALSE(import_words(context, csv)) << csv;
}

TEST_P(Finding, recommends_documents_above_the_hits_in_their_period) {
  const auto id = released();
  auto context = editor();
  const BestBetFields fields{.queries = {"天冷了怎么办"}, .documents = {id}, .first_day = test().clock.today()};
  const auto bet = add_best_bet(context, fields);
  ASSERT_TRUE(bet) << bet.error().code;
  EXPECT_THAT(get("/search?q=天冷了怎么办？").body, HasSubstr("data-question=\"天冷了怎么办？\""));
  EXPECT_THAT(get("/search?q=天冷了怎么办").body, HasSubstr("/d/" + to_text(id)));
  auto ended = fields;
  ended.first_day = ended.first_day + -9;
  ended.last_day = test().clock.today() + -1;
  ASSERT_TRUE(change_best_bet(context, *bet, ended, 1));
  EXPECT_THAT(get("/search?q=天冷了怎么办").body, Not(HasSubstr("/d/" + to_text(id))));
  EXPECT_TRUE(remove_best_bet(context, *bet));
}

TEST_P(Finding, never_recommends_what_is_not_public) {
  const auto draft = written();
  auto context = editor();
  const BestBetFields fields{.queries = {"供暖"}, .documents = {draft}, .first_day = test().clock.today()};
  EXPECT_EQ(add_best_bet(context, fields).error().code, "finding.document_not_public");
}

TEST_P(Finding, counts_questions_without_their_readers) {
  released();
  for (int i = 0; i < 3; ++i) get("/search?q=供暖保障");
  get("/search?q=完全没有的词句");
  get("/search?q=供暖保障&page=2");
  get("/search?q=供暖保障&year=2026");
  for (const char* personal : {"/search?q=13900000000", "/search?q=张某某"}) get(personal);
  click("供暖保障");
  click("从来没有人问过的话");
  const auto all = counted(QueryView::frequent);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].query, "供暖保障");
  EXPECT_EQ(all[0].asked, 3);
  EXPECT_EQ(all[0].clicked, 1);
  EXPECT_EQ(all[0].hits, 1);
  const auto zero = counted(QueryView::zero);
  ASSERT_EQ(zero.size(), 1U);
  EXPECT_EQ(zero[0].query, "完全没有的词句");
}

TEST_P(Finding, adds_to_the_counts_of_the_day_and_forgets_old_ones) {
  for (int i = 0; i < 2; ++i) {
    note_question(test().services, {}, "供暖", 0);
    write_questions(test().services);
  }
  EXPECT_EQ(counted(QueryView::zero).at(0).asked, 2);
  const auto done = database().write([&](db::Session& session) -> Result<void> {
    forget_questions(session, test().clock.today() + days_kept + 1);
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_TRUE(counted(QueryView::zero).empty());
}

TEST_P(Finding, keeps_no_question_with_an_unwelcome_word_and_suggests_nothing_with_it) {
  released();
  auto context = editor();
  ASSERT_TRUE(add_word(context, {WordKind::unwelcome, {"供暖保障"}}));
  get("/search?q=冬季供暖保障");
  EXPECT_TRUE(counted(QueryView::frequent).empty());
  EXPECT_THAT(get("/api/search/suggestions?q=供暖").body, Not(HasSubstr("供暖保障")));
  EXPECT_THAT(get("/search?q=供暖保障").body, HasSubstr("找到 1 条"));
}

TEST_P(Finding, shows_a_repealed_document_nowhere_without_its_mark) {
  auto repealed = notice("云海市供暖管理暂行办法");
  repealed.fields["validity"] = "repealed";
  const auto id = written(repealed);
  auto writer = as_writer();
  ASSERT_TRUE(content::submit(writer, id, 1));
  auto second = as_releaser();
  ASSERT_TRUE(content::release(second, id, 2));
  auto context = editor();
  ASSERT_TRUE(add_best_bet(context, {.queries = {"供暖办法"}, .documents = {id}, .first_day = test().clock.today()}));
  for (const char* target : {"/search?q=供暖管理", "/search?q=供暖办法", "/api/search?q=供暖管理",
                             "/api/search/suggestions?q=供暖管理", "/search?q=gongnuanguanli"}) {
    const auto page = get(target).body;
    ASSERT_THAT(page, HasSubstr(to_text(id))) << target;
    EXPECT_THAT(page, HasSubstr("废止")) << target;
  }
}

TEST_P(Finding, puts_the_document_of_a_number_first_however_it_is_typed) {
  const auto id = released();
  for (const char* typed : {"云政办发〔2026〕3号", "云政办发[2026]3号", "云政办发（2026）3号", "云政办发 2026 3 号"})
    EXPECT_THAT(get("/api/search?q=" + http::percent_encode(typed)).body, HasSubstr("/d/" + to_text(id))) << typed;
}

TEST_P(Finding, answers_hostile_parameters) {
  released();
  for (const char* target : {"/search?q=%FF%FE", "/search?q=a&page=-1", "/search?q=a&page=99999999999999",
                             "/search?year=99999&unit=x&unit=", "/search?validity=nonsense&where=site",
                             "/search?kind=%00&theme=%3Cscript%3E", "/s/nowhere/search?q=x", "/api/search?site=zzz",
                             "/api/search/suggestions?q=%22%22%22", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"}) {
    const auto answer = get(target);
    EXPECT_LT(answer.status, 500) << target;
    EXPECT_THAT(answer.body, Not(HasSubstr("<script>alert"))) << target;
  }
}

}  // namespace gongkai::finding
