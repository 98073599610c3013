// A site with its unit, and the years that have a report.
#pragma once
#include "directory/api.hpp"
#include "site_report/use_cases.hpp"

namespace gongkai::site_report {

struct Place {
  directory::Site site;
  directory::Unit unit;
};

inline Result<Place> place_of(db::Session& session, SiteId id, std::int64_t year, Day today) {
  auto site = directory::find_site(session, id);
  auto unit = site ? directory::find_unit(session, site->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "column.site_unknown");
  if (year < first_year || year > today.year())
    return refuse(FaultKind::not_found, "site_report.no_such_year", {}, {{"first", std::to_string(first_year)}});
  return Place{*std::move(site), *std::move(unit)};
}

}  // namespace gongkai::site_report
