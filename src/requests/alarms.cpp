#include "casework/notices.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/log/log.hpp"
#include "requests/jobs.hpp"
#include "requests/queue.hpp"
#include "requests/store.hpp"

namespace gongkai::requests {

namespace {

struct Alarm {
  const Entry* entry = nullptr;
  std::string kind{};
  std::string once{};
  json::object facts{};
  bool upwards = false;  // also the unit above
};

/// What is wrong with one case at this moment.
std::vector<Alarm> alarms_of(const Entry& entry, const WorkCalendar& calendar, Instant now) {
  const auto& limits = settings();
  std::vector<Alarm> alarms;
  const auto add = [&](std::string kind, std::string mark, json::object facts, bool upwards = false) {
    auto once = fmt::format("{} {} {}", kind, to_text(entry.id), mark);
    alarms.push_back({&entry, std::move(kind), std::move(once), std::move(facts), upwards});
  };
  const auto today = now.day();
  if (entry.stage == "unconfirmed" && entry.confirm_by && *entry.confirm_by < today)
    add("unconfirmed", "", {{"by", to_text(*entry.confirm_by)}});
  const auto hours = working_hours(entry.waiting_since, now, calendar);
  const auto since = std::to_string(entry.waiting_since.micros);
  if (entry.stage == "unsigned" && hours >= limits.escalate_hours) add("escalated", since, {{"hours", hours}}, true);
  else if (entry.stage == "unsigned" && hours >= limits.unread_hours) add("unread", since, {{"hours", hours}});
  if (entry.stage == "handling" && working_hours(entry.last_act_at, now, calendar) >= limits.idle_hours)
    add("idle", std::to_string(entry.last_act_at.micros), {{"hours", limits.idle_hours}});
  if (entry.reply_due && entry.colour == Colour::red)
    add("due_soon", to_text(*entry.reply_due), {{"due", to_text(*entry.reply_due)}});
  if (entry.reply_due && entry.colour == Colour::overdue)
    add("overdue", to_text(*entry.reply_due), {{"due", to_text(*entry.reply_due)}}, true);
  return alarms;
}

Result<void> raise(Transaction& tx, const Alarm& alarm) {
  const auto of = casework::find(tx.db(), *tx.context().services.vault, alarm.entry->id);
  if (!of || !of->is_open()) return {};
  tx.about("case", of->id.value, of->unit);
  casework::tell(tx, *of, alarm.kind, of->unit, of->assignee, alarm.facts, alarm.once);
  if (!alarm.upwards) return {};
  // The head of the unit and the city's office have the same notice, at the unit and at the top of the tree.
  if (of->assignee) casework::tell(tx, *of, alarm.kind, of->unit, {}, alarm.facts, alarm.once + " unit");
  if (const auto top = parse_id(of->unit_path.substr(1, of->unit_path.find('/', 1) - 1)))
    casework::tell(tx, *of, alarm.kind, UnitId{*top}, {}, alarm.facts, alarm.once + " city");
  return {};
}

}  // namespace

std::int64_t working_hours(Instant from, Instant to, const WorkCalendar& calendar) {
  std::int64_t micros = 0;
  for (auto day = from.day(); day <= to.day(); ++day) {
    if (!calendar.is_workday(day)) continue;
    const auto begin = std::max(from, start_of(day)), end = std::min(to, start_of(day + 1));
    if (end > begin) micros += end.micros - begin.micros;
  }
  return micros / 3'600'000'000;
}

Result<int> raise_alarms(Context& context) {
  const auto calendar = context.services.calendars->current();
  const auto entries = queue_of(context.services).all(context.services, context.today());
  std::vector<Alarm> alarms;
  for (const auto& entry : entries)
    for (auto& alarm : alarms_of(*entry, *calendar, context.now())) alarms.push_back(std::move(alarm));
  for (const auto& alarm : alarms)
    if (!context.database().read([&](db::Session& s) { return store::is_told(s, alarm.once); }))
      CHECK_OK(in_transaction(context, "requests.alarm", [&](Transaction& tx) -> Result<void> {
        tx.open_to_all();
        return raise(tx, alarm);
      }));
  return static_cast<int>(alarms.size());
}

}  // namespace gongkai::requests
