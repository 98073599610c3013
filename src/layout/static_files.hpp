// Stylesheet and script under names that carry the hash of their content: a browser keeps them for ever.
#pragma once
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::layout {

/// "/static/5f2c…/portal.css"
std::string static_address(std::string_view file);
http::Response serve_static(std::string_view hash, std::string_view file);

}  // namespace gongkai::layout
