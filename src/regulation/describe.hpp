// A reading in words and as JSON, so that screens, letters and the command line print the same count.
#pragma once
#include <string>
#include <vector>

#include "platform/json/json.hpp"
#include "regulation/clock.hpp"

namespace gongkai::regulation {

/// The output of `gongkai request clock --json`.
json::object to_json(const ClockReading& reading, bool with_explanation = true);

std::string why_of(const ExplainedDay& line);  // 调休上班（春节）; 征求第三方意见，不计
std::string words_of(const Warning& warning);
std::string name_of(State state);      // 计时中、等待补正 …
std::string name_of(ClockKind clock);  // 答复期限 …
/// One line a day, as `gongkai workday add --explain` prints it, then the result.
std::vector<std::string> describe(const ClockReading& reading, bool with_days = true);
/// The result alone: 应于2026年3月16日前答复，剩余12个工作日。
std::string summary_of(const ClockReading& reading);

}  // namespace gongkai::regulation
