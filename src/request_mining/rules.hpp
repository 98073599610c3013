// What may be decided about a candidate, and when it is due. Pure.
#pragma once
#include "base/result.hpp"
#include "base/work_calendar.hpp"
#include "request_mining/model.hpp"
#include "request_mining/settings.hpp"

namespace gongkai::request_mining {

struct Ruling {
  std::string decision{};  // publish, keep
  std::string ground{};    // of keeping it
  std::string reason{};
  DocumentId document{};  // the filed document that becomes public, if it is on this platform
};
std::vector<Fault> why_not_decide(const Conversion& conversion, const Ruling& ruling, const Settings& settings);

/// deciding → publishing → published, or kept.
enum class Stage { deciding, publishing, published, kept };
std::string_view name_of(Stage stage);
Stage stage_of(const Conversion& conversion, bool is_public);

/// The day by which the next thing is due; nothing when nothing is.
std::optional<Day> due_on(const Conversion& conversion, Stage stage, const WorkCalendar& calendar,
                          const Settings& settings);
/// Close enough to its end, or over.
bool is_to_remind(Day due, Day today, const WorkCalendar& calendar, const Settings& settings);

std::vector<Fault> why_not_memo(const Memo& memo, Day today, const Settings& settings);

}  // namespace gongkai::request_mining
