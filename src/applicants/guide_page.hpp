// 依申请公开: who may ask for what, how, by when, at what cost; and the doors to the form and the progress.
#pragma once
#include <optional>

#include "applicants/page_parts.hpp"
#include "regulation/rules.hpp"

namespace gongkai::applicants {

struct GuideView {
  std::optional<directory::Unit> office{};  // of the site: where to go on foot
  regulation::RuleSet rules{};              // of the day
  bool has_draft = false;
};
std::string guide_page(const layout::Frame& frame, const GuideView& view);

}  // namespace gongkai::applicants
