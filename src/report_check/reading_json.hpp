// A report as it was read, kept to be looked at later: reading a scan again would take minutes.
#pragma once
#include "base/result.hpp"
#include "platform/json/json.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

json::object reading_json(const Report& report);
/// Fault report_check.reading_damaged: not written by reading_json.
Result<Report> report_of(const json::value& reading);

}  // namespace gongkai::report_check
