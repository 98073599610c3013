// Personal data as the JSON that the vault seals.
#pragma once
#include "requests/model.hpp"

namespace gongkai::requests {

json::object to_json(const Applicant& applicant);
Applicant applicant_of(const json::object& said);
json::object to_json(const Party& party);
Party party_of(const json::object& said);

/// What tells one applicant from another: the number of their paper, else name and phone; "" when there is neither.
std::string identity_of(const Applicant& applicant);

}  // namespace gongkai::requests
