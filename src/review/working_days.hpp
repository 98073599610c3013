// The calendar in force; without one (in small tests) weekends alone are off.
#pragma once
#include "platform/calendar/calendars.hpp"

namespace gongkai::review {

inline std::shared_ptr<const WorkCalendar> working_days(const Services& services) {
  return services.calendars ? services.calendars->current() : std::make_shared<const WorkCalendar>();
}

}  // namespace gongkai::review
