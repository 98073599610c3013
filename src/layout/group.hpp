// The group of sites as every page needs it: sites, their columns, what hangs on top of them. In memory while the platform
// runs; a change of any of it drops the whole, which is small.
#pragma once
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "content/api.hpp"
#include "directory/model.hpp"
#include "directory/notice_bar.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::layout {

struct Group {
  std::vector<directory::Site> sites;  // in their order
  std::map<SiteId, std::vector<content::Column>> columns;
  std::vector<directory::NoticeBar> notices;  // also those that are over or to come

  const directory::Site* find(SiteId id) const;
  const directory::Site* find_slug(std::string_view slug) const;  // "" is the main site
  const directory::Site* find_host(std::string_view host) const;
  std::span<const content::Column> columns_of(SiteId site) const;
};

/// As this thread's session sees it, or from memory.
std::shared_ptr<const Group> group_of(Services& services);
/// Once when the platform is put together, then after each commit and for the changes of other nodes: before the cached
/// pages go, so that none is drawn from what was.
void follow(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::layout
