// 《政策解读提醒函》: written when a policy goes back for want of interpretation material.
#pragma once
#include "content/desk.hpp"
#include "policy/model.hpp"

namespace gongkai::policy {

/// Numbers and stores the letter; says in the office's words what is missing.
Letter write_letter(Transaction& tx, const content::Desk& desk, const std::vector<Fault>& faults);
/// The letter as a page to print.
std::string letter_page(const Letter& letter);
/// The plan as a page to print.
std::string plan_page(const Plan& plan, std::string_view title, std::string_view unit, std::string_view type,
                      const std::function<std::string(std::string_view)>& form_label);

}  // namespace gongkai::policy
