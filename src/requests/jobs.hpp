// What happens to requests without anybody asking: alarms, new dates after a change of the calendar, old drafts.
#pragma once
#include "base/work_calendar.hpp"
#include "platform/feed/follower.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"

namespace gongkai::requests {

struct Moved {
  CaseId id{};
  std::string number{};
  Day from{};
  Day to{};
};
/// The open requests whose due day the newest notice of the year moved, against the notice before it.
std::vector<Moved> moved_by(Services& services, int year, Day today);
/// Writes the move into each case and tells its people; a second run for the same version does nothing more.
Result<std::vector<Moved>> tell_of_moves(Context& context, int year, std::int64_t version);

/// Unread, unconfirmed, idle, soon due, overdue: tells the unit, then its head and the city's office. Returns how many
/// things were told.
Result<int> raise_alarms(Context& context);

void add_jobs(jobs::Runner& runner, Services& services);
/// Queues the job that tells whose term a change of the calendar moved.
feed::Consumer consumer(Services& services);
/// Keeps the queue of this node: after its own commits, and for what other nodes changed.
void follow(Services& services, const std::vector<feed::Change>& changes);

/// Hours of working days between two moments: a weekend alarms nobody.
std::int64_t working_hours(Instant from, Instant to, const WorkCalendar& calendar);

}  // namespace gongkai::requests
