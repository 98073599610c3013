#include "requests/queue.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "casework/cases.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/store.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

namespace {

std::vector<casework::Event> plain_events(std::vector<store::OpenEvent>::const_iterator first,
                                          std::vector<store::OpenEvent>::const_iterator last) {
  std::vector<casework::Event> events;
  for (; first != last; ++first) {
    casework::Event event{.act = first->act, .on = first->on, .at = first->at, .party = first->party};
    if (first->facts != "{}")
      if (auto facts = json::parse(first->facts); facts && facts->is_object()) event.facts = facts->get_object();
    events.push_back(std::move(event));
  }
  return events;
}

Entry entry_of(const store::OpenRow& row, const std::vector<casework::Event>& events) {
  Entry entry{.id = row.id,
              .kind = &casework::kind_of(row.kind),
              .number = row.number,
              .unit = row.unit,
              .unit_path = row.unit_path,
              .assignee = row.assignee,
              .channel = row.channel,
              .applicant_kind = row.applicant_kind,
              .opened_on = row.opened_on,
              .received_on = row.received_on,
              .version = row.version};
  entry.stage = casework::stage_after(*entry.kind, events);
  if (!events.empty()) entry.last_act_at = events.back().at;
  for (const auto& event : events)
    if (const auto* act = entry.kind->find_act(event.act); act && !act->to.empty()) entry.waiting_since = event.at;
  if (const auto channel = regulation::parse_channel(row.channel); channel && row.kind == kind::request)
    entry.history = history_of(*channel, events);
  return entry;
}

bool covers(const auth::Actor& actor, const Entry& entry) {
  if (actor.may(permission::read, entry.unit_path) || (entry.assignee && entry.assignee == actor.person)) return true;
  return std::ranges::any_of(entry.beside, [&](const auto& path) { return actor.may(permission::read, path); });
}

bool fits(const Entry& entry, const QueueFilter& filter) {
  if (!filter.unit_path.empty() && !entry.unit_path.starts_with(filter.unit_path)) return false;
  if (filter.reach == "own" && entry.unit != filter.unit) return false;
  if (filter.reach == "below" && entry.unit == filter.unit) return false;
  if (!filter.kind.empty() && entry.kind->id != filter.kind) return false;
  if (!filter.stage.empty() && entry.stage != filter.stage) return false;
  if (!filter.colour.empty() && id_of(entry.colour) != filter.colour) return false;
  if (filter.assignee && entry.assignee != filter.assignee) return false;
  if (filter.unassigned && entry.assignee) return false;
  return filter.number.empty() || entry.number.starts_with(filter.number);
}

int rank(const Entry& entry) {
  if (entry.stage == "unconfirmed") return 1;
  if (!entry.state) return 2;
  return *entry.state == regulation::State::running ? 0 : 3;
}

}  // namespace

void count(Entry& entry, const WorkCalendar& calendar, Day today) {
  if (entry.history.events.empty()) return;
  const auto& rules = regulation::catalog_rules();
  const auto reading = regulation::clock(entry.history, calendar, rules, std::max(today, entry.opened_on));
  entry.state.reset();
  entry.reply_due.reset();
  entry.confirm_by =
      regulation::confirm_by(entry.history.channel, entry.opened_on, calendar, rules.on(entry.opened_on).confirm_days);
  entry.colour = colour_of(entry.stage, reading ? &*reading : nullptr, settings());
  if (!reading || entry.stage == "unconfirmed") return;
  entry.state = reading->state;
  entry.reply_due = reading->reply_due;
  entry.remaining = reading->remaining_working_days;
  entry.provisional = reading->provisional;
}

bool is_more_urgent(const Entry& a, const Entry& b) {
  const auto key = [](const Entry& e) { return std::tuple(rank(e), e.state ? e.remaining : 0, e.opened_on, e.id); };
  return key(a) < key(b);
}

Queue::Entries Queue::find(const Services& services, Day today, const auth::Actor& actor, const QueueFilter& filter) {
  make_current(services, today);
  Entries found;
  {
    const std::shared_lock lock(m_mutex);
    for (const auto& [id, entry] : m_entries)
      if (fits(*entry, filter) && covers(actor, *entry)) found.push_back(entry);
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) { return is_more_urgent(*a, *b); });
  return found;
}

Queue::Entries Queue::all(const Services& services, Day today) {
  make_current(services, today);
  const std::shared_lock lock(m_mutex);
  Entries found;
  for (const auto& [id, entry] : m_entries) found.push_back(entry);
  return found;
}

void Queue::make_current(const Services& services, Day today) {
  {
    const std::shared_lock lock(m_mutex);
    if (m_loaded && m_today == today) return;
  }
  const std::scoped_lock changing(m_changing);
  if (!m_loaded) load(services);
  if (m_today != today) recount(*services.calendars->current(), today);
}

void Queue::load(const Services& services) {
  std::map<CaseId, std::shared_ptr<const Entry>> entries;
  services.database.read([&](db::Session& session) {
    const auto events = store::open_events(session);
    std::unordered_map<CaseId, std::vector<std::string>> beside;
    for (auto& [id, path] : store::units_beside_open(session)) beside[id].push_back(std::move(path));
    auto at = events.begin();
    for (const auto& row : store::open_cases(session)) {
      while (at != events.end() && at->case_id < row.id) ++at;
      auto end = at;
      while (end != events.end() && end->case_id == row.id) ++end;
      auto entry = std::make_shared<Entry>(entry_of(row, plain_events(at, end)));
      if (const auto found = beside.find(row.id); found != beside.end()) entry->beside = found->second;
      at = end;
      entries.emplace(row.id, std::move(entry));
    }
  });
  const std::unique_lock lock(m_mutex);
  m_entries = std::move(entries);
  m_loaded = true;
  m_today = {};
}

void Queue::reload(const Services& services, CaseId id) {
  std::shared_ptr<Entry> entry;
  services.database.read([&](db::Session& session) {
    const auto row = store::open_case(session, id);
    if (!row) return;
    const auto events = store::events_of(session, id);
    entry = std::make_shared<Entry>(entry_of(*row, plain_events(events.begin(), events.end())));
    entry->beside = store::units_beside_case(session, id);
  });
  if (entry) count(*entry, *services.calendars->current(), m_today);
  const std::unique_lock lock(m_mutex);
  if (entry) m_entries[id] = std::move(entry);
  else m_entries.erase(id);
}

void Queue::recount(const WorkCalendar& calendar, Day today) {
  auto entries = [&] {
    const std::shared_lock lock(m_mutex);
    return m_entries;
  }();
  for (auto& [id, entry] : entries) {
    auto fresh = std::make_shared<Entry>(*entry);
    count(*fresh, calendar, today);
    entry = std::move(fresh);
  }
  const std::unique_lock lock(m_mutex);
  m_entries = std::move(entries);
  m_today = today;
}

void Queue::follow(const Services& services, const std::vector<feed::Change>& changes) {
  const std::scoped_lock changing(m_changing);
  if (!m_loaded) return;
  for (const auto& change : changes) {
    if (change.topic == casework::topic) reload(services, CaseId{change.object});
    if (change.topic == calendar::topic && services.calendars) recount(*services.calendars->current(), m_today);
    if (change.topic == "unit") m_loaded = false;
  }
}

}  // namespace gongkai::requests
