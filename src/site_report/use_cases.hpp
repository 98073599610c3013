// What the office does with 政府网站工作年度报表: editors fill it in, whoever releases publishes it.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "site_report/rules.hpp"

namespace gongkai::site_report {

inline constexpr std::string_view may_fill = "readers.answer", may_publish = "content.release";
inline constexpr std::int64_t first_year = 2018;  // of the rule

/// Keeps what was written; a row with neither value nor note is empty again. Returns the new version.
Result<std::int64_t> fill(Context& context, SiteId site, std::int64_t year, const std::vector<Entry>& entries,
                          std::int64_t version);

/// Counts once more, looks whether all is there and true, and freezes it: from now on the public sees exactly this. A further
/// edition is a correction and says why. Returns the number of the edition.
Result<std::int64_t> publish(Context& context, SiteId site, std::int64_t year, std::string_view reason,
                             std::int64_t version);

/// The cached pages of the reports that changed.
void invalidate(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::site_report
