// Stylesheet and script under names that carry the hash of their content: a browser keeps them for ever.
#pragma once
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::layout {

/// "/static/5f2c…/portal.css"
std::string static_address(std::string_view file);
http::Response serve_static(std::string_view hash, std::string_view file);

/// The colours of a site as a stylesheet of their own; a strict content security policy knows no inline styles.
/// Colours that would make white text unreadable are left out.
std::string theme_css(std::string_view theme_json);

}  // namespace gongkai::layout
