// 《信息公开保密审查表》 as a page for paper: A4, complete without a script.
#pragma once
#include <string>

#include "content/desk.hpp"
#include "review/model.hpp"
#include "review/secrecy.hpp"

namespace gongkai::review {

struct PrintedForm {
  const content::Desk& desk;
  const Round& round;
  std::int64_t edition_number = 1;
  std::string edition_title;
  std::string writer_name;
  const SecrecyForm& form;
  const std::vector<SecrecyAnswer>& answers;
};

std::string secrecy_page(const PrintedForm& printed);

}  // namespace gongkai::review
