// A report as JSON: what an edition freezes, and what units without a line to this system send as a file. Cells carry the ids
// of the form; amounts are decimal texts, so that nothing is rounded on the way.
#pragma once
#include "annual_report/model.hpp"
#include "base/result.hpp"
#include "platform/json/json.hpp"

namespace gongkai::annual_report {

json::object tables_json(const Tables& tables, Format format);
/// Every fault names its place ("t3.new.natural"). Cells that the form has and the text lacks are faults.
Result<Tables> read_tables(const json::value& said, Format format);

struct Frozen {
  std::string unit_name{};
  std::string unit_code{};
  int year = 0;
  Format format = Format::form_2021;
  Tables tables{};
  Parts parts{};  // as they read on the day of signing
  struct Child {
    std::string name{};
    std::string digest{};  // of its edition; "" when it was added up unsigned
  };
  std::vector<Child> children{};
  std::vector<Adjustment> adjustments{};
  std::vector<Entry> entries{};  // values with their sources
};
std::string freeze(const Frozen& report);
/// Of an edition or a file: form, year and identities are checked, too.
Result<Frozen> thaw(std::string_view text);

/// Of a text in millionths: 1.2036; and back, exactly.
std::string decimal(std::int64_t millionths);
std::optional<std::int64_t> parse_decimal(std::string_view text);

}  // namespace gongkai::annual_report
