#include "request_mining/rules.hpp"

#include "base/text.hpp"

namespace gongkai::request_mining {

namespace {
constexpr std::size_t longest_reason = 1000, longest_part = 4000;

void need(std::vector<Fault>& faults, std::string_view text, std::string_view field, std::size_t most) {
  if (trim(text).empty()) faults.push_back({FaultKind::invalid, "field.missing", std::string(field)});
  if (count_characters(text) > most)
    faults.push_back(
        {FaultKind::invalid, "request_mining.too_long", std::string(field), {{"most", std::to_string(most)}}});
}
}  // namespace

std::vector<Fault> why_not_decide(const Conversion& conversion, const Ruling& ruling, const Settings& settings) {
  if (!conversion.is_open()) return {{FaultKind::conflict, "request_mining.decided"}};
  std::vector<Fault> faults;
  if (ruling.decision != "publish" && ruling.decision != "keep")
    faults.push_back({FaultKind::invalid, "request_mining.decision_unknown", "decision"});
  if (ruling.decision == "keep" && !settings.keep_ground(ruling.ground))
    faults.push_back({FaultKind::invalid, "request_mining.ground_missing", "ground"});
  if (ruling.decision == "keep" && ruling.document)
    faults.push_back({FaultKind::invalid, "request_mining.document_kept", "document"});
  need(faults, ruling.reason, "reason", longest_reason);
  return faults;
}

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::deciding: return "deciding";
    case Stage::publishing: return "publishing";
    case Stage::published: return "published";
    case Stage::kept: return "kept";
  }
  return "";
}

Stage stage_of(const Conversion& conversion, bool is_public) {
  if (conversion.is_open()) return Stage::deciding;
  if (conversion.decision == "keep") return Stage::kept;
  return is_public ? Stage::published : Stage::publishing;
}

std::optional<Day> due_on(const Conversion& conversion, Stage stage, const WorkCalendar& calendar,
                          const Settings& settings) {
  switch (stage) {
    case Stage::deciding: return calendar.add(conversion.found_on, settings.decide_working_days);
    case Stage::publishing: return calendar.add(*conversion.decided_on, settings.publish_working_days);
    case Stage::published:
    case Stage::kept: return std::nullopt;
  }
  return std::nullopt;
}

bool is_to_remind(Day due, Day today, const WorkCalendar& calendar, const Settings& settings) {
  return calendar.count(today, due) <= settings.remind_working_days;
}

std::vector<Fault> why_not_memo(const Memo& memo, Day today, const Settings& settings) {
  std::vector<Fault> faults;
  need(faults, memo.word, "word", settings.longest);
  need(faults, memo.cause, "cause", longest_part);
  need(faults, memo.measures, "measures", longest_part);
  if (memo.due_on < today) faults.push_back({FaultKind::invalid, "request_mining.due_past", "due_on"});
  if (memo.month.day_of_month() != 1 || memo.month > today)
    faults.push_back({FaultKind::invalid, "request_mining.month_wrong", "month"});
  return faults;
}

}  // namespace gongkai::request_mining
