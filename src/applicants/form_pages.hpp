// The pages of the form, one group of questions each. Pure functions.
#pragma once
#include <string>
#include <vector>

#include "applicants/draft.hpp"
#include "applicants/known.hpp"
#include "applicants/offices.hpp"
#include "applicants/page_parts.hpp"

namespace gongkai::applicants {

struct OfficeView {
  std::string asked{};  // the words of 谁负责
  std::vector<Office> found{};
  std::vector<directory::Unit> units{};
};
std::string office_page(const layout::Frame& frame, const Draft& draft, const OfficeView& view, const FormState& state);
std::string applicant_page(const layout::Frame& frame, const Draft& draft, const FormState& state);
std::string wanted_page(const layout::Frame& frame, const Draft& draft, const std::vector<Known>& known,
                        const FormState& state);
std::string supply_page(const layout::Frame& frame, const Draft& draft, const FormState& state);
/// Everything once more, with the way back to each group. Who is signed in may keep who they are for the next form.
struct CheckView {
  std::string unit{};
  std::vector<Known> known{};
  bool may_keep = false;
};
std::string check_page(const layout::Frame& frame, const Draft& draft, const CheckView& view, const FormState& state);

/// The list of what is public already; also sent alone to the script of the page.
html::Html known_list(const std::vector<Known>& known);

std::string address_of(const layout::Frame& frame, Step step);
std::string label_of_form(std::string_view form);          // paper → 纸质
std::string label_of_delivery(std::string_view delivery);  // post → 邮寄

/// Forms of supply and ways of delivery by their ids, in the order of the form.
std::vector<html::Choice> form_choices();
std::vector<html::Choice> delivery_choices();

}  // namespace gongkai::applicants
