// The score sheet and what the city sets itself: catalog/oversight. A round keeps the sheet with which it was drawn.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::oversight {

struct Criterion {
  std::string id{};
  std::string name{};
  std::int64_t points = 0;
  std::string basis{};    // 《政府信息公开条例》第三十条
  std::string look_at{};  // what the scorer looks at, and when it does not apply
  std::string check{};    // what the system looks up, see prefill.hpp; "": only a person can tell
};

struct Sheet {
  std::string edition{};
  std::vector<Criterion> criteria{};
  const Criterion* find(std::string_view id) const;
  std::int64_t points() const;
};

/// Throws when the text is broken: a round holds what parse_sheet once took.
Sheet parse_sheet(std::string_view json);
/// The sheet of the catalog, and its text as a round keeps it.
const Sheet& catalog_sheet();
const std::string& catalog_sheet_text();

struct Settings {
  std::int64_t minimum_for_rank = 3;  // cases of a unit below which it is not ranked
  int appeal_working_days = 10;
  std::size_t longest_words = 2000;
};
Settings parse_settings(std::string_view json);
const Settings& settings();

}  // namespace gongkai::oversight
