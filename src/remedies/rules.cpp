#include "remedies/rules.hpp"

#include "base/text.hpp"

namespace gongkai::remedies {

namespace {

constexpr std::size_t longest_name = 100;

Day next_workday(Day day, const WorkCalendar& calendar) {
  return calendar.is_workday(day) ? day : calendar.add(day, 1);
}

Course::End end_of(std::string_view kind, const casework::Event& event) {
  const auto disposition = casework::text_fact(event, "disposition");
  const auto* known = settings().disposition(kind, disposition);
  return {.on = event.on,
          .disposition = disposition,
          .verdict = known ? known->verdict : Verdict::other,
          .paper = casework::text_fact(event, "paper")};
}

void check_name(std::string& text, std::string_view field, std::vector<Fault>& faults) {
  text = std::string(trim(clean_utf8(text)));
  if (text.empty()) faults.push_back({FaultKind::invalid, "remedies.missing", std::string(field)});
  else if (count_characters(text) > longest_name)
    faults.push_back({FaultKind::invalid, "remedies.too_long", std::string(field)});
}

}  // namespace

std::string_view id_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::upheld: return "upheld";
    case Verdict::corrected: return "corrected";
    case Verdict::other: return "other";
  }
  return "";
}

std::optional<Verdict> parse_verdict(std::string_view id) {
  for (const auto verdict : {Verdict::upheld, Verdict::corrected, Verdict::other})
    if (id_of(verdict) == id) return verdict;
  return std::nullopt;
}

std::string_view id_of(Procedure procedure) {
  switch (procedure) {
    case Procedure::simple: return "simple";
    case Procedure::ordinary: return "ordinary";
  }
  return "";
}

std::optional<Procedure> parse_procedure(std::string_view id) {
  for (const auto procedure : {Procedure::simple, Procedure::ordinary})
    if (id_of(procedure) == id) return procedure;
  return std::nullopt;
}

const Course::End* Course::end_on(Day day) const {
  const End* end = nullptr;
  for (const auto& turn : turns)
    if (turn.on <= day) end = turn.end ? &*turn.end : nullptr;
  return end;
}

Course course_of(std::string_view kind, const std::vector<casework::Event>& events) {
  Course course{.kind = std::string(kind)};
  for (const auto& event : events) {
    if (event.act == "notified") {
      course.notified_on = event.on;
      course.body = casework::text_fact(event, "body");
      course.case_number = casework::text_fact(event, "case_number");
      course.procedure = parse_procedure(casework::text_fact(event, "procedure"));
      course.after_review = casework::text_fact(event, "after_review") != "";
    } else if (event.act == "answered") {
      course.answered_on = event.on;
    } else if (event.act == "concluded") {
      course.turns.push_back({event.on, end_of(kind, event)});
    } else if (event.act == "appealed" || event.act == "reopened") {
      course.turns.push_back({event.on, std::nullopt});
    }
  }
  return course;
}

Due answer_due(const Course& course, const WorkCalendar& calendar, const Settings& settings) {
  if (course.kind == kind::reconsideration && course.procedure == Procedure::simple) {
    auto term = calendar.explain(course.notified_on, simple_answer_days);
    return {term.last, term.provisional, std::move(term.days), "《行政复议法》第五十四条、第八十八条"};
  }
  const auto& rule = settings.term(course.kind == kind::lawsuit ? "lawsuit" : "ordinary");
  if (rule.working) {
    auto term = calendar.explain(course.notified_on, rule.days);
    return {term.last, term.provisional, std::move(term.days), rule.source};
  }
  const Day last = next_workday(course.notified_on + rule.days, calendar);
  return {last, calendar.status_of(last.year()) == YearStatus::provisional, {}, rule.source};
}

Result<Notification> checked(Notification n, Day today) {
  std::vector<Fault> faults;
  if (n.kind != kind::reconsideration && n.kind != kind::lawsuit)
    faults.push_back({FaultKind::invalid, "remedies.kind_missing", "kind"});
  if (!n.request && !n.unit) faults.push_back({FaultKind::invalid, "remedies.unit_missing", "unit"});
  if (n.on > today) faults.push_back({FaultKind::invalid, "remedies.day_to_come", "on"});
  check_name(n.body, "body", faults);
  n.case_number = std::string(trim(clean_utf8(n.case_number)));
  if (count_characters(n.case_number) > longest_name)
    faults.push_back({FaultKind::invalid, "remedies.too_long", "case_number"});
  if (n.kind == kind::reconsideration && !parse_procedure(n.procedure))
    faults.push_back({FaultKind::invalid, "remedies.procedure_missing", "procedure"});
  if (n.kind == kind::reconsideration && (n.after_review || n.after_review_elsewhere))
    faults.push_back({FaultKind::invalid, "remedies.review_of_review", "after_review"});
  CHECK_OK(all_of(std::move(faults)));
  return n;
}

Result<Conclusion> checked(Conclusion c, const Course& course, Day today, const Settings& settings) {
  std::vector<Fault> faults;
  const Day earliest = course.turns.empty() ? course.notified_on : course.turns.back().on;
  if (c.on > today) faults.push_back({FaultKind::invalid, "remedies.day_to_come", "on"});
  else if (c.on < earliest)
    faults.push_back({FaultKind::invalid, "remedies.too_early", "on", {{"day", to_text(earliest)}}});
  if (!settings.disposition(course.kind, c.disposition))
    faults.push_back({FaultKind::invalid, "remedies.disposition_missing", "disposition"});
  check_name(c.paper, "paper", faults);
  c.words = std::string(trim(clean_utf8(c.words)));
  CHECK_OK(all_of(std::move(faults)));
  return c;
}

Block block_of(const Course& course) {
  if (course.kind == kind::reconsideration) return Block::review;
  return course.after_review ? Block::suit_after_review : Block::suit_direct;
}

std::optional<Cell> cell_of(const Course& course, int year) {
  const Day last = Day::of(year, 12, 31);
  if (course.notified_on > last) return std::nullopt;
  const auto* end = course.end_on(last);
  if (!end) return Cell{block_of(course), std::nullopt};
  if (end->on.year() != year) return std::nullopt;
  return Cell{block_of(course), end->verdict};
}

TableFour count(std::span<const Course> courses, int year) {
  TableFour table{};
  for (const auto& course : courses) {
    const auto cell = cell_of(course, year);
    if (!cell) continue;
    auto& cells = table.at(static_cast<std::size_t>(cell->block) - 1);
    if (!cell->verdict) ++cells.pending;
    else if (*cell->verdict == Verdict::upheld) ++cells.upheld;
    else if (*cell->verdict == Verdict::corrected) ++cells.corrected;
    else ++cells.other;
  }
  return table;
}

}  // namespace gongkai::remedies
