// What the search page shows, as plain data.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "finding/asking.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::finding {

struct Option {
  std::string value, label;
  std::int64_t count = 0;
  bool chosen = false;
};
struct FacetView {
  std::string name;  // of the query parameter
  std::string title;
  bool single = false;  // one choice at most
  std::vector<Option> options{};
};

/// A filter that is set, and the address of the same question without it.
struct Chosen {
  std::string label;
  std::string parameters;
};

struct SearchView {
  Asked asked{};
  search::Answer answer{};
  std::vector<search::Hit> recommended{};  // best bets, on the first page
  std::map<std::int64_t, std::string> units{};
  std::vector<FacetView> facets{};
  std::vector<Chosen> chosen{};
  // Help when nothing is found: how much there would be otherwise.
  std::int64_t without_filters = 0;
  std::int64_t everywhere = 0;
  int pages = 1;
};

/// Asks the index and counts the question.
SearchView load_search(Services& services, const http::Request& request, const Asked& asked);

}  // namespace gongkai::finding
