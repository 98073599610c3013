// The rows of 政府网站工作年度报表 (国办函〔2018〕12号), as catalog/site_report/rows.json declares them. Their layout was never
// checked against the annex itself, so that it is data: a city changes it without a release.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::site_report {

enum class Kind { number, decimal, text, choice };
std::string_view name_of(Kind kind);

/// What the platform counts itself. `none`: a person fills the row.
enum class Count {
  none,
  site_name,
  sponsor,
  identity_code,
  icp_number,
  police_number,
  visitors,
  visits,
  released,
  topics_kept,
  topics_opened,
  error_reports,
  error_reports_answered,
  opinions,
  subscribers
};

struct Row {
  std::string id{};
  std::string label{};
  std::string unit{};
  Kind kind = Kind::number;
  std::vector<std::string> options{};  // of a choice
  Count count = Count::none;
  std::string how{};                 // how it is counted, for everybody who reads it
  std::vector<std::string> types{};  // Count::released: of these document types; empty: of all
  bool optional = false;
  bool needs_source = true;
  bool is_counted() const { return count != Count::none; }
};

struct Part {
  std::string id{};
  std::string name{};
  std::vector<Row> rows{};
};

/// The sum of the rows on the left is at most, or equal to, the sum of those on the right.
struct Identity {
  std::vector<std::string> left{};
  bool equal = false;
  std::vector<std::string> right{};
};

struct Form {
  std::string mark{};  // how sure the layout is: V, V2 or U
  std::string source{};
  int due_month = 1, due_day = 31;  // of the following year
  std::vector<Part> parts{};
  std::vector<Identity> identities{};
  const Row* find(std::string_view id) const;
};

Result<Form> parse_form(std::string_view text);
/// The one inside the program; a broken one is a programmer's error and throws.
const Form& form();

}  // namespace gongkai::site_report
