// Exhaustive: every path through the wizard, every outcome, every row of both formats of the annual report.
#include "regulation/wizard.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/text.hpp"
#include "regulation/remedy.hpp"

namespace gongkai::regulation {
namespace {

using Path = std::vector<Choice>;

/// Calls f for every complete list of answers.
template <class F>
void each_path(const Path& taken, F&& f) {
  const auto at = evaluate(catalog_wizard(), catalog_outcomes(), taken).value();
  if (!at.question) return f(taken, at);
  for (const auto& answer : at.question->answers) {
    auto longer = taken;
    longer.push_back({at.question->id, answer.id});
    each_path(longer, f);
  }
}

std::string words_of(const Path& path) {
  std::string words;
  for (const auto& choice : path) words += choice.question + "=" + choice.answer + " ";
  return words;
}

TEST(Wizard, ends_every_path_in_exactly_one_outcome_or_one_thing_to_do_first) {
  int outcomes = 0, acts = 0;
  each_path({}, [&](const Path& path, const Standpoint& at) {
    ASSERT_NE(at.outcome != nullptr, !at.act.empty()) << words_of(path);
    ++(at.outcome ? outcomes : acts);
  });
  EXPECT_GT(outcomes, 100);
  EXPECT_GT(acts, 20);
}

TEST(Wizard, reaches_every_outcome) {
  std::set<std::string> reached;
  each_path({}, [&](const Path&, const Standpoint& at) {
    if (at.outcome) reached.insert(at.outcome->id);
  });
  for (const auto& outcome : catalog_outcomes().all()) EXPECT_TRUE(reached.contains(outcome.id)) << outcome.id;
}

TEST(Wizard, asks_in_the_order_of_the_seven_stages) {
  const std::vector<std::string> stages{"补不补", "是不是", "谁负责", "有没有", "给不给", "怎么给", "怎么答"};
  each_path({}, [&](const Path& path, const Standpoint& at) {
    std::ptrdiff_t before = 0;
    for (const auto& [question, answer] : at.path) {
      const auto stage = std::ranges::find(stages, question->stage) - stages.begin();
      ASSERT_LT(stage, std::ssize(stages)) << question->id;
      ASSERT_GE(stage, before) << words_of(path);
      before = stage;
    }
  });
}

TEST(Wizard, explains_every_answer_with_its_article) {
  for (const auto& question : catalog_wizard().questions())
    for (const auto& answer : question.answers) {
      EXPECT_FALSE(answer.explanation.empty()) << question.id << " " << answer.id;
      if (answer.id != "withdrawn" && answer.id != "ended") {
        EXPECT_FALSE(answer.article.empty()) << question.id << " " << answer.id;
      }
    }
}

// Art. 37 and the row itself: 区分处理的，只计这一情形，不计其他情形.
TEST(Wizard, counts_a_separated_answer_once_whatever_was_withheld) {
  int parts = 0;
  each_path({}, [&](const Path& path, const Standpoint& at) {
    if (!at.outcome || at.outcome->id != "part") return;
    ++parts;
    ASSERT_EQ(report_row(*at.outcome, Day::of(2026, 3, 2)), "r2");
    ASSERT_EQ(at.grounds.size(), 1u) << words_of(path);
  });
  EXPECT_GE(parts, 7);
}

TEST(Wizard, keeps_the_ground_of_a_refusal_and_forgets_it_when_all_is_given) {
  each_path({}, [](const Path& path, const Standpoint& at) {
    if (!at.outcome) return;
    if (at.outcome->refuses == Refusal::yes) {
      ASSERT_EQ(at.grounds, std::vector<Ground>{*at.outcome->ground}) << words_of(path);
    }
    if (at.outcome->id == "open") {
      ASSERT_TRUE(at.grounds.empty()) << words_of(path);
    }
  });
}

// Art. 14 says must not, Art. 16 may: only the latter can be weighed.
TEST(Article16, may_be_weighed_but_article_14_may_not) {
  for (const auto* id : {"E14b", "E14c"}) {
    const auto* answer = catalog_wizard().find("withhold")->find(id);
    EXPECT_TRUE(answer->next.starts_with("separate_")) << id;
  }
  for (const auto* id : {"E16_1", "E16_2", "E16_3"})
    EXPECT_NE(catalog_wizard().find("weigh_" + std::string(id))->find("open"), nullptr) << id;
}

TEST(Article32, the_third_party_is_asked_before_its_rights_decide) {
  EXPECT_EQ(catalog_wizard().find("withhold")->find("E15")->next, "third_party");
}

TEST(Wizard, refuses_answers_that_were_not_asked_for) {
  const auto evaluated = [](Path path) { return evaluate(catalog_wizard(), catalog_outcomes(), path); };
  EXPECT_EQ(evaluated({{"held", "found"}}).error().code, "regulation.question_not_asked");
  EXPECT_EQ(evaluated({{"complete", "perhaps"}}).error().code, "regulation.no_such_answer");
  EXPECT_EQ(evaluated({{"complete", "lapsed"}, {"volume", "reasonable"}}).error().code,
            "regulation.question_not_asked");
  EXPECT_EQ(evaluated({{"complete", "unclear"}})->act, "ask_correction");
}

TEST(Wizard, a_broken_list_is_refused) {
  const auto wizard = [](std::string_view questions) {
    return parse_wizard(R"({"first":"a","acts":{"do":"做"},"questions":[)" + std::string(questions) + "]}",
                        catalog_outcomes());
  };
  const auto question = [](std::string_view id, std::string_view end) {
    return R"({"id":")" + std::string(id) +
           R"(","stage":"是不是","text":"?","hint":"-","answers":[{"id":"x","label":"x","explanation":"x",)" +
           std::string(end) + "}]}";
  };
  EXPECT_TRUE(wizard(question("a", R"("outcome":"open")")));
  EXPECT_TRUE(wizard(question("a", R"("act":"do")")));
  EXPECT_FALSE(wizard(question("a", R"("outcome":"unheard_of")")));
  EXPECT_FALSE(wizard(question("a", R"("act":"unheard_of")")));
  EXPECT_FALSE(wizard(question("a", R"("next":"b")")));                   // dead end
  EXPECT_FALSE(wizard(question("a", R"("next":"a")")));                   // circle
  EXPECT_FALSE(wizard(question("a", R"("article":"x")")));                // no end at all
  EXPECT_FALSE(wizard(question("a", R"("outcome":"open","act":"do")")));  // two ends
  EXPECT_FALSE(
      wizard(question("a", R"("outcome":"open")") + "," + question("b", R"("outcome":"open")")));  // never asked
  EXPECT_FALSE(parse_wizard("[]", catalog_outcomes()));
}

const std::set<std::string> rows_of_both{"r1",   "r2",   "r3_1", "r3_2", "r3_3", "r3_4", "r3_5", "r3_6", "r3_7",
                                         "r3_8", "r4_1", "r4_2", "r4_3", "r5_1", "r5_2", "r5_3", "r5_4", "r5_5"};

std::set<std::string> rows_in(int year) {
  std::set<std::string> rows;
  for (const auto& outcome : catalog_outcomes().all()) rows.insert(report_row(outcome, Day::of(year, 6, 1)));
  return rows;
}

// 国办公开办函〔2019〕60号: 其他处理 is one row.
TEST(ReportFormat2019, has_an_outcome_for_each_of_its_19_rows) {
  auto rows = rows_of_both;
  rows.insert("r6");
  EXPECT_EQ(rows_in(2019), rows);
  EXPECT_EQ(rows_in(2020), rows);
}

// 国办公开办函〔2021〕30号: 其他处理 has three rows.
TEST(ReportFormat2021, has_an_outcome_for_each_of_its_21_rows) {
  auto rows = rows_of_both;
  rows.insert({"r6_1", "r6_2", "r6_3"});
  EXPECT_EQ(rows_in(2021), rows);
  EXPECT_EQ(rows_in(2026), rows);
}

TEST(Outcomes, are_found_by_their_id_and_answer_one_paragraph_each) {
  std::set<std::string> replies;
  for (const auto& outcome : catalog_outcomes().all()) {
    EXPECT_EQ(catalog_outcomes().find(outcome.id), &outcome);
    replies.insert(outcome.reply_id);
  }
  const std::set<std::string> expected{"R36_1", "R36_2", "R36_3", "R36_4", "R36_5", "R36_6", "R36_7", "R37",   "R38",
                                       "R30x",  "R30y",  "R39_1", "R39_2", "R35",   "Rconf", "Rfee",  "Rother"};
  EXPECT_EQ(replies, expected);
  EXPECT_EQ(catalog_outcomes().find("nothing"), nullptr);
}

TEST(Outcomes, a_broken_list_is_refused) {
  for (
      const auto* text :
      {"", "{}", R"({"outcomes":[]})", R"({"outcomes":[{"id":"a"}]})",
       R"({"outcomes":[{"id":"a","label":"a","reply":"R","row_2019":"r1","row_2021":"r1","refuses":"perhaps"}]})",
       R"({"outcomes":[{"id":"a","label":"a","reply":"R","row_2019":"r1","row_2021":"r1","refuses":"no","ground":"E99"}]})"})
    EXPECT_FALSE(parse_outcomes(text)) << text;
}

}  // namespace
}  // namespace gongkai::regulation
