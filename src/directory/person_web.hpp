// A person as JSON, for the two files that serve people.
#pragma once
#include "directory/people.hpp"
#include "directory/web_json.hpp"

namespace gongkai::directory {

/// Masked phone and ID number: the clear text leaves the server through reveal only.
json::object person_json(const Context& context, const Person& person, std::string_view unit_name);
/// With roles and open duties.
json::object full_person_json(Context& context, db::Session& session, const Placed& placed);
/// The person of the path, if the actor may read there.
Result<Placed> readable_person(Context& context, const http::Request& request);
json::value current_person(Context& context, http::Request& request);

}  // namespace gongkai::directory
