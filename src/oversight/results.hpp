// Results as a workbook: how it was drawn, the units, the cases with every criterion, what was deducted for.
#pragma once
#include "oversight/rules.hpp"
#include "platform/http/message.hpp"

namespace gongkai::oversight {

inline constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string workbook_of(const Inspection& inspection, const std::vector<ScoredSample>& samples);

/// The answer as a file of that name.
http::Response download(http::Response response, std::string_view name);

}  // namespace gongkai::oversight
