// The rows that the platform fills by itself.
#pragma once
#include "platform/db/session.hpp"
#include "site_report/model.hpp"

namespace gongkai::site_report {

Counts count_rows(db::Session& session, const Form& form, const directory::Site& site, std::int64_t year);
/// The report of the year as it stands now.
Sheet load_sheet(db::Session& session, const Form& form, const directory::Site& site, std::int64_t year);

}  // namespace gongkai::site_report
