#include "casework/kinds.hpp"

#include <gmock/gmock.h>

#include <set>

namespace gongkai::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view small_kind = R"({"id":"k","name":"案","number":"{day}","read_permission":"p","stages":[
  {"id":"open","name":"办理"},{"id":"done","name":"办结","open":false}],"acts":[
  {"id":"begin","name":"收","to":"open"},{"id":"note","name":"记","from":["*"]},{"id":"end","name":"结","from":["open"],"to":"done"}]})";

std::string refusal_of(std::string text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
  try {
    parse_kind(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

TEST(Kinds, of_the_catalog_are_sound_and_have_names_of_their_own) {
  std::set<std::string> ids;
  for (const auto& kind : kinds()) EXPECT_TRUE(ids.insert(kind.id).second) << kind.id;
  EXPECT_GE(ids.size(), 7u);
}

TEST(Kinds, lead_from_every_open_stage_to_an_end) {
  for (const auto& kind : kinds())
    for (const auto& stage : kind.stages) {
      if (!stage.is_open) continue;
      std::set<std::string> reached{stage.id};
      for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const auto& act : kind.acts)
          for (const auto& from : act.from)
            if (reached.contains(from) && !act.to.empty()) reached.insert(act.to);
      }
      const bool ends = std::ranges::any_of(reached, [&](const auto& id) { return !kind.find_stage(id)->is_open; });
      EXPECT_TRUE(ends) << kind.id << " " << stage.id;
    }
}

TEST(Kinds, let_every_case_be_handed_over) {
  for (const auto& kind : kinds()) EXPECT_TRUE(kind.find_act("handed_over")) << kind.id;
}

TEST(Kinds, are_refused_with_an_act_into_nowhere) {
  EXPECT_THAT(refusal_of(std::string(small_kind), R"("to":"done")", R"("to":"gone")"), HasSubstr("unknown stage"));
  EXPECT_THAT(refusal_of(std::string(small_kind), R"("from":["open"])", R"("from":["x"])"), HasSubstr("unknown stage"));
}

TEST(Kinds, are_refused_when_an_act_is_declared_twice) {
  EXPECT_THAT(refusal_of(std::string(small_kind), R"("id":"note")", R"("id":"end")"), HasSubstr("twice"));
}

TEST(Kinds, are_refused_without_a_beginning) {
  EXPECT_THAT(refusal_of(std::string(small_kind), R"("name":"收",)", R"("name":"收","from":["done"],)"),
              HasSubstr("begins"));
}

TEST(Kinds, are_refused_when_they_are_no_json) {
  EXPECT_THROW(parse_kind("{"), std::runtime_error);
  EXPECT_THROW(parse_kind("[]"), std::runtime_error);
  EXPECT_THROW(parse_kind(R"({"id":1})"), std::runtime_error);
}

TEST(Stage, is_where_the_last_act_led_that_leads_anywhere) {
  const auto kind = parse_kind(small_kind);
  EXPECT_EQ(stage_after(kind, {}), "");
  EXPECT_EQ(stage_after(kind, {{.act = "begin"}, {.act = "note"}}), "open");
  EXPECT_EQ(stage_after(kind, {{.act = "begin"}, {.act = "end"}, {.act = "note"}}), "done");
}

TEST(Acts, are_allowed_by_the_table_alone) {
  const auto kind = parse_kind(small_kind);
  EXPECT_FALSE(why_not(kind, "", "begin"));
  EXPECT_EQ(why_not(kind, "open", "begin")->code, "case.act_not_now");
  EXPECT_FALSE(why_not(kind, "done", "note"));
  EXPECT_EQ(why_not(kind, "", "note")->code, "case.act_not_now") << "nothing is noted before it begins";
  EXPECT_EQ(why_not(kind, "done", "end")->code, "case.act_not_now");
  EXPECT_EQ(why_not(kind, "open", "nonsense")->code, "case.act_unknown");
}

TEST(Facts, that_are_missing_are_empty) {
  const Event event{.facts = {{"day", "2026-03-02"}, {"number", 7}}};
  EXPECT_EQ(day_fact(event, "day"), Day::of(2026, 3, 2));
  EXPECT_EQ(number_fact(event, "number"), 7);
  EXPECT_EQ(text_fact(event, "nothing"), "");
  EXPECT_EQ(number_fact(event, "day"), 0);
  EXPECT_FALSE(day_fact(event, "number"));
}

}  // namespace
}  // namespace gongkai::casework
