// What a refusal looks like when nobody else has drawn it: a plain Chinese page, or the JSON of the office's interface.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::http {

std::string_view name_of(Method method);

/// The text of a fault from catalog/messages/http.json; the bare code when it is not there.
std::string http_message(const Fault& fault);

/// {"error":{"kind","code","message","fields":[{"field","code","message"}],"incident"?}} with the status of the kind.
Response error_json(const Fault& fault, const std::function<std::string(const Fault&)>& message);
Response default_error_page(const Fault& fault);
/// One of the two, as the client prefers.
Response default_error(const Request& request, const Fault& fault);

}  // namespace gongkai::http
