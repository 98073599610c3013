#include "directory/notice_bar.hpp"

namespace gongkai {
template <>
struct db::Columns<directory::NoticeBar> {
  using Bar = directory::NoticeBar;
  static constexpr auto list = std::tuple{db::column("id", &Bar::id),           db::column("site", &Bar::site),
                                          db::column("words", &Bar::words),     db::column("address", &Bar::address),
                                          db::column("urgent", &Bar::urgent),   db::column("first_at", &Bar::first_at),
                                          db::column("last_at", &Bar::last_at), db::column("made_by", &Bar::made_by),
                                          db::column("version", &Bar::version)};
};
}  // namespace gongkai

namespace gongkai::directory {
namespace {
#define BAR_FIELDS "id, site, words, address, urgent, first_at, last_at, made_by, version"

const db::Query all_bars{"directory.notice_bars",
                         "SELECT " BAR_FIELDS " FROM notice_bar ORDER BY last_at DESC, id DESC"};
const db::Query bar_by_id{"directory.notice_bar_by_id", "SELECT " BAR_FIELDS " FROM notice_bar WHERE id = $1"};
const db::Query insert_bar{"directory.insert_notice_bar",
                           "INSERT INTO notice_bar (" BAR_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const db::Query update_bar{"directory.update_notice_bar",
                           "UPDATE notice_bar SET site = $2, words = $3, address = $4, urgent = $5, first_at = $6, "
                           "last_at = $7, made_by = $8, "
                           "version = version + 1 WHERE id = $1 AND version = $9"};
const db::Query remove_bar{"directory.remove_notice_bar", "DELETE FROM notice_bar WHERE id = $1"};
}  // namespace

std::vector<NoticeBar> standing_on(const std::vector<NoticeBar>& all, SiteId site, Instant now) {
  std::vector<NoticeBar> bars;
  for (const auto& bar : all)
    if ((!bar.site || bar.site == site) && bar.first_at <= now && now < bar.last_at) bars.push_back(bar);
  const auto order = [](const NoticeBar& bar) { return std::tuple(bar.urgent, bar.first_at, bar.id.value); };
  std::ranges::sort(bars, std::greater{}, order);
  return bars;
}

namespace store {

std::vector<NoticeBar> notice_bars(db::Session& session) {
  return session.all<NoticeBar>(all_bars);
}
std::optional<NoticeBar> find_notice_bar(db::Session& session, NoticeBarId id) {
  return session.one<NoticeBar>(bar_by_id, id);
}
void insert_notice_bar(db::Session& session, const NoticeBar& b) {
  session.exec(insert_bar, b.id, b.site, b.words, b.address, static_cast<std::int64_t>(b.urgent), b.first_at, b.last_at,
               b.made_by, b.version);
}
bool update_notice_bar(db::Session& session, const NoticeBar& b) {
  return session.exec(update_bar, b.id, b.site, b.words, b.address, static_cast<std::int64_t>(b.urgent), b.first_at,
                      b.last_at, b.made_by, b.version) == 1;
}
void remove_notice_bar(db::Session& session, NoticeBarId id) {
  session.exec(remove_bar, id);
}

}  // namespace store

}  // namespace gongkai::directory
