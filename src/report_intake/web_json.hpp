// Batches and reports as the office's pages see them.
#pragma once
#include "platform/json/json.hpp"
#include "report_intake/judgement.hpp"

namespace gongkai::report_intake {

json::object to_json(db::Session& session, const Batch& batch);
json::object to_json(db::Session& session, const FileLine& line);
/// Every cell beside what stands in the file, with the doubt about it and what a person decided.
json::object to_json(db::Session& session, Context& context, const Judgement& judgement);

}  // namespace gongkai::report_intake
