// 飘窗: a bar on top of the pages of one site or of all. Every public page reads them, so they live with the sites.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "directory/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai {
using NoticeBarId = Id<struct NoticeBarTag>;
}

namespace gongkai::directory {

struct NoticeBar {
  NoticeBarId id{};
  SiteId site{};  // 0: on every site
  std::string words{};
  std::string address{};
  bool urgent = false;
  Instant first_at{};
  Instant last_at{};  // the first moment without it
  std::string made_by{};
  std::int64_t version = 1;
};

/// Those that stand on the site's pages at the moment, the urgent ones first.
std::vector<NoticeBar> standing_on(const std::vector<NoticeBar>& all, SiteId site, Instant now);

namespace store {
std::vector<NoticeBar> notice_bars(db::Session& session);  // all, the latest period first
std::optional<NoticeBar> find_notice_bar(db::Session& session, NoticeBarId id);
void insert_notice_bar(db::Session& session, const NoticeBar& bar);
bool update_notice_bar(db::Session& session, const NoticeBar& bar);  // false when somebody else was faster
void remove_notice_bar(db::Session& session, NoticeBarId id);
}  // namespace store

}  // namespace gongkai::directory
