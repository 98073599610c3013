// The answer of the checker as JSON, in the ids of the form.
#pragma once
#include <vector>

#include "platform/json/json.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

json::object to_json(const Tables& tables, Format format);
json::object to_json(const Finding& finding);
json::object to_json(const Checked& checked);
/// {"files": […], "ok": no errors}
json::object to_json(const std::vector<Checked>& files);

}  // namespace gongkai::report_check
