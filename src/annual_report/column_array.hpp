// The column array: all years with reports, every cell a column over all units, in the memory of this node. Read once when
// the feed's follower starts, kept up from then on; two thousand units over ten years are added up without the database.
//
// Until it is read, and inside transactions, the same columns are read from the database (year_reading.hpp).
// A million requests take 32 MB, two thousand units about 8 MB a year.
#pragma once
#include <map>
#include <mutex>
#include <shared_mutex>

#include "annual_report/year_reading.hpp"
#include "platform/feed/follower.hpp"
#include "remedies/store.hpp"

namespace gongkai::annual_report {

class ColumnArray {
 public:
  /// Everything, as the snapshot has it.
  void rebuild(db::Session& snapshot);
  /// After a commit, on the committing thread: cases and reports are read again. Units that moved make the array wait for
  /// the follower. Never inside a session: it would answer with what was.
  void hear(const Services& services, const std::vector<feed::Change>& changes);
  /// From the follower: the same, and everything anew when units have moved.
  void take(const Services& services, const std::vector<feed::Change>& changes, const std::string& position);
  std::string position() const;
  void keep_position(const std::string& position);
  /// Reads everything again at the next change; until then the database answers.
  void distrust();

  /// Calls f(year, the year before or null) while nothing changes; false when the array does not have the year.
  template <class F>
  bool with_year(db::Session& session, Services& services, int year, F&& f) {
    if (!bring_documents(session, services, year)) return false;
    const std::shared_lock lock(m_mutex);
    const auto& years = m_held.years;
    const auto found = m_loaded ? years.find(year) : years.end();
    if (found == years.end()) return false;
    const auto before = years.find(year - 1);
    f(found->second.columns, before == years.end() ? nullptr : &before->second.columns);
    return true;
  }

 private:
  struct Block {
    YearColumns columns;
    std::shared_ptr<const policy::Library> counted{};  // in columns
  };
  struct Held {
    std::vector<directory::Unit> units{};
    std::vector<Counted> requests{};  // by their ids
    std::map<CaseId, remedies::store::Found> remedies{};
    std::map<int, Block> years{};

    /// Made from the requests and remedies when it is not there yet.
    Block& of(int year);
  };

  bool bring_documents(db::Session& session, Services& services, int year);
  void reload(const Services& services, CaseId id);
  void replace(CaseId id, const std::optional<Counted>& request);
  void replace(CaseId id, std::optional<remedies::store::Found> remedy);
  void replace(ReportOfYear report);
  bool have_units_moved(db::Session& session) const;

  std::mutex m_changing;              // one at a time reads the database and changes the array
  mutable std::shared_mutex m_mutex;  // what stands below
  bool m_loaded = false;
  std::string m_position;
  Held m_held;
};

inline ColumnArray& array_of(Services& services) {
  return services.parts.of<ColumnArray>();
}

/// The follower's way to the array of this node.
feed::Consumer consumer(Services& services);
void hear(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::annual_report
