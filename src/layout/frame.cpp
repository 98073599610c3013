#include "layout/frame.hpp"

#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::layout {

namespace {

constexpr std::size_t most_entries = 8;  // of the navigation

Frame frame_of(std::shared_ptr<const Group> group, const directory::Site& site, const http::Request& request) {
  Frame frame = bare_frame(request);
  frame.site = site;
  frame.columns = group->columns_of(site.id);
  frame.appearance = appearance_of(site.theme);
  http::Recorder::note("layout");
  http::Recorder::note("site:" + to_text(site.id));
  const bool own_host = !frame.site.host.empty() && request.host == frame.site.host;
  if (!frame.site.slug.empty() && !own_host) {
    frame.base = "/s/" + frame.site.slug;
    if (const auto* main = group->find_slug("")) frame.home_name = main->name;
  }
  frame.navigation = {{frame.base + "/", std::string(i18n::text("portal.home"))}};
  for (const auto& column : frame.columns)
    if (!column.parent && !column.is_closed() && frame.navigation.size() < most_entries)
      frame.navigation.push_back({frame.base + "/c/" + column.slug, column.name});
  frame.notices = directory::standing_on(group->notices, site.id, request.received);
  frame.group = std::move(group);
  return frame;
}

}  // namespace

Result<Frame> load_frame(Services& services, const http::Request& request) {
  auto group = group_of(services);
  const directory::Site* site = nullptr;
  if (const auto slug = request.param("site"); !slug.empty()) {
    site = group->find_slug(slug);
    if (!site) return refuse(FaultKind::not_found, "http.not_found");
  } else {
    site = group->find_host(request.host);
    if (!site) site = group->find_slug("");
  }
  if (!site) return refuse(FaultKind::unavailable, "portal.no_site");
  return frame_of(std::move(group), *site, request);
}

Result<Frame> load_frame(Services& services, SiteId id, const http::Request& request) {
  auto group = group_of(services);
  const auto* site = group->find(id);
  if (!site) return refuse(FaultKind::not_found, "http.not_found");
  return frame_of(std::move(group), *site, request);
}

Frame bare_frame(const http::Request& request) {
  Frame frame;
  frame.site.name = i18n::text("portal.unnamed_site");
  frame.origin = (request.secure ? "https://" : "http://") + request.host;
  frame.path = request.path;
  if (!request.raw_query.empty()) frame.path += "?" + request.raw_query;
  frame.reading = parse_reading(request.cookies.get("reading"));
  return frame;
}

}  // namespace gongkai::layout
