// A request by the internet on the running server, from the guide to the progress, and what stands nowhere.
#include <gmock/gmock.h>

#include "tests/functional/citizen.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

Given hand_in(City& city, const std::string& description = "望潮街雨水管网改造的竣工图") {
  Citizen citizen(city);
  return hand_in(citizen, {{"name", "柳九九"}, {"document_number", "11010519491231002X"}, {"phone", "13900009999"}},
                 description);
}

}  // namespace

/// Two of one wording by the internet; the officer of the city sees them side by side.
void do_similar_requests(City& city) {
  const auto first = hand_in(city, "望海路雨水管网改造2024年的竣工图");
  const auto second = hand_in(city, "望海路雨水管网改造2025年的竣工图");
  Clerk officer(city, "gongkaiban");
  const auto found = officer.get("/api/requests?number=" + second.number);
  ASSERT_EQ(found.at("items").as_array().size(), 1u) << found.text;
  const auto path = "/api/requests/" + std::string(found.at("items").as_array()[0].at("id").as_string()) + "/similar";
  const auto similar = officer.get(path);
  ASSERT_EQ(similar.status, 200) << similar.text;
  const auto& nearest = similar.at("items").as_array().at(0);
  EXPECT_EQ(nearest.at("number").as_string(), first.number);
  EXPECT_EQ(nearest.at("only_here").as_array().at(0).as_string(), "2025");
  EXPECT_EQ(nearest.at("only_there").as_array().at(0).as_string(), "2024");
  EXPECT_EQ(officer.get("/api/requests/0000000000000/similar").status, 404);
  EXPECT_EQ(visit(city, path).status, 401);
}

TEST(SimilarRequests, stand_side_by_side_with_the_words_that_differ) {
  City city(db::Engine::sqlite);
  do_similar_requests(city);
}

TEST(Applicants, are_handed_a_receipt_and_follow_their_request) {
  City city(db::Engine::sqlite);
  const auto given = hand_in(city);
  ASSERT_FALSE(given.number.empty());
  Citizen citizen(city);
  citizen.open("/requests/track");
  const auto wrong = citizen.send("/requests/track", {{"number", given.number}, {"proof", "13911111111"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, Not(HasSubstr("望潮街")));
  EXPECT_EQ(citizen.send("/requests/track", {{"number", given.number}, {"proof", given.code}}).status, 303);
  const auto page = citizen.open("/requests/case");
  EXPECT_THAT(page.body, HasSubstr("望潮街雨水管网改造的竣工图"));
  EXPECT_THAT(page.header("cache-control"), HasSubstr("no-store"));
  for (const char* path : {"/requests/case", "/requests/received", "/requests/check"})
    EXPECT_THAT(visit(city, path).body, Not(HasSubstr("望潮街"))) << path;
  EXPECT_EQ(visit(city, "/requests/receipt.pdf").status, 303);
  EXPECT_EQ(visit(city, "/consultations/AAAAAAAAAAAAAAAAAAAAAAAAAAA").status, 404);
}

TEST(Applicants, cannot_be_made_to_send_from_another_site) {
  City city(db::Engine::sqlite);
  const auto answer =
      HttpClient(city.port())
          .send({.method = "POST",
                 .target = "/requests/office",
                 .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Sec-Fetch-Site", "cross-site"}},
                 .body = "unit=x"});
  EXPECT_EQ(answer.status, 403);
}

}  // namespace gongkai::testing
