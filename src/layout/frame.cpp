#include "layout/frame.hpp"

#include "content/api.hpp"
#include "directory/api.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::layout {

Frame frame_of(db::Session& session, directory::Site site, const http::Request& request) {
  Frame frame = bare_frame(request);
  frame.site = std::move(site);
  http::Recorder::note("layout");
  const bool own_host = !frame.site.host.empty() && request.host == frame.site.host;
  if (!frame.site.slug.empty() && !own_host) {
    frame.base = "/s/" + frame.site.slug;
    if (const auto main = directory::find_site_by_slug(session, "")) frame.home_name = main->name;
  }
  frame.navigation = {{frame.base + "/", std::string(i18n::text("portal.home"))}};
  frame.columns = content::columns(session, frame.site.id);
  for (const auto& column : frame.columns)
    if (!column.parent && !column.is_closed() && frame.navigation.size() < 8)
      frame.navigation.push_back({frame.base + "/c/" + column.slug, column.name});
  frame.notices = directory::notice_bars_at(session, frame.site.id, request.received);
  return frame;
}

Result<Frame> load_frame(db::Session& session, const http::Request& request) {
  std::optional<directory::Site> site;
  if (const auto slug = request.param("site"); !slug.empty()) {
    site = directory::find_site_by_slug(session, slug);
    if (!site) return refuse(FaultKind::not_found, "http.not_found");
  } else {
    site = directory::find_site_by_host(session, request.host);
    if (!site) site = directory::find_site_by_slug(session, "");
  }
  if (!site) return refuse(FaultKind::unavailable, "portal.no_site");
  return frame_of(session, *std::move(site), request);
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
