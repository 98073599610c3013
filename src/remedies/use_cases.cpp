#include "remedies/use_cases.hpp"

#include "base/text.hpp"
#include "casework/notices.hpp"
#include "directory/api.hpp"
#include "platform/calendar/calendars.hpp"
#include "remedies/store.hpp"

namespace gongkai::remedies {

namespace {

constexpr std::string_view may_handle = "requests.handle";
constexpr std::size_t longest_words = 2000;

struct Respondent {
  UnitId unit{};
  std::string path{};
  PersonId assignee{};
  std::string title{};
};

Result<Respondent> respondent_of(Transaction& tx, const Notification& n) {
  if (!n.request) {
    const auto unit = directory::find_unit(tx.db(), n.unit);
    if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
    return Respondent{unit->id, unit->path, tx.context().actor.person, unit->name};
  }
  const auto request = casework::find(tx.db(), *tx.context().services.vault, n.request);
  if (!request || request->kind != "request") return refuse(FaultKind::invalid, "remedies.request_unknown", "request");
  return Respondent{request->unit, request->unit_path, request->assignee, request->number};
}

/// A reconsideration of the same request that the lawsuit follows.
Result<void> check_review(Transaction& tx, const Notification& n) {
  if (!n.after_review) return {};
  const auto review = casework::find(tx.db(), *tx.context().services.vault, n.after_review);
  if (!review || review->kind != kind::reconsideration || review->parent != n.request)
    return refuse(FaultKind::invalid, "remedies.review_unknown", "after_review");
  return {};
}

json::object facts_of(const Notification& n) {
  json::object facts{{"body", n.body}};
  if (!n.case_number.empty()) facts["case_number"] = n.case_number;
  if (n.kind == kind::reconsideration) facts["procedure"] = n.procedure;
  if (n.after_review) facts["after_review"] = to_text(n.after_review);
  else if (n.after_review_elsewhere) facts["after_review"] = "elsewhere";
  return facts;
}

Result<std::string> cleaned(std::string_view given, std::string_view field, bool needed) {
  auto words = std::string(trim(clean_utf8(given)));
  if (needed && words.empty()) return refuse(FaultKind::invalid, "remedies.missing", std::string(field));
  if (count_characters(words) > longest_words)
    return refuse(FaultKind::invalid, "remedies.too_long", std::string(field));
  return words;
}

using Prepare = std::function<Result<casework::Event>(const Course&)>;

Result<void> perform(Context& context, CaseId id, std::int64_t version, std::string_view act, const Prepare& prepare) {
  return in_transaction(context, "remedies." + std::string(act), [&](Transaction& tx) -> Result<void> {
    const auto& vault = *context.services.vault;
    auto of = casework::find(tx.db(), vault, id);
    if (!of || (of->kind != kind::reconsideration && of->kind != kind::lawsuit))
      return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(tx.require(may_handle, of->unit_path));
    tx.about("case", of->id.value, of->unit);
    if (of->version != version) return refuse(FaultKind::conflict, "version.conflict");
    auto event = TRY(prepare(course_of(of->kind, casework::events_of(tx.db(), vault, id))));
    event.act = act;
    if (event.on == Day{}) event.on = context.today();
    return casework::append(tx, *of, std::move(event));
  });
}

Result<void> check_day(Day on, Day earliest, Day today) {
  if (on > today) return refuse(FaultKind::invalid, "remedies.day_to_come", "on");
  if (on < earliest) return refuse(FaultKind::invalid, "remedies.too_early", "on", {{"day", to_text(earliest)}});
  return {};
}

}  // namespace

Result<CaseId> record(Context& context, const Notification& notification) {
  const auto n = TRY(checked(notification, context.today()));
  return in_transaction(context, "remedies.record", [&](Transaction& tx) -> Result<CaseId> {
    const auto respondent = TRY(respondent_of(tx, n));
    CHECK_OK(tx.require(may_handle, respondent.path));
    CHECK_OK(check_review(tx, n));
    const auto made = TRY(casework::open(tx,
                                         {.kind = n.kind,
                                          .parent = n.request,
                                          .unit = respondent.unit,
                                          .title = casework::kind_of(n.kind).name + " " + respondent.title,
                                          .opened_on = n.on,
                                          .assignee = respondent.assignee},
                                         {.act = "notified", .on = n.on, .facts = facts_of(n)}));
    return made.id;
  });
}

Result<void> note_answer(Context& context, CaseId id, Day on, const std::string& words, std::int64_t version) {
  return perform(context, id, version, "answered", [&](const Course& course) -> Result<casework::Event> {
    CHECK_OK(check_day(on, course.notified_on, context.today()));
    return casework::Event{.on = on, .note = TRY(cleaned(words, "words", false))};
  });
}

Result<void> conclude(Context& context, CaseId id, const Conclusion& conclusion, std::int64_t version) {
  return perform(context, id, version, "concluded", [&](const Course& course) -> Result<casework::Event> {
    const auto c = TRY(checked(conclusion, course, context.today(), settings()));
    return casework::Event{.on = c.on,
                           .facts = {{"disposition", c.disposition}, {"paper", c.paper}},
                           .note = TRY(cleaned(c.words, "words", false))};
  });
}

Result<void> go_on(Context& context, CaseId id, std::string_view act, Day on, const std::string& reason,
                   std::int64_t version) {
  if (act != "appealed" && act != "reopened") return refuse(FaultKind::invalid, "case.act_unknown", "act");
  return perform(context, id, version, act, [&](const Course& course) -> Result<casework::Event> {
    CHECK_OK(check_day(on, course.turns.empty() ? course.notified_on : course.turns.back().on, context.today()));
    return casework::Event{.on = on, .note = TRY(cleaned(reason, "reason", true))};
  });
}

Result<void> note(Context& context, CaseId id, const std::string& words, std::int64_t version) {
  return perform(context, id, version, "noted", [&](const Course&) -> Result<casework::Event> {
    return casework::Event{.note = TRY(cleaned(words, "words", true))};
  });
}

std::optional<Remedy> find(db::Session& session, const auth::Vault& vault, CaseId id) {
  auto of = casework::find(session, vault, id);
  if (!of || (of->kind != kind::reconsideration && of->kind != kind::lawsuit)) return std::nullopt;
  const auto events = casework::events_of(session, vault, id);
  Remedy found{.of = *std::move(of)};
  found.stage = casework::stage_after(casework::kind_of(found.of.kind), events);
  found.course = course_of(found.of.kind, events);
  return found;
}

std::vector<Remedy> about(db::Session& session, const auth::Vault& vault, CaseId request) {
  std::vector<Remedy> all;
  for (const auto& child : casework::children_of(session, vault, request))
    if (auto found = find(session, vault, child.id)) all.push_back(*std::move(found));
  return all;
}

TableFour table_four(db::Session& session, std::string_view unit_path, bool with_subtree, int year) {
  std::vector<Course> courses;
  for (auto& found : store::courses(session, unit_path, with_subtree)) courses.push_back(std::move(found.course));
  return count(courses, year);
}

std::vector<CaseId> behind(db::Session& session, std::string_view unit_path, bool with_subtree, int year,
                           const Cell& cell) {
  std::vector<CaseId> ids;
  for (const auto& found : store::courses(session, unit_path, with_subtree))
    if (cell_of(found.course, year) == cell) ids.push_back(found.id);
  return ids;
}

int warn_of_answers(Context& context) {
  const auto calendar = context.services.calendars->current();
  int told = 0;
  const auto all = context.database().read([&](db::Session& s) { return store::courses(s, "", true); });
  for (const auto& found : all) {
    if (found.course.answered_on || found.course.end_on(context.today())) continue;
    const auto due = answer_due(found.course, *calendar, settings());
    if (calendar->count(context.today(), due.day) > settings().warn_working_days) continue;
    (void)in_transaction(context, "remedies.warn", [&](Transaction& tx) -> Result<void> {
      tx.open_to_all();
      const auto of = casework::find(tx.db(), *context.services.vault, found.id);
      if (!of) return {};
      tx.about("case", of->id.value, of->unit);
      casework::tell(tx, *of, "answer_due", of->unit, of->assignee, {{"due", to_text(due.day)}},
                     "answer_due:" + to_text(of->id));
      return {};
    });
    ++told;
  }
  return told;
}

}  // namespace gongkai::remedies
