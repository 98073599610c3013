// Graded queries over the documents of cases/: what comes first, what else is found, what must not be.
#include <algorithm>

#include "base/text.hpp"
#include "platform/search/search_fixture.hpp"

namespace gongkai::search {
namespace {

std::vector<std::int64_t> numbers(std::string_view list) {
  std::vector<std::int64_t> found;
  for (const auto word : split(list, ' '))
    if (!word.empty()) found.push_back(std::stoll(std::string(word)));
  return found;
}

class Relevance : public SearchTest {};

TEST_F(Relevance, puts_the_right_document_first_for_every_graded_query) {
  add_city();
  const auto table = read_case_file("relevance.csv");
  int graded = 0;
  for (const auto line : split(table, '\n')) {
    const auto cells = split(line, ',');
    if (cells.size() < 4 || cells[0] == "query") continue;
    SCOPED_TRACE(std::string(line));
    const auto found = ids(std::string(cells[0]));
    const auto holds = [&](std::int64_t id) { return std::find(found.begin(), found.end(), id) != found.end(); };
    for (const auto first : numbers(cells[1])) EXPECT_EQ(found.empty() ? 0 : found.front(), first);
    for (const auto also : numbers(cells[2])) EXPECT_TRUE(holds(also)) << also;
    for (const auto never : numbers(cells[3])) EXPECT_FALSE(holds(never)) << never;
    ++graded;
  }
  EXPECT_GE(graded, 20);
}

}  // namespace
}  // namespace gongkai::search
