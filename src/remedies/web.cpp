#include "remedies/web.hpp"

#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/calendar/calendars.hpp"
#include "remedies/bundle.hpp"
#include "remedies/store.hpp"
#include "remedies/use_cases.hpp"

namespace gongkai::remedies {

namespace {

using directory::Answer;
using directory::ok;

CaseId case_in(const http::Request& request) {
  return CaseId{request.id_param("id")};
}

json::object due_json(const Due& due) {
  json::array days;
  for (const auto& day : due.days)
    days.push_back(json::object{
        {"day", to_text(day.day)}, {"why", to_chinese(day.kind)}, {"name", day.name}, {"counted", day.counted}});
  return {{"day", to_text(due.day)}, {"provisional", due.provisional}, {"basis", due.basis}, {"days", std::move(days)}};
}

json::value text_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}

json::value end_json(const Course& course, Day today) {
  const auto* end = course.end_on(today);
  if (!end) return nullptr;
  const auto* disposition = settings().disposition(course.kind, end->disposition);
  return json::object{{"on", to_text(end->on)},
                      {"disposition", end->disposition},
                      {"name", disposition ? disposition->name : end->disposition},
                      {"verdict", id_of(end->verdict)},
                      {"paper", end->paper}};
}

json::object remedy_json(const Remedy& remedy, Context& context) {
  const auto& kind = casework::kind_of(remedy.of.kind);
  const auto* stage = kind.find_stage(remedy.stage);
  const auto due = answer_due(remedy.course, *context.services.calendars->current(), settings());
  json::array acts;
  for (const auto& act : kind.acts)
    if (!casework::why_not(kind, remedy.stage, act.id) && !act.from.empty())
      acts.push_back(json::object{{"id", act.id}, {"name", act.name}});
  return {{"id", to_text(remedy.of.id)},
          {"number", remedy.of.number},
          {"kind", remedy.of.kind},
          {"kind_name", kind.name},
          {"request", remedy.of.parent ? json::value(to_text(remedy.of.parent)) : json::value()},
          {"unit", to_text(remedy.of.unit)},
          {"stage", remedy.stage},
          {"stage_name", stage ? stage->name : ""},
          {"body", remedy.course.body},
          {"case_number", remedy.course.case_number},
          {"procedure", remedy.course.procedure ? id_of(*remedy.course.procedure) : ""},
          {"after_review", remedy.course.after_review},
          {"notified_on", to_text(remedy.course.notified_on)},
          {"answered_on", text_or_null(remedy.course.answered_on)},
          {"answer_due", due_json(due)},
          {"end", end_json(remedy.course, context.today())},
          {"acts", std::move(acts)},
          {"version", remedy.of.version}};
}

Result<Remedy> seen(db::Session& session, Context& context, CaseId id) {
  auto remedy = find(session, *context.services.vault, id);
  if (!remedy) return refuse(FaultKind::not_found, "case.not_found");
  CHECK_OK(casework::may_see(session, context.actor, remedy->of));
  return *std::move(remedy);
}

json::array events_json(const std::vector<casework::Event>& events, const casework::Kind& kind) {
  json::array items;
  for (const auto& event : events) {
    const auto* act = kind.find_act(event.act);
    items.push_back(json::object{{"act", event.act},
                                 {"name", act ? act->name : event.act},
                                 {"on", to_text(event.on)},
                                 {"at", to_iso(event.at)},
                                 {"person", event.person_name},
                                 {"note", event.note}});
  }
  return items;
}

json::value state_of(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto remedy = seen(session, context, case_in(request));
    if (!remedy) return nullptr;
    auto shown = remedy_json(*remedy, context);
    shown["events"] = events_json(casework::events_of(session, *context.services.vault, remedy->of.id),
                                  casework::kind_of(remedy->of.kind));
    return shown;
  });
}

Answer show(Context& context, http::Request& request) {
  auto state = state_of(context, request);
  if (state.is_null()) return refuse(FaultKind::not_found, "case.not_found");
  return ok(std::move(state));
}

json::object cells_json(const Cells& cells) {
  return {{"upheld", cells.upheld},
          {"corrected", cells.corrected},
          {"other", cells.other},
          {"pending", cells.pending},
          {"total", cells.total()}};
}

/// Everything the person may see, and table 4 of the year over the same cases.
Answer list(Context& context, http::Request& request) {
  const auto asked = request.query.get("year");
  const auto day = parse_day(std::string(asked) + "-01-01");
  if (!asked.empty() && !day) return refuse(FaultKind::invalid, "remedies.year_wrong", "year");
  const int year = day ? day->year() : context.today().year();
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    std::vector<Course> courses;
    for (const auto& grant : context.actor.scope_of("requests.read"))
      for (const auto& found : store::courses(session, grant.unit_path, grant.with_subtree)) {
        if (!cell_of(found.course, year)) continue;
        const auto remedy = find(session, *context.services.vault, found.id);
        if (!remedy) continue;
        items.push_back(remedy_json(*remedy, context));
        courses.push_back(found.course);
      }
    const auto table = count(courses, year);
    return ok({{"year", year},
               {"table",
                {{"review", cells_json(table[0])},
                 {"suit_direct", cells_json(table[1])},
                 {"suit_after_review", cells_json(table[2])}}},
               {"items", std::move(items)}});
  });
}

Answer list_of_request(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto of = casework::find(session, *context.services.vault, case_in(request));
    if (!of) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(casework::may_see(session, context.actor, *of));
    json::array items;
    for (const auto& remedy : about(session, *context.services.vault, of->id))
      items.push_back(remedy_json(remedy, context));
    return directory::list(std::move(items));
  });
}

Answer list_dispositions(Context&, http::Request&) {
  json::array items;
  for (const auto& one : settings().dispositions)
    items.push_back(
        json::object{{"id", one.id}, {"name", one.name}, {"kind", one.kind}, {"verdict", id_of(one.verdict)}});
  return directory::list(std::move(items));
}

Answer add(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Notification order{.kind = reader.text("kind"),
                           .request = CaseId{reader.id_or_zero("request")},
                           .unit = UnitId{reader.id_or_zero("unit")},
                           .on = reader.day("on"),
                           .body = reader.text_or("body", ""),
                           .case_number = reader.text_or("case_number", ""),
                           .procedure = reader.text_or("procedure", ""),
                           .after_review = CaseId{reader.id_or_zero("after_review")},
                           .after_review_elsewhere = reader.boolean_or("after_review_elsewhere", false)};
  CHECK_OK(reader.finish());
  const auto id = TRY(record(context, order));
  return ok({{"id", to_text(id)}}, 201);
}

Answer answer(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto on = reader.day("on");
  const auto words = reader.text_or("words", "");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(note_answer(context, case_in(request), on, words, version));
  return ok(state_of(context, request));
}

Answer end(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Conclusion order{.on = reader.day("on"),
                         .disposition = reader.text_or("disposition", ""),
                         .paper = reader.text_or("paper", ""),
                         .words = reader.text_or("words", "")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(conclude(context, case_in(request), order, version));
  return ok(state_of(context, request));
}

directory::JsonHandler going_on(std::string_view act) {
  return [act](Context& context, http::Request& request) -> Answer {
    const auto body = TRY(directory::body_of(request));
    json::Reader reader(body);
    const auto on = reader.day("on");
    const auto reason = reader.text_or("reason", "");
    const auto version = reader.integer("version");
    CHECK_OK(reader.finish());
    CHECK_OK(go_on(context, case_in(request), act, on, reason, version));
    return ok(state_of(context, request));
  };
}

Answer add_note(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto words = reader.text_or("words", "");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(note(context, case_in(request), words, version));
  return ok(state_of(context, request));
}

Answer bundle(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  auto made = TRY(make_bundle(context, case_in(request), reason));
  http::Response answer{.content_type = "application/zip", .body = std::move(made.bytes)};
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(made.name));
  answer.header("X-Bundle-Digest", made.digest);
  return answer;
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/remedies", "remedies.list", list);
  on(post, "/api/remedies", "remedies.record", add);
  on(get, "/api/remedies/dispositions", "remedies.dispositions", list_dispositions);
  on(get, "/api/remedies/{id:id}", "remedies.show", show);
  on(post, "/api/remedies/{id:id}/answer", "remedies.answer", answer, state_of);
  on(post, "/api/remedies/{id:id}/end", "remedies.conclude", end, state_of);
  on(post, "/api/remedies/{id:id}/appeal", "remedies.appeal", going_on("appealed"), state_of);
  on(post, "/api/remedies/{id:id}/reopen", "remedies.reopen", going_on("reopened"), state_of);
  on(post, "/api/remedies/{id:id}/notes", "remedies.note", add_note, state_of);
  on(get, "/api/cases/{id:id}/remedies", "remedies.of_case", list_of_request);
  on(post, "/api/cases/{id:id}/bundle", "remedies.bundle", bundle);
}

}  // namespace gongkai::remedies
