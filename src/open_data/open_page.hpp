#pragma once
#include <string>
#include <vector>

#include "content/harvest.hpp"
#include "layout/page.hpp"

namespace gongkai::open_data {

/// The page that says what there is: months with their files, fields, addresses.
std::string open_page(const layout::Frame& frame, const std::vector<content::HarvestMonth>& months);

}  // namespace gongkai::open_data
