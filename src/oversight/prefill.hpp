// What the system can find of a scored case by itself, with its evidence; pure. The scorer has the last word.
#pragma once
#include <string_view>
#include <vector>

#include "base/work_calendar.hpp"
#include "letters/model.hpp"
#include "oversight/model.hpp"
#include "regulation/rules.hpp"
#include "requests/file_check.hpp"

namespace gongkai::oversight {

/// A case as the checks read it. Nothing here tells who the applicant is.
struct CaseRecord {
  requests::Situation situation{};
  std::string outcome{};
  std::vector<letters::Letter> letters{};
  std::vector<requests::FileItem> items{};
};

bool is_check(std::string_view id);
/// Of an unknown check: std::logic_error; parse_sheet lets none pass.
Proposal propose(std::string_view check, const CaseRecord& record);

}  // namespace gongkai::oversight
