// A notice of holidays moves terms that run. Which ones follows from counting with the calendar before and after it.
#include "casework/notices.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/log/log.hpp"
#include "requests/desk.hpp"
#include "requests/jobs.hpp"
#include "requests/queue.hpp"

namespace gongkai::requests {

namespace {

/// The calendar in force, but with the notice that the year had before; without one the year is provisional.
WorkCalendar calendar_before(const Services& services, int year) {
  const auto versions = calendar::versions_of(services.database, year);
  std::vector<CalendarYear> years;
  for (const auto& [number, kept] : services.calendars->current()->years())
    if (number != year) years.push_back(kept);
  if (versions.size() > 1) years.push_back(versions[1].year);
  return WorkCalendar(std::move(years));
}

Result<void> tell(Transaction& tx, const Moved& moved, int year, std::int64_t version) {
  auto desk = open_desk(tx.db(), tx.context().services, moved.id, tx.context().today());
  if (!desk || !desk->of.is_open()) return {};
  for (const auto& event : desk->events)
    if (event.act == "due_moved" && casework::number_fact(event, "year") == year &&
        casework::number_fact(event, "version") == version)
      return {};
  const json::object facts{
      {"year", year}, {"version", version}, {"from", to_text(moved.from)}, {"to", to_text(moved.to)}};
  CHECK_OK(casework::append(tx, desk->of, {.act = "due_moved", .on = desk->today, .facts = facts}));
  casework::tell(tx, desk->of, "due_moved", desk->of.unit, desk->of.assignee, facts,
                 fmt::format("due_moved {} {} {}", to_text(moved.id), year, version));
  return {};
}

constexpr std::size_t at_once = 200;  // cases in one transaction: others write in between

}  // namespace

std::vector<Moved> moved_by(Services& services, int year, Day today) {
  const auto before = calendar_before(services, year);
  const auto after = services.calendars->current();
  std::vector<Moved> moved;
  for (const auto& entry : queue_of(services).all(services, today)) {
    if (!entry->state) continue;
    Entry old = *entry, fresh = *entry;
    count(old, before, today);
    count(fresh, *after, today);
    if (old.reply_due && fresh.reply_due && *old.reply_due != *fresh.reply_due)
      moved.push_back({entry->id, entry->number, *old.reply_due, *fresh.reply_due});
  }
  return moved;
}

Result<std::vector<Moved>> tell_of_moves(Context& context, int year, std::int64_t version) {
  const auto moved = moved_by(context.services, year, context.today());
  for (std::size_t first = 0; first < moved.size(); first += at_once) {
    const auto last = std::min(first + at_once, moved.size());
    CHECK_OK(in_transaction(context, "requests.due_moved", [&](Transaction& tx) -> Result<void> {
      tx.open_to_all();
      for (auto i = first; i < last; ++i) CHECK_OK(tell(tx, moved[i], year, version));
      return {};
    }));
  }
  log::info("the notice of {} (version {}) moved the term of {} open requests", year, version, moved.size());
  return moved;
}

}  // namespace gongkai::requests
