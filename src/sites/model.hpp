// How the sites of the group are kept: topics with a life cycle, sets of columns, visits to external columns.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model.hpp"
#include "directory/notice_bar.hpp"
#include "platform/probe/probe.hpp"

namespace gongkai::sites {

/// 专题
struct Topic {
  ColumnId column{};
  UnitId owner{};
  Day opened_on{};
  std::optional<Day> archived_on{};
  std::string archive_note{};  // shown to the public
  std::int64_t version = 1;
};

/// A month as a number, so that months can be counted.
constexpr std::int64_t month_of(int year, unsigned month) {
  return (std::int64_t{year} * 12) + month - 1;
}
std::int64_t month_of(Day day);

struct TopicCheck {
  ColumnId column{};
  std::int64_t month = 0;
  std::string checked_by{};
  Instant checked_at{};
  std::string note{};
};

/// A document that a column of the site shows without a copy.
struct SharedDocument {
  DocumentId document{};
  std::string title{};
  SiteId from{};  // the site it is of
  std::string from_name{};
  ColumnId column{};
  std::string column_name{};
  Instant placed_at{};
};

enum class TopicState { open, unchecked, archived };
std::string_view name_of(TopicState state);

struct ColumnVisit {
  ColumnId column{};
  std::string address{};
  probe::Outcome outcome = probe::Outcome::alive;
  std::string remark{};
  Instant visited_at{};
  std::optional<Instant> failing_since{};
};
std::string_view name_of(probe::Outcome outcome);

struct PlannedColumn {
  std::string slug{};
  std::string below{};  // slug of the column above it, in the same set
  std::string name{};
  std::string about{};
  std::string kind{};
  std::int64_t update_days = 0;
};
struct ColumnSet {
  std::string id{};
  std::string name{};
  std::string about{};
  std::vector<PlannedColumn> columns{};
};

}  // namespace gongkai::sites
