// Relevance on real texts: the statutes of the corpus, where it is present. Nothing of it is kept in the project.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "platform/search/judging.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {

std::filesystem::path corpus_file() {
  const char* named = std::getenv("GONGKAI_LAWS");
  return named != nullptr ? named : GONGKAI_SOURCE_DIR "/../shared/corpus/laws.jsonl.gz";
}

std::vector<Document> read_laws(std::size_t most, std::size_t characters = 6000) {
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
    document.body = shorten(std::string_view(law.at("body").as_string()), characters);
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

/// All of them, the beginnings alone: enough to have every title compete with every other.
class AllStatutes : public SearchTest {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(corpus_file())) GTEST_SKIP() << "no corpus at " << corpus_file();
    SearchTest::SetUp();
    laws = read_laws(10'000, 1500);
    index->rebuild([&](const Sink& sink) {
      for (const Document& law : laws) sink(law);
      return Checkpoint{0, 1};
    });
  }
  /// Grade 1 goes to every title with the words; a version that is there twice has the same grade.
  void complete(Judgement& judgement) const {
    judgement.grades.erase(judgement.last);
    for (const Document& law : laws)
      if (!judgement.last.empty() && law.title.contains(judgement.last)) judgement.grades.emplace(law.title, 1);
  }
  std::vector<Document> laws;
};

TEST_F(AllStatutes, are_found_in_the_order_that_people_would_give_them) {
  Mean all;
  fmt::print("| query | kind | nDCG@10 | grades |\n|---|---|---|---|\n");
  for (auto judgement : judgements("law_judgements.txt", ';')) {
    complete(judgement);
    auto answer = index->query({.text = judgement.query, .limit = 20, .snippets = false, .related = true});
    std::ranges::move(answer.related, std::back_inserter(answer.hits));
    std::vector<int> grades;
    std::set<std::string> seen;  // versions of one statute count once
    for (const Hit& hit : answer.hits) {
      if (!seen.insert(hit.title.text).second) continue;
      const auto grade = judgement.grades.find(hit.title.text);
      grades.push_back(grade == judgement.grades.end() ? 0 : grade->second);
    }
    all.add(ndcg(grades, judgement));
    std::string first;
    for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i) first += std::to_string(grades[i]);
    fmt::print("| {} | {} | {:.3f} | {} |\n", judgement.query, judgement.kind, ndcg(grades, judgement), first);
  }
  fmt::print("| all | | {:.3f} | |\n", all.value());
  EXPECT_GE(all.value(), 0.85);
}

}  // namespace
}  // namespace gongkai::search
