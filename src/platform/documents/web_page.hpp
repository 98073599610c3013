// What an article page of a foreign site says: by the selectors given, by the meta tags that government sites must carry
// (国办发〔2017〕47号), and by what such pages look like.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/records.hpp"

namespace gongkai::documents {

struct WebPage {
  std::string title{};
  std::string day{};                 // YYYY-MM-DD, "" when the page says none
  std::string origin{};              // 来源
  std::string column{};              // ColumnName
  std::string body{};                // markup; links and images to files of the site point to "site:/path"
  std::vector<std::string> files{};  // those paths, each once
};

/// `path` is the page's place in the site: relative links are resolved against it. An empty title or body: no article.
WebPage read_web_page(std::string_view html, std::string_view path, const Selectors& selectors);

/// "a/b/../c.pdf" beside the page "x/y.html"; "" for other hosts, scripts and what leaves the site.
std::string resolve_in_site(std::string_view address, std::string_view page);
/// The first 2024-03-01, 2024/3/1, 2024.03.01 or 2024年3月1日 of the text, as 2024-03-01.
std::string first_day(std::string_view text);

}  // namespace gongkai::documents
