// The calendar that travels in the binary, for commands that work without a database.
#pragma once
#include "base/assets.hpp"
#include "base/work_calendar.hpp"

namespace gongkai::app {

inline Result<WorkCalendar> catalog_calendar() {
  const auto file = assets::find("catalog/holidays.json");
  if (!file) return refuse(FaultKind::not_found, "calendar.unreadable", {}, {{"place", "catalog/holidays.json"}});
  return WorkCalendar(TRY(parse_calendar(*file)));
}

}  // namespace gongkai::app
