#include "regulation/rules.hpp"

#include <gtest/gtest.h>

namespace gongkai::regulation {
namespace {

TEST(Rules, of_the_regulation_of_2019_hold_from_its_first_day) {
  EXPECT_EQ(catalog_rules().on(Day::of(2019, 5, 14)).terms.reply, 15);  // before the revision
  EXPECT_EQ(catalog_rules().on(Day::of(2019, 5, 15)).terms.reply, 20);  // Regulation Art. 33(2), in force by Art. 56
}

TEST(Rules, of_fees_hold_from_2021) {
  EXPECT_TRUE(catalog_rules().on(Day::of(2020, 12, 31)).tariff.items.empty());
  EXPECT_FALSE(catalog_rules().on(Day::of(2021, 1, 1)).tariff.items.empty());
}

TEST(Rules, the_oldest_set_answers_for_days_before_it) {
  EXPECT_EQ(&catalog_rules().on(Day::of(1999, 1, 1)), &catalog_rules().sets().front());
}

// What the law does not say is marked, with its source, for whoever reviews it.
TEST(Rules, name_the_source_of_every_number_that_no_article_gives) {
  for (const auto* value : {"correction_days", "confirm_days", "payment_days", "after_payment", "tariff.items",
                            "tariff.item_steps", "tariff.pages"}) {
    const auto& list = catalog_rules().provenance();
    const auto found = std::ranges::find(list, value, &Provenance::value);
    ASSERT_NE(found, list.end()) << value;
    EXPECT_TRUE(found->mark == "U" || found->mark == "V2");
    EXPECT_FALSE(found->source.empty());
  }
}

TEST(Rules, a_later_set_keeps_what_it_does_not_change) {
  const auto rules = parse_rules(
      R"({"sets":[{"from":"2019-05-15","title":"a","payment_days":30},{"from":"2020-01-01","title":"b"}]})");
  EXPECT_EQ(rules->on(Day::of(2020, 6, 1)).payment_days, 30);
}

TEST(Rules, refuse_what_cannot_be_meant) {
  for (const auto* text :
       {"", "{}", R"({"sets":[]})", R"({"sets":[{"title":"a"}]})", R"({"sets":[{"from":"2019-05-15"}]})",
        R"({"sets":[{"from":"2019-05-15","title":"a","payment_days":0}]})",
        R"({"sets":[{"from":"2019-05-15","title":"a","after_payment":"perhaps"}]})",
        R"({"sets":[{"from":"2019-05-15","title":"a","terms":{"reply":20}}]})",
        R"({"sets":[{"from":"2020-05-15","title":"a"},{"from":"2019-05-15","title":"b"}]})",
        R"({"sets":[{"from":"2019-05-15","title":"a","tariff":{"items":[{"above":5,"each":1}],"pages":[]}}]})"})
    EXPECT_FALSE(parse_rules(text)) << text;
}

}  // namespace
}  // namespace gongkai::regulation
