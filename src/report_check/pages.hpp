// 年报体检: the form, and the answer with its tables. Pure functions.
#pragma once
#include <string>
#include <vector>

#include "layout/page.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

struct FormState {
  std::string token{};
  std::vector<Fault> faults{};
};

std::string form_page(const layout::Frame& frame, const FormState& state);
/// The tables stand as tables; what breaks a rule is marked in place, with the suggested number beside it.
std::string result_page(const layout::Frame& frame, const Checked& checked);

}  // namespace gongkai::report_check
