#include "layout/group.hpp"

#include "directory/api.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/transaction/kept.hpp"

namespace gongkai::layout {

namespace {

Group read_group(db::Session& session) {
  const http::Recorder unnoted;  // a page must not go with the columns of all sites
  Group group{.sites = directory::sites(session)};
  for (const auto& site : group.sites) group.columns.emplace(site.id, content::columns(session, site.id));
  group.notices = directory::store::notice_bars(session);
  return group;
}

const directory::Site* found_in(const std::vector<directory::Site>& sites, auto member, const auto& value) {
  const auto found = std::ranges::find(sites, value, member);
  return found == sites.end() ? nullptr : &*found;
}

}  // namespace

const directory::Site* Group::find(SiteId id) const {
  return found_in(sites, &directory::Site::id, id);
}
const directory::Site* Group::find_slug(std::string_view slug) const {
  return found_in(sites, &directory::Site::slug, slug);
}
const directory::Site* Group::find_host(std::string_view host) const {
  return host.empty() ? nullptr : found_in(sites, &directory::Site::host, host);
}
std::span<const content::Column> Group::columns_of(SiteId site) const {
  const auto found = columns.find(site);
  return found == columns.end() ? std::span<const content::Column>{} : std::span(found->second);
}

std::shared_ptr<const Group> group_of(Services& services) {
  return services.parts.of<Kept<Group>>().get(services.database, read_group);
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  const auto concerns = [](const feed::Change& change) {
    return change.topic == "site" || change.topic == "column" || change.topic == "notice_bar";
  };
  if (changes.empty() || std::ranges::any_of(changes, concerns)) services.parts.of<Kept<Group>>().forget();
}

}  // namespace gongkai::layout
