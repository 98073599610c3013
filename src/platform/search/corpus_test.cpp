// Relevance on real texts: the statutes of the corpus, where it is present. Nothing of it is kept in the project.
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "base/text.hpp"
#include "platform/search/search_fixture.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {

std::filesystem::path corpus_file() {
  const char* named = std::getenv("GONGKAI_LAWS");
  return named != nullptr ? named : GONGKAI_SOURCE_DIR "/../shared/corpus/laws.jsonl.gz";
}

std::vector<Document> read_laws(std::size_t most) {
  std::vector<Document> laws;
  const std::string command = "gzip -dc '" + corpus_file().string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  char* line = nullptr;
  std::size_t capacity = 0;
  for (ssize_t size; laws.size() < most && (size = getline(&line, &capacity, pipe.get())) > 0;) {
    const auto law = boost::json::parse(std::string_view(line, static_cast<std::size_t>(size)));
    Document document{.id = static_cast<std::int64_t>(laws.size()) + 1, .kind = "law", .site = 1};
    document.category = law.at("category").as_string();
    document.title = law.at("title").as_string();
    document.body = shorten(std::string_view(law.at("body").as_string()), 6000);
    if (law.at("date").is_string())
      document.day = parse_day(std::string_view(law.at("date").as_string())).value_or(Day{});
    laws.push_back(std::move(document));
  }
  free(line);
  return laws;
}

class Statutes : public SearchTest {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(corpus_file()))
      GTEST_SKIP() << "no corpus at " << corpus_file() << " (set GONGKAI_LAWS)";
    SearchTest::SetUp();
    laws = read_laws(700);
    index->rebuild([&](const Sink& sink) {
      for (const Document& law : laws) sink(law);
      return Checkpoint{0, 1};
    });
  }
  std::vector<Document> laws;
};

TEST_F(Statutes, are_found_first_by_their_title) {
  int right = 0, asked = 0;
  for (std::size_t i = 0; i < laws.size(); i += 5) {
    if (form_of(laws[i].title).size() < 4 || form_of(laws[i].title).size() > 58) continue;
    const auto answer = index->query({.text = laws[i].title, .snippets = false});
    ++asked;
    right += !answer.hits.empty() && answer.hits[0].title.text == laws[i].title ? 1 : 0;
  }
  EXPECT_GE(right, asked * 97 / 100) << right << " of " << asked;
}

TEST_F(Statutes, that_are_found_hold_the_query_and_none_is_missed) {
  for (const char* text :
       {"行政处罚",   "行政许可", "听证",         "信息公开", "河道管理", "养老",         "市容环境", "烟花爆竹",
        "消费者权益", "人民调解", "公共租赁住房", "大气污染", "应急预案", "环境影响评价", "机动车",   "消防",
        "国有土地",   "未成年人", "工伤",         "知识产权", "食品安全", "招标投标"}) {
    const auto phrase = form_of(text);
    std::int64_t truth = 0;
    for (const Document& law : laws)
      truth += find_phrase(form_of(law.title), phrase) != phrase.npos ||
                       find_phrase(form_of(law.body), phrase) != phrase.npos
                   ? 1
                   : 0;
    index->set_words({});
    const auto answer = index->query({.text = text, .facets = true});
    EXPECT_EQ(answer.found == Found::as_written ? answer.total : 0, truth) << text;
    bool text_only = false;
    for (const Hit& hit : answer.hits) {
      EXPECT_FALSE(text_only && !hit.title.marks.empty())
          << text << ": a title hit behind a hit in the text: " << hit.title.text;
      text_only = text_only || hit.title.marks.empty();
    }
  }
}

}  // namespace
}  // namespace gongkai::search
