// The public pages of the gazette.
#pragma once
#include "gazette/model.hpp"
#include "layout/page.hpp"
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::gazette {

struct HomeView {
  std::int64_t year = 0;  // 0: all
  std::vector<std::int64_t> years;
  std::vector<Issue> issues;
};
struct IssueView {
  Issue issue;
  std::vector<Article> articles;
  std::vector<content::Attachment> files;
  std::vector<Page> pages;
};

std::string home_page(const layout::Frame& frame, const HomeView& view);
std::string issue_page(const layout::Frame& frame, const IssueView& view);
std::string scan_page(const layout::Frame& frame, const IssueView& view, const Page& page);

void add_public_routes(http::Router& router, Services& services);

}  // namespace gongkai::gazette
