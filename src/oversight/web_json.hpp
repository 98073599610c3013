// Inspections as the office gets them.
#pragma once
#include "directory/web_json.hpp"
#include "oversight/use_cases.hpp"

namespace gongkai::oversight {

json::object inspection_json(db::Session& session, const Inspection& inspection);
/// With cases, results and what can be done now, as far as the actor sees them; not_found when that is nothing.
Result<json::object> whole_json(db::Session& session, Context& context, InspectionId id);
/// One case with its sheet: what the system found, what the scorer said, the appeal.
Result<json::object> sample_json(db::Session& session, Context& context, SampleId id);
json::array strata_json(const std::vector<Stratum>& strata);
json::array items_json(const std::vector<requests::FileItem>& items);
/// Outcomes, strata, the sheet in force, who may score, the numbers of the city.
json::object choices_json(db::Session& session, const Context& context);
std::string outcome_name(std::string_view outcome);
/// "93.5"
std::string mark_text(std::int64_t tenths);

}  // namespace gongkai::oversight
