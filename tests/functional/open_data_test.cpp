#include "tests/functional/exercises.hpp"

namespace gongkai::testing {

void do_open_data(City& city) {
  Clerk reader(city, "fabu");  // nobody needs to log in; a clerk's answers are held against the description
  const auto page = reader.get("/open/documents?limit=2");
  ASSERT_EQ(page.status, 200) << page.text;
  const auto id = std::string(page.at("items").as_array().at(0).at("id").as_string());
  EXPECT_EQ(reader.get("/open/documents/" + id).status, 200);
  EXPECT_EQ(reader.get("/open/documents/0000000000001").status, 404);
  EXPECT_EQ(reader.get("/open/documents?from=yesterday").status, 422);
  EXPECT_EQ(reader.get("/open/withdrawn?since=2026-01-01").status, 200);
  EXPECT_EQ(reader.get("/open/withdrawn?since=x").status, 422);
}

}  // namespace gongkai::testing
