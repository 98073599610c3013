// The report of one site and year: what is being filled in, and the editions that the public was shown.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "directory/model.hpp"
#include "site_report/form.hpp"

namespace gongkai::site_report {

struct Report {
  SiteId site{};
  std::int64_t year = 0;
  std::int64_t version = 0;  // 0: nobody has written anything yet
};

/// What a person wrote into a row.
struct Entry {
  std::string item{};  // id of the row
  std::string value{};
  std::string note{};  // where the value comes from; of a counted row, the explanation
  std::string entered_by{};
  Instant entered_at{};
};

/// Values of the counted rows, by row.
using Counts = std::map<std::string, std::string, std::less<>>;

/// A row with what stands in it today.
struct Filled {
  const Row* row = nullptr;
  std::string value{};
  std::string note{};
  std::string entered_by{};
  std::optional<Instant> entered_at{};
};
using Sheet = std::vector<Filled>;  // in the order of the form

struct Edition {
  std::int64_t number = 1;
  std::string frozen{};
  std::string digest{};
  std::string reason{};
  std::string published_by{};
  Instant published_at{};
};

/// running: the year is not over. open: time is left. late: published after the term.
enum class Standing { running, open, overdue, published, late };
std::string_view name_of(Standing standing);

}  // namespace gongkai::site_report
