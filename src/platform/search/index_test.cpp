#include "platform/search/index.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/text.hpp"
#include "platform/search/search_fixture.hpp"

namespace gongkai::search {
namespace {

using Ids = std::vector<std::int64_t>;

class SearchIndex : public SearchTest {
 protected:
  const Facet& facet(const Answer& answer, Dimension dimension) {
    return answer.facets.at(static_cast<std::size_t>(dimension));
  }
};

Document titled(std::int64_t id, std::string title, Day day = Day::of(2025, 1, 1)) {
  return {.id = id, .kind = "notice", .site = 1, .day = day, .title = std::move(title)};
}

TEST_F(SearchIndex, finds_a_document_as_soon_as_it_is_applied) {
  add(titled(1, "海滨公园开放公告"));
  EXPECT_EQ(ids("海滨公园"), Ids{1});
  EXPECT_EQ(index->checkpoint(), (Checkpoint{0, 1}));
}

TEST_F(SearchIndex, forgets_the_old_words_of_an_edited_document) {
  add(titled(1, "海滨公园开放公告"));
  add(titled(1, "北山公园开放公告"));
  EXPECT_TRUE(ids("海滨").empty());
  EXPECT_EQ(ids("北山"), Ids{1});
  EXPECT_EQ(index->query({.text = "公园"}).total, 1);
  EXPECT_TRUE(index->check());
}

TEST_F(SearchIndex, forgets_a_removed_document) {
  add_city();
  remove(13);
  EXPECT_TRUE(ids("6路公交").empty());
  EXPECT_EQ(index->statistics().documents, 23);
  EXPECT_TRUE(index->check());
  remove(13);
  EXPECT_EQ(index->statistics().documents, 23);
}

TEST_F(SearchIndex, applies_the_same_changes_again_without_harm) {
  add_city();
  add_city();
  EXPECT_EQ(index->statistics().documents, 24);
  EXPECT_EQ(index->query({.text = "公共租赁住房"}).total, 3);
  EXPECT_TRUE(index->check());
}

TEST_F(SearchIndex, takes_the_last_of_several_changes_of_one_batch) {
  const Change changes[] = {titled(1, "第一稿"), Removal{1}, titled(1, "第二稿"), titled(2, "别的"), Removal{2}};
  index->apply(changes, {0, 1});
  EXPECT_EQ(ids("第二稿"), Ids{1});
  EXPECT_TRUE(ids("第一稿").empty());
  EXPECT_TRUE(ids("别的").empty());
}

TEST_F(SearchIndex, keeps_the_order_of_days_when_documents_come_late_or_change_their_day) {
  add(titled(1, "公告甲", Day::of(2025, 3, 1)));
  add(titled(2, "公告乙", Day::of(2025, 1, 1)));
  add(titled(3, "公告丙", Day::of(2025, 2, 1)));
  const Query newest{.text = "公告", .sort = Sort::newest};
  EXPECT_EQ(ids(newest), (Ids{1, 3, 2}));
  add(titled(2, "公告乙", Day::of(2025, 4, 1)));
  EXPECT_EQ(ids(newest), (Ids{2, 1, 3}));
  index.reset();
  open();
  add(titled(4, "公告丁", Day::of(1800, 1, 1)));
  EXPECT_EQ(ids(newest), (Ids{2, 1, 3, 4}));
}

TEST_F(SearchIndex, counts_facets_exactly_and_leaves_the_own_choice_open) {
  add_city();
  const auto all = index->query({.text = "云海", .facets = true});
  const auto chosen = index->query({.text = "云海", .kinds = {"policy"}, .facets = true});
  const auto count = [&](const Answer& answer, std::string_view kind) {
    for (const auto& value : facet(answer, Dimension::kind).values)
      if (value.text == kind) return value.count;
    return std::int64_t{0};
  };
  EXPECT_EQ(chosen.total, count(all, "policy"));
  EXPECT_EQ(count(chosen, "notice"), count(all, "notice"));
  std::int64_t years = 0;
  for (const auto& value : facet(all, Dimension::year).values) years += value.count;
  EXPECT_EQ(years, all.total);
  EXPECT_FALSE(all.total_is_at_least);
}

TEST_F(SearchIndex, filters_by_every_dimension) {
  add_city();
  for (const Hit& hit : index->query({.areas = {"望潮区"}, .limit = 100}).hits) EXPECT_EQ(hit.area, "望潮区");
  EXPECT_EQ(index->query({.areas = {"望潮区"}}).total, 3);
  EXPECT_EQ(ids(Query{.text = "公共租赁住房", .validities = {Validity::repealed}}), Ids{3});
  EXPECT_EQ(ids(Query{.text = "公共租赁住房", .from = Day::of(2024, 3, 13), .to = Day::of(2024, 3, 14)}), Ids{2});
  EXPECT_EQ(
      ids(Query{
          .text = "公共租赁住房", .units = {11}, .categories = {"规范性文件"}, .themes = {"城乡建设"}, .limit = 1}),
      Ids{1});
  EXPECT_TRUE(ids(Query{.text = "公共租赁住房", .areas = {"不存在的区"}}).empty());
  EXPECT_TRUE(ids(Query{.text = "新生儿", .scope = Scope::title}).empty());
}

TEST_F(SearchIndex, lists_everything_newest_first_for_an_empty_query) {
  add_city();
  const auto answer = index->query({.limit = 3});
  EXPECT_EQ(answer.total, 24);
  ASSERT_EQ(answer.hits.size(), 3U);
  EXPECT_EQ(answer.hits[0].id, 16);
}

TEST_F(SearchIndex, pages_do_not_repeat_or_skip) {
  for (std::int64_t i = 1; i <= 450; ++i) {
    auto document = titled(i, i % 3 == 0 ? "水库公告" : "公告", Day::of(2024, 1, 1) + static_cast<int>(i % 90));
    document.body = "关于水库的事项。";
    add(document);
  }
  std::set<std::int64_t> seen;
  for (int page = 0; page < 45; ++page)
    for (const Hit& hit : index->query({.text = "水库", .offset = page * 10, .snippets = false}).hits)
      EXPECT_TRUE(seen.insert(hit.id).second) << hit.id;
  EXPECT_EQ(seen.size(), 450U);
  const auto first = index->query({.text = "水库"});
  EXPECT_EQ(first.total, 300);
  EXPECT_TRUE(first.total_is_at_least);
  EXPECT_EQ(index->query({.text = "水库", .facets = true}).total, 450);
}

TEST_F(SearchIndex, shows_validity_in_every_hit) {
  add_city();
  for (const Hit& hit : index->query({.text = "公共租赁住房"}).hits)
    EXPECT_EQ(hit.validity == Validity::repealed, hit.id == 3);
  EXPECT_EQ(index->query({.text = "公共租赁住房"}).hits.back().id, 3);
}

TEST_F(SearchIndex, finds_text_of_attachments_and_says_where) {
  add_city();
  const auto answer = index->query({.text = "公务用车"});
  ASSERT_EQ(answer.hits.size(), 1U);
  EXPECT_EQ(answer.hits[0].section, "附件2 三公经费说明.pdf");
  EXPECT_EQ(answer.hits[0].page, 3);
  EXPECT_EQ(answer.hits[0].snippet.marks.size(), 1U);
}

TEST_F(SearchIndex, marks_title_and_snippet) {
  add_city();
  const auto hit = index->query({.text = "缴存基数"}).hits.at(0);
  ASSERT_EQ(hit.title.marks.size(), 1U);
  EXPECT_EQ(hit.title.text.substr(hit.title.marks[0].first, hit.title.marks[0].second - hit.title.marks[0].first),
            "缴存基数");
  EXPECT_FALSE(hit.snippet.marks.empty());
}

TEST_F(SearchIndex, combines_single_characters_with_words) {
  add_city();
  EXPECT_EQ(ids("潮 台风"), Ids{18});
  EXPECT_EQ(index->query({.text = "潮 台风", .facets = true}).total, 1);
  EXPECT_EQ(index->query({.text = "潮", .facets = true}).total, 3);
}

TEST_F(SearchIndex, does_not_guess_when_only_a_filter_leaves_nothing) {
  add_city();
  const auto answer = index->query({.text = "公共租赁住房", .areas = {"望潮区"}, .facets = true});
  EXPECT_TRUE(answer.hits.empty());
  EXPECT_EQ(answer.total, 0);
  EXPECT_TRUE(answer.did_you_mean.empty());
  EXPECT_EQ(facet(answer, Dimension::area).values.size(), 0U);
  EXPECT_EQ(answer.found, Found::nothing);
}

TEST_F(SearchIndex, forgets_the_single_characters_of_the_first_attempt) {
  add_city();
  EXPECT_EQ(ids("谁 电动自行车怎么登记上牌"), Ids{20});
}

TEST_F(SearchIndex, keeps_the_order_of_days_even_for_a_document_number) {
  add_city();
  EXPECT_EQ(ids(Query{.text = "云政发〔2021〕12号", .sort = Sort::newest}), Ids{22});
  EXPECT_EQ(index->query({.text = "云政发〔2021〕012号", .facets = true}).total, 1);
}

TEST_F(SearchIndex, finds_a_long_phrase_exactly_where_it_stands) {
  add_city();
  auto near = titled(900, "别的公告");
  near.body = "家庭人均面积低于十五平方米的住房，持有居住证满一年。";
  add(near);
  EXPECT_EQ(ids("家庭人均住房面积低于十五平方米"), Ids{1});
  EXPECT_EQ(index->query({.text = "家庭人均住房面积低于十五平方米", .facets = true}).total, 1);
}

TEST_F(SearchIndex, says_what_it_did_with_the_query) {
  add_city();
  EXPECT_EQ(index->query({.text = "垃圾分类"}).found, Found::as_written);
  EXPECT_EQ(index->query({.text = "电动自行车怎么登记上牌"}).found, Found::without_question_words);
  EXPECT_EQ(index->query({.text = "shengtaihuanjing"}).found, Found::nothing);
  EXPECT_EQ(index->query({.text = "yunhai"}).found, Found::by_pinyin);
  EXPECT_EQ(index->query({.text = "完全不存在的词"}).found, Found::nothing);
}

TEST_F(SearchIndex, helps_with_spelling_by_sound_and_by_shape) {
  add_city();
  EXPECT_EQ(index->query({.text = "公积进"}).did_you_mean, "公积金");
  EXPECT_EQ(index->query({.text = "住房公基金"}).did_you_mean, "住房公积金");
  EXPECT_EQ(index->query({.text = "年度抱告"}).did_you_mean, "年度报告");
  EXPECT_EQ(index->query({.text = "公积金"}).did_you_mean, "");
}

TEST_F(SearchIndex, suggests_titles_by_characters_pinyin_and_initials) {
  add_city();
  const std::string wanted = "云海市图书馆延长开放时间的公告";
  for (const char* typed : {"图书", "图", "图书馆", "tushu", "tushug", "tsg", "云海市图"}) {
    const auto found = index->suggest(typed);
    EXPECT_NE(std::ranges::find(found, wanted, &Suggestion::title), found.end()) << typed;
  }
  EXPECT_TRUE(index->suggest("").empty());
}

TEST_F(SearchIndex, suggests_by_the_beginning_of_a_document_number_and_shows_validity) {
  add_city();
  for (const char* typed : {"云政发〔2016", "云政发2016", "云政发 2016 9"}) {
    const auto found = index->suggest(typed);
    ASSERT_EQ(found.size(), 1U) << typed;
    EXPECT_EQ(found[0].id, 3);
    EXPECT_EQ(found[0].validity, Validity::repealed);
    EXPECT_EQ(found[0].address, "/d/3");
  }
}

TEST_F(SearchIndex, never_suggests_what_is_unwelcome) {
  add_city();
  ASSERT_FALSE(index->suggest("图书").empty());
  index->set_words({.unwelcome = {"图书馆"}});
  EXPECT_TRUE(index->suggest("图书").empty());
  EXPECT_FALSE(ids("图书馆").empty());
}

TEST_F(SearchIndex, finds_a_document_on_every_site_that_shows_it) {
  auto shared = titled(1, "海滨公园开放公告");
  shared.also_on = {7, 8};
  shared.audiences = {"居民", "企业"};
  add(shared);
  add(titled(2, "北山公园开放公告"));
  for (const bool reopened : {false, true}) {
    if (reopened) index.reset(), open();
    EXPECT_EQ(ids(Query{.text = "公园", .sites = {7}}), Ids{1});
    EXPECT_EQ(ids(Query{.text = "公园", .sites = {1}}), (Ids{2, 1}));
    EXPECT_EQ(ids(Query{.text = "公园", .audiences = {"企业"}}), Ids{1});
    EXPECT_EQ(index->suggest("北山", 8, 7).size(), 0U);
    const auto answer = index->query({.text = "公园", .audiences = {"企业"}, .facets = true});
    EXPECT_EQ(facet(answer, Dimension::audience).values.size(), 2U);
    EXPECT_EQ(facet(answer, Dimension::site).values.size(), 3U);
  }
}

TEST_F(SearchIndex, shows_documents_by_their_ids_in_the_order_asked_for) {
  add_city();
  const std::int64_t wanted[] = {3, 9999, 1};
  const auto hits = index->documents(wanted);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].id, 3);
  EXPECT_EQ(hits[0].validity, Validity::repealed);
  EXPECT_EQ(hits[1].id, 1);
}

TEST_F(SearchIndex, uses_new_synonyms_at_once) {
  add_city();
  EXPECT_EQ(index->query({.text = "借书处"}).total, 0);
  index->set_words({.synonyms = {{"借书处", "图书馆"}}});
  EXPECT_EQ(ids("借书处"), Ids{21});
}

TEST_F(SearchIndex, answers_every_hostile_query) {
  add_city();
  std::string ten_kilobytes;
  while (ten_kilobytes.size() < 10'240) ten_kilobytes += "公开(\"";
  const std::string hostile[] = {"\"",
                                 "\"\"\"",
                                 "公开 AND",
                                 "NOT 公开",
                                 "OR",
                                 "(",
                                 "NEAR(",
                                 "*",
                                 "^",
                                 "公开*",
                                 "title : 公开",
                                 "a\0b公开",
                                 std::string("公\0开", 7),
                                 "\xFF\xFE\x80",
                                 "\xE4\xBA",
                                 ten_kilobytes,
                                 "，。！",
                                 "   ",
                                 "%_%",
                                 "'; DROP TABLE documents; --",
                                 std::string(300, 'q'),
                                 "的 一 是 不 了 人 我 在",
                                 "\xF4\x90\x80\x80",
                                 "😀😀"};
  for (const auto& text : hostile) {
    for (const bool facets : {false, true}) {
      Answer answer;
      ASSERT_NO_THROW(answer = index->query({.text = text, .offset = -5, .limit = 1000, .facets = facets})) << text;
      EXPECT_GE(answer.total, 0);
      for (const Hit& hit : answer.hits) EXPECT_TRUE(is_valid_utf8(hit.snippet.text));
    }
    ASSERT_NO_THROW(index->suggest(text));
  }
  EXPECT_EQ(index->statistics().documents, 24);
}

TEST_F(SearchIndex, takes_hostile_documents) {
  auto document = titled(1, "标题\xFF\xFE公开");
  document.body = std::string("正文\0里有零", 16) + std::string(100'000, 'x');
  document.number = "\"'〔〕";
  add(document);
  EXPECT_EQ(ids("公开"), Ids{1});
  remove(1);
  EXPECT_EQ(index->statistics().documents, 0);
  EXPECT_TRUE(index->check());
}

TEST_F(SearchIndex, waits_for_a_checkpoint) {
  EXPECT_FALSE(index->wait_for({0, 5}, std::chrono::milliseconds(1)));
  std::thread writer([&] { index->apply({}, {0, 5}); });
  EXPECT_TRUE(index->wait_for({0, 5}, std::chrono::seconds(20)));
  writer.join();
}

TEST_F(SearchIndex, readers_see_whole_commits_while_the_writer_works) {
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      std::int64_t last = 0;
      while (!done) {
        const auto answer = index->query({.text = "成对", .facets = true});
        if (answer.total % 2 != 0 || answer.total < last) ++wrong;
        last = answer.total;
      }
    });
  for (std::int64_t i = 0; i < 200; ++i) {
    const Change pair[] = {titled(2 * i + 1, "成对公告", Day::of(2025, 1, 1) + static_cast<int>(i % 7)),
                           titled(2 * i + 2, "成对公告")};
    index->apply(pair, {0, i + 1});
  }
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(index->query({.text = "成对", .facets = true}).total, 400);
}

TEST_F(SearchIndex, cuts_its_log_even_under_readers) {
  index = open_index({.file = file(), .log_limit_bytes = 200'000});
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) index->query({.text = "公告"});
  });
  std::int64_t largest = 0;
  for (std::int64_t i = 1; i <= 300; ++i) {
    add(titled(i, "公告" + std::to_string(i)));
    largest = std::max(largest, index->statistics().log_bytes);
  }
  done = true;
  reader.join();
  EXPECT_LT(largest, 2'000'000);
}

TEST_F(SearchIndex, optimizes_without_losing_anything) {
  for (std::int64_t i = 1; i <= 200; ++i) add(titled(i, "公告" + std::to_string(i)));
  index->optimize();
  EXPECT_EQ(index->query({.text = "公告", .facets = true}).total, 200);
  EXPECT_TRUE(index->check());
}

}  // namespace
}  // namespace gongkai::search
