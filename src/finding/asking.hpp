// What a reader asks: the parameters of /search and /api/search as a question to the index, and back as an address.
#pragma once
#include <string>
#include <string_view>

#include "directory/model.hpp"
#include "platform/http/message.hpp"
#include "platform/search/index.hpp"

namespace gongkai::finding {

inline constexpr int hits_a_page = 10;
inline constexpr int deepest_page = 100;  // the index goes 1,000 hits deep

struct Asked {
  search::Query query{};
  int page = 1;
  SiteId site{};          // whose pages alone are searched; none: all sites
  bool filtered = false;  // by anything beside the words and the site
};

/// `site` narrows the question unless it says where=all; where=site narrows it to `home` when there is no `site`.
Asked asked_of(const http::Request& request, SiteId site, SiteId home);

/// The parameters of the question in one fixed order, without the page and without those that say nothing; "" or
/// "?q=…". `without`: one value of one parameter, or all of a parameter when the value is "".
std::string parameters_of(const http::Request& request, std::string_view without = {}, std::string_view value = {});

}  // namespace gongkai::finding
