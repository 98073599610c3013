// The tables of a checked report as HTML tables.
#pragma once
#include "platform/html/html.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

html::Html tables_of(const Checked& checked);

}  // namespace gongkai::report_check
