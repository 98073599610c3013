// All open cases of this node, in memory, with their clocks: read once, kept up by the change feed, counted anew when the
// day or the calendar changes. A desk with ten thousand cases answers from here.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "platform/transaction/transaction.hpp"
#include "requests/rules.hpp"

namespace gongkai::requests {

struct Entry {
  CaseId id{};
  const casework::Kind* kind = nullptr;
  std::string number{};
  UnitId unit{};
  std::string unit_path{};
  std::vector<std::string> beside{};  // paths of the units that help
  PersonId assignee{};
  std::string channel{};
  std::string applicant_kind{};
  Day opened_on{};
  std::optional<Day> received_on{};
  std::int64_t version = 0;
  std::string stage{};
  Instant last_act_at{};
  Instant waiting_since{};  // entered its stage then
  regulation::History history{};

  // As of the day on which it was counted.
  Colour colour = Colour::none;
  std::optional<regulation::State> state{};
  std::optional<Day> reply_due{};
  int remaining = 0;
  bool provisional = false;
  std::optional<Day> confirm_by{};
};

struct QueueFilter {
  std::string unit_path{};  // "" is all that the actor may see
  std::string kind{};
  std::string stage{};
  std::string colour{};
  UnitId unit{};  // with it the reach says how much of unit_path: "" all, "own" that unit, "below" the units below it
  std::string reach{};
  PersonId assignee{};
  bool unassigned = false;
  std::string number{};  // its beginning
};

class Queue {
 public:
  using Entries = std::vector<std::shared_ptr<const Entry>>;

  /// What the actor may see, the most urgent first: by remaining working days; what waits or stands still comes last.
  Entries find(const Services& services, Day today, const auth::Actor& actor, const QueueFilter& filter);
  /// Everything, for jobs.
  Entries all(const Services& services, Day today);
  /// Topics "case" and "calendar"; "unit" reads everything again, because paths changed.
  void follow(const Services& services, const std::vector<feed::Change>& changes);

 private:
  void make_current(const Services& services, Day today);
  void load(const Services& services);
  void reload(const Services& services, CaseId id);
  void recount(const WorkCalendar& calendar, Day today);

  std::mutex m_changing;              // one at a time reads the database and replaces entries
  mutable std::shared_mutex m_mutex;  // the entries
  std::map<CaseId, std::shared_ptr<const Entry>> m_entries;
  bool m_loaded = false;
  Day m_today{};
};

inline Queue& queue_of(Services& services) {
  return services.parts.of<Queue>();
}

/// Fills in what depends on the day and the calendar.
void count(Entry& entry, const WorkCalendar& calendar, Day today);
bool is_more_urgent(const Entry& a, const Entry& b);

}  // namespace gongkai::requests
