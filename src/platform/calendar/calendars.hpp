// The working calendar of the installation: the years of catalog/holidays.json, and over them what the office entered.
#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "base/work_calendar.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::calendar {

/// One entered version of a year; version 0 is the catalog's.
struct YearVersion {
  std::int64_t version = 0;
  CalendarYear year{};
  Instant changed_at{};
  std::string changed_by{};
};

/// Holds the calendar in force for everybody; cheap to ask, replaced as a whole.
class Calendars {
 public:
  explicit Calendars(db::Database& database);
  std::shared_ptr<const WorkCalendar> current() const;
  /// Reads the database again: after a change on this node, and when the feed tells of one on another.
  void reload();

 private:
  db::Database& m_database;
  mutable std::mutex m_mutex;
  std::shared_ptr<const WorkCalendar> m_current;
};

/// All versions of a year, newest first, the catalog's last if it has one.
std::vector<YearVersion> versions_of(db::Database& database, int year);

/// Enters a year's notice (permission system.manage); `expected_version` is what the editor saw. Announces "calendar" to
/// the feed, so that open terms are counted anew.
Result<std::int64_t> set_year(Context& context, const CalendarYear& year, std::int64_t expected_version);

json::object to_json(const CalendarYear& year);

inline constexpr std::string_view topic = "calendar";

}  // namespace gongkai::calendar
