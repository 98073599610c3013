// The case tables of cases/*.csv, for the tests: one line a case, written so that a lawyer can read it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "regulation/clock.hpp"

namespace gongkai::regulation::testing {

struct CaseLine {
  std::string place;  // file:line
  std::map<std::string, std::string> columns;
  const std::string& at(const std::string& column) const { return columns.at(column); }
};

/// All lines of all files whose name begins with `prefix`.
std::vector<CaseLine> case_lines(const std::string& prefix);
/// 2026-02-10 收到申请；2026-03-05 发出征求意见函 第三方 c1 送达2026-03-06；…
History history_of(const CaseLine& line);
/// "" is the catalog's calendar, another name one of cases/calendars.json.
const WorkCalendar& calendar_named(const std::string& name);
inline const WorkCalendar& official() {
  return calendar_named("");
}

}  // namespace gongkai::regulation::testing
