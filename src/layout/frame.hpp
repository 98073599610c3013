// What is around every public page, and how the site of a request is found.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "content/api.hpp"
#include "directory/model.hpp"
#include "directory/notice_bar.hpp"
#include "layout/appearance.hpp"
#include "layout/group.hpp"
#include "layout/reading.hpp"
#include "platform/html/components.hpp"
#include "platform/http/message.hpp"

namespace gongkai::layout {

using html::Link;

struct Frame {
  directory::Site site;
  std::string base;    // "" or "/s/<slug>": put before the addresses of this site
  std::string origin;  // "https://www.example.org", for canonical links and feeds
  std::string path;    // of this page with its query, to come back to after a change of mode
  Reading reading;
  Appearance appearance{};
  std::vector<Link> navigation;
  std::shared_ptr<const Group> group{};
  std::span<const content::Column> columns{};  // of the site, in the group
  std::vector<directory::NoticeBar> notices{};
  std::string home_name;  // of the main site, shown on the others; "" on the main site itself
};

/// The name=content pairs of 国办发〔2017〕47号, beside the site's own three.
using MetaTags = std::vector<std::pair<std::string, std::string>>;

struct Head {
  std::string title;  // without the site's name
  std::string description;
  std::string canonical;  // path; "" for pages that search engines should leave alone
  MetaTags meta;
  std::string image{};      // path, for sharing
  std::vector<Link> feeds;  // title and address
  std::vector<Link> trail;  // breadcrumb behind "首页"; empty on the home page
  std::string current;      // address of the entry of the navigation that is current
  bool english = false;     // the frame, too, is in English
};

/// The site of the path's {site} parameter, of the host, or the city's main one.
Result<Frame> load_frame(Services& services, const http::Request& request);
/// Of the site itself, for what has one address whatever its site: documents, issues of the gazette.
Result<Frame> load_frame(Services& services, SiteId site, const http::Request& request);
/// For pages that must be drawn although the database is away.
Frame bare_frame(const http::Request& request);

}  // namespace gongkai::layout
