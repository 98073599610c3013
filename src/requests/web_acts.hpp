// The acts of officers: each a POST with the version that was seen; the answer is the desk as it is afterwards.
#pragma once
#include "directory/web_json.hpp"
#include "requests/model.hpp"

namespace gongkai::requests {

void add_act_routes(http::Router& router, Services& services, const directory::CurrentState& current);
directory::Answer show_desk(Context& context, CaseId id, int status = 200);
Result<Intake> read_intake(const json::value& body);

}  // namespace gongkai::requests
