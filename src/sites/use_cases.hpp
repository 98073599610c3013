// What the editors of a site do. `sites.content` over a unit's site is theirs; what stands on every site needs it over the
// whole platform.
#pragma once
#include "content/use_cases.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"
#include "sites/rules.hpp"

namespace gongkai::sites {

/// Adds the columns of the set that the site does not have yet. Returns how many those were.
Result<std::int64_t> add_column_set(Context& context, SiteId site, std::string_view set);

Result<NoticeBarId> add_notice_bar(Context& context, const NoticeBarFields& fields);
Result<void> change_notice_bar(Context& context, NoticeBarId id, const NoticeBarFields& fields, std::int64_t version);
Result<void> remove_notice_bar(Context& context, NoticeBarId id);

/// Makes the column a topic of that owner, or gives it to another one.
Result<void> keep_topic(Context& context, ColumnId column, UnitId owner, std::int64_t version);
/// It stays readable and says that it is not maintained any more.
Result<void> archive_topic(Context& context, ColumnId column, std::string_view note, std::int64_t version);
/// The monthly look: links, order, what is out of date. Once a month; a second one replaces the first.
Result<void> check_topic(Context& context, ColumnId column, std::string_view note);

/// Colour, mark, corners and home page of the site; a colour on which white text could not be read is refused.
Result<void> set_appearance(Context& context, SiteId site, const AppearanceFields& fields, std::int64_t version);

/// Knocks at the address of every open external column. `private_too` is for tests.
Result<void> visit_columns(Context& context, const probe::Limits& limits = {});

void add_jobs(jobs::Runner& runner, Services& services);
/// Once when the platform is put together, then before the cached pages go: what is kept in memory of the topics.
void follow(Services& services, const std::vector<feed::Change>& changes);
/// Pages with a notice bar or a topic that changed.
void invalidate(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::sites
