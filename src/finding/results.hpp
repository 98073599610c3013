// What was found, as a part of the search page. Pure.
#pragma once
#include "finding/view.hpp"
#include "layout/frame.hpp"
#include "platform/html/html.hpp"

namespace gongkai::finding {

html::Html results(const layout::Frame& frame, const SearchView& view, const std::string& parameters);

}  // namespace gongkai::finding
