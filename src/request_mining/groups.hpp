// 依申请转主动: which granted requests asked for the same information. Pure; the order of the cases makes no difference.
#pragma once
#include <string>
#include <vector>

#include "casework/model.hpp"
#include "request_mining/settings.hpp"

namespace gongkai::request_mining {

/// A request that was granted, wholly or in part.
struct Granted {
  CaseId id{};
  UnitId unit{};
  Day closed_on{};
  std::string description{};
  std::vector<std::string> people{};  // keyed digests; whoever shares one is the same applicant
  std::vector<std::string> files{};   // SHA-256 of what was given out
};

struct Group {
  UnitId unit{};
  std::vector<CaseId> cases{};  // by rising id
  std::int64_t applicants = 0;  // the most in any one year
  bool same_file = false;       // some of them were given the very same file
  bool operator==(const Group&) const = default;
};

/// Requests to one unit hang together when their words are alike or the same file answered them. Groups of at least
/// settings.applicants different applicants within one year (Regulation Art. 44(1)), by their first case.
std::vector<Group> groups_of(const std::vector<Granted>& granted, const Settings& settings);

/// Different applicants; whoever left nothing to know them by counts for themselves.
std::int64_t applicants_of(const std::vector<const Granted*>& granted);
/// The most applicants of any twelve months.
std::int64_t applicants_in_a_year(const std::vector<const Granted*>& granted);

/// The first day of the twelve months that end with the day.
Day begin_of_year_to(Day last);

}  // namespace gongkai::request_mining
