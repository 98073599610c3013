// The search page. Pure.
#pragma once
#include <string>

#include "finding/view.hpp"
#include "layout/frame.hpp"

namespace gongkai::finding {

/// `parameters`: of the question, for the pager.
std::string search_page(const layout::Frame& frame, const SearchView& view, const std::string& parameters);

}  // namespace gongkai::finding
