// Does a JSON value fit a schema of an OpenAPI 3.1 document? The part of JSON Schema that our own API description uses.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <vector>

namespace gongkai::testing {

/// Places where the value does not fit: "$.items[0].id: expected string". Empty when it fits. Unknown members of an object
/// with "properties" are mismatches, too, unless "additionalProperties" allows them: the description shall be complete.
std::vector<std::string> mismatches(const boost::json::value& value, const boost::json::value& schema,
                                    const boost::json::object& document);

}  // namespace gongkai::testing
