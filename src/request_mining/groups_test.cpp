#include "request_mining/groups.hpp"

#include <gmock/gmock.h>

#include <random>

namespace gongkai::request_mining {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* road = "滨河路改造工程2025年中标公告和合同";

Granted granted(std::int64_t id, std::string person, std::string description = road, Day on = Day::of(2026, 3, 2)) {
  return {.id = CaseId{id},
          .unit = UnitId{1},
          .closed_on = on,
          .description = std::move(description),
          .people = {std::move(person)}};
}
std::vector<Group> groups(const std::vector<Granted>& all) {
  return groups_of(all, settings());
}

// Regulation Art. 44(1): several applicants asked the same body for the same information.
TEST(Article44, sends_what_three_applicants_were_given_to_the_queue) {
  const auto found = groups({granted(1, "a"), granted(2, "b"), granted(3, "c")});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].cases, ElementsAre(CaseId{1}, CaseId{2}, CaseId{3}));
  EXPECT_EQ(found[0].applicants, 3);
}

TEST(Article44, counts_an_applicant_once_however_often_they_asked) {
  EXPECT_THAT(groups({granted(1, "a"), granted(2, "b"), granted(3, "a"), granted(4, "b")}), IsEmpty());
}

TEST(Article44, knows_an_applicant_by_any_of_their_marks) {
  auto by_phone = granted(3, "id-a2");
  by_phone.people = {"id-a2", "phone-a"};
  auto first = granted(1, "id-a");
  first.people = {"id-a", "phone-a"};
  EXPECT_THAT(groups({first, granted(2, "b"), by_phone}), IsEmpty());
}

TEST(Article44, counts_those_who_left_no_mark_for_themselves) {
  auto nobody = granted(3, "");
  nobody.people.clear();
  EXPECT_THAT(groups({granted(1, "a"), granted(2, "b"), nobody}), SizeIs(1));
}

TEST(Article44, looks_at_one_year) {
  const auto last = Day::of(2026, 3, 2);
  EXPECT_THAT(groups({granted(1, "a", road, Day::of(2025, 3, 2)), granted(2, "b"), granted(3, "c", road, last)}),
              IsEmpty());
  EXPECT_THAT(groups({granted(1, "a", road, Day::of(2025, 3, 3)), granted(2, "b"), granted(3, "c", road, last)}),
              SizeIs(1));
}

TEST(Article44, is_about_one_body) {
  auto elsewhere = granted(3, "c");
  elsewhere.unit = UnitId{2};
  EXPECT_THAT(groups({granted(1, "a"), granted(2, "b"), elsewhere}), IsEmpty());
}

TEST(Groups, hang_together_by_the_same_file_whatever_the_words) {
  auto a = granted(1, "a", "学区划分的会议记录"), b = granted(2, "b", "哪些小区划入实验小学"),
       c = granted(3, "c", "入学政策依据");
  EXPECT_THAT(groups({a, b, c}), IsEmpty());
  for (auto* one : {&a, &b, &c}) one->files = {"sha"};
  const auto found = groups({a, b, c});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_TRUE(found[0].same_file);
}

TEST(Groups, leave_out_what_is_not_alike) {
  EXPECT_THAT(groups({granted(1, "a"), granted(2, "b"), granted(3, "c", "公租房配租名单")}), IsEmpty());
}

TEST(Years, end_with_their_day) {
  EXPECT_EQ(begin_of_year_to(Day::of(2026, 3, 2)), Day::of(2025, 3, 3));
  EXPECT_EQ(begin_of_year_to(Day::of(2024, 2, 29)), Day::of(2023, 3, 1));
}

class AnyRequests : public ::testing::TestWithParam<unsigned> {
 protected:
  std::vector<Granted> some() {
    std::mt19937 random(GetParam());
    const std::vector<std::string> descriptions{road, "滨河路改造工程2025年中标公告", "公租房配租名单",
                                                "公租房的配租名单", "学区划分依据"};
    std::vector<Granted> all;
    for (std::int64_t id = 1; id <= 24; ++id) {
      auto one =
          granted(id, std::string(1, static_cast<char>('a' + random() % 8)),
                  descriptions[random() % descriptions.size()], Day::of(2025, 1, 1) + static_cast<int>(random() % 600));
      one.unit = UnitId{static_cast<std::int64_t>(1 + random() % 2)};
      if (random() % 6 == 0) one.files = {"file" + std::to_string(random() % 3)};
      all.push_back(std::move(one));
    }
    return all;
  }
};

TEST_P(AnyRequests, make_the_same_groups_in_any_order) {
  auto all = some();
  const auto before = groups(all);
  std::mt19937 random(GetParam() + 1000);
  std::ranges::shuffle(all, random);
  EXPECT_EQ(groups(all), before);
}

TEST_P(AnyRequests, do_not_gain_applicants_by_asking_again) {
  auto all = some();
  const auto before = groups(all);
  auto twice = all;
  for (auto one : all) {
    one.id = CaseId{one.id.value + 100};
    twice.push_back(std::move(one));
  }
  const auto after = groups(twice);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i].applicants, before[i].applicants);
}

TEST_P(AnyRequests, never_lose_a_group_by_one_more_request) {
  auto all = some();
  const auto before = groups(all);
  all.push_back(granted(99, "z"));
  const auto after = groups(all);
  for (const auto& group : before)
    EXPECT_TRUE(std::ranges::any_of(after, [&](const Group& now) {
      return std::ranges::includes(now.cases, group.cases) && now.applicants >= group.applicants;
    }));
}

TEST_P(AnyRequests, stand_in_one_group_at_most) {
  std::set<CaseId> seen;
  for (const auto& group : groups(some()))
    for (const auto id : group.cases) EXPECT_TRUE(seen.insert(id).second);
}
INSTANTIATE_TEST_SUITE_P(All, AnyRequests, ::testing::Range(1U, 41U));

TEST(Settings, refuse_a_broken_catalog) {
  EXPECT_THROW(parse_settings("{}", R"({"words":[]})"), std::runtime_error);
  EXPECT_THROW(parse_settings("[", "["), std::runtime_error);
}

}  // namespace

}  // namespace gongkai::request_mining
