// Plans, letters, pairs, coverage, questions and cases as JSON.
#include "content/custody.hpp"
#include "content/desk.hpp"
#include "directory/api.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/letter.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"
#include "policy/web_json.hpp"

namespace gongkai::policy {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t page_size = 50;

json::array elements_json(const ElementList& elements) {
  json::array items;
  for (const auto& one : elements)
    items.push_back({{"id", one.id}, {"label", one.label}, {"hint", one.hint}, {"required", one.required}});
  return items;
}

json::array choices_json(const std::vector<NamedChoice>& choices) {
  json::array items;
  for (const auto& one : choices) items.push_back({{"value", one.id}, {"label", one.label}});
  return items;
}

json::array forms_json(const content::TypeBook& types) {
  json::array items;
  for (const auto& type : types.types)
    if (!form_of(type).empty()) items.push_back({{"value", form_of(type)}, {"label", type.name}, {"type", type.id}});
  return items;
}

json::array reasons_json(const std::vector<Fault>& faults) {
  json::array items;
  for (const auto& fault : faults)
    items.push_back({{"code", fault.code}, {"field", fault.field}, {"message", i18n::messages().message(fault)}});
  return items;
}

std::string_view word(Duty duty) {
  switch (duty) {
    case Duty::none: return "none";
    case Duty::may: return "may";
    case Duty::must: return "must";
  }
  return {};
}

json::object desk_json(db::Session& session, Context& context, const content::Desk& desk) {
  const auto types = content::type_book(context.services);
  const auto plan = store::find_plan(session, desk.document.id);
  const auto others = counterparts(session, context, desk.document.id);
  json::array letters, drafts, questions;
  for (const auto& letter : store::letters_of(session, desk.document.id)) letters.push_back(letter_json(letter));
  for (const auto& one : others) {
    const auto other = content::find_desk(session, one.document);
    drafts.push_back({{"id", gongkai::to_text(one.document)},
                      {"title", other ? other->latest.title : std::string()},
                      {"form", form_label(*types, one.form)},
                      {"state", content::name_of(one.state)},
                      {"releasable", one.releasable}});
  }
  for (const auto& question : store::questions_of(session, desk.document.id))
    questions.push_back(question_json(question));
  const auto duty = duty_of(*desk.type);
  const auto registration = store::find_registration(session, desk.document.id);
  return {{"document", gongkai::to_text(desk.document.id)},
          {"duty", word(duty)},
          {"within_working_days", catalog().interpretation.within_working_days},
          {"elements", elements_json(catalog().elements_for(desk.type->id))},
          {"channels", choices_json(catalog().channels)},
          {"forms", forms_json(*types)},
          {"plan", plan ? json::value(plan_json(*plan)) : json::value()},
          {"drafts", std::move(drafts)},
          {"letters", std::move(letters)},
          {"questions", std::move(questions)},
          {"registration", registration ? json::value(registration->number) : json::value()},
          {"why_not_circulate", reasons_json(why_not_circulate(duty, others, plan))},
          {"why_not_release", reasons_json(why_not_release(duty, others, plan, catalog().interpretation))},
          {"may_write", context.actor.may("content.write", desk.unit.path)},
          {"may_decide",
           context.actor.may("content.review", desk.unit.path) && (!plan || plan->writer != context.actor.person)}};
}

Result<content::Desk> readable(db::Session& session, const Context& context, DocumentId id) {
  auto desk = TRY(content::find_desk(session, id));
  CHECK_OK(content::may_see(session, context.actor, desk));
  return desk;
}

Answer show(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, document_of(request)));
    return ok(desk_json(session, context, desk));
  });
}

Answer put_plan(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  PlanDraft draft{.working_days_after = reader.integer_or("working_days_after", 0),
                  .later_reason = reader.text_or("later_reason", "")};
  for (const auto& [id, said] : reader.object_at("elements"))
    if (said.is_string()) draft.elements[std::string(id)] = std::string(said.get_string());
  for (const auto& one : reader.list("items")) {
    json::Reader item(one);
    draft.items.push_back({item.text("form"), item.text_or("channel", ""), item.text_or("unit", "")});
    CHECK_OK(item.finish());
  }
  CHECK_OK(reader.finish());
  TRY(save_plan(context, document_of(request), draft, version));
  return show(context, request);
}

Answer propose(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  TRY(propose_plan(context, document_of(request), version));
  return show(context, request);
}

Answer decide(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const bool accept = reader.boolean_or("accept", false);
  const auto remark = reader.text_or("remark", "");
  CHECK_OK(reader.finish());
  TRY(decide_plan(context, document_of(request), accept, remark, version));
  return show(context, request);
}

Answer print_plan(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, document_of(request)));
    const auto plan = store::find_plan(session, desk.document.id);
    if (!plan) return refuse(FaultKind::not_found, "policy.no_plan");
    const auto types = content::type_book(context.services);
    return http::html(plan_page(*plan, desk.latest.title, desk.unit.name, desk.type->id,
                                [&](std::string_view form) { return form_label(*types, form); }));
  });
}

Answer print_letter(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto letter = store::find_letter(session, LetterId{request.id_param("id")});
    if (!letter) return refuse(FaultKind::not_found, "policy.no_letter");
    TRY(readable(session, context, letter->document));
    return http::html(letter_page(*letter));
  });
}

Answer begin(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto type = reader.text("type");
  const ColumnId column{reader.id("column")};
  CHECK_OK(reader.finish());
  const auto id = TRY(begin_interpretation(context, document_of(request), type, column));
  return ok({{"id", gongkai::to_text(id)}}, 201);
}

Answer list_pairs(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  const auto wanted = request.query.get("state");
  const auto unit = parse_id(request.query.get("unit")).value_or(0);
  const auto after = directory::cursor_of(request);
  return context.database().read([&](db::Session& session) -> Answer {
    const auto names = units_open_to(session, context, "content.read");
    const auto books = library(session, context.services);
    const auto types = content::type_book(context.services);
    json::array items;
    std::string next;
    bool started = after == 0;
    for (const auto& pair :
         pairs(*books, *context.services.calendars->current(), catalog().interpretation, context.today())) {
      const auto name = names.find(pair.policy->unit);
      if (started && name != names.end() && (unit == 0 || pair.policy->unit.value == unit) &&
          (wanted.empty() || name_of(pair.state) == wanted)) {
        if (items.size() == page_size) break;
        items.push_back(pair_json(pair, name->second, *types));
        next = gongkai::to_text(pair.policy->id);
      }
      started = started || pair.policy->id.value == after;
    }
    return directory::list(std::move(items), items.size() == page_size ? next : "");
  });
}

Answer show_coverage(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  const auto by = request.query.get("by");
  const auto year = request.query.get("year");
  return context.database().read([&](db::Session& session) -> Answer {
    const auto names = units_open_to(session, context, "content.read");
    const auto books = library(session, context.services);
    std::vector<Pair> seen;
    Coverage whole;
    for (auto& pair :
         pairs(*books, *context.services.calendars->current(), catalog().interpretation, context.today())) {
      if (!names.contains(pair.policy->unit)) continue;
      if (!year.empty() && std::to_string(pair.policy->published_on.year()) != year) continue;
      count(whole, pair);
      seen.push_back(std::move(pair));
    }
    const auto key = [&](const Policy& policy) {
      if (by == "series") return policy.series;
      if (by == "year") return std::to_string(policy.published_on.year());
      return gongkai::to_text(policy.unit);
    };
    json::array groups;
    for (const auto& group : coverage_by(seen, key)) {
      const auto unit = parse_id(group.key);
      const bool named = by != "series" && by != "year" && unit;
      groups.push_back(coverage_json(group, named ? names.at(UnitId{*unit}) : group.key));
    }
    return ok({{"whole", coverage_json(whole, "")}, {"groups", std::move(groups)}});
  });
}

Result<QuestionDraft> question_draft(json::Reader& reader) {
  return QuestionDraft{reader.text_or("question", ""), reader.text_or("source", ""), reader.text_or("answer", ""),
                       DocumentId{reader.id_or_zero("answered_in")}};
}

Answer post_question(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto draft = TRY(question_draft(reader));
  CHECK_OK(reader.finish());
  const auto id = TRY(add_question(context, document_of(request), draft));
  return ok({{"id", gongkai::to_text(id)}, {"version", 1}}, 201);
}

Answer put_question(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto draft = TRY(question_draft(reader));
  CHECK_OK(reader.finish());
  const QuestionId id{request.id_param("id")};
  const auto fresh = TRY(change_question(context, id, draft, version));
  return ok({{"id", gongkai::to_text(id)}, {"version", fresh}});
}

Answer list_cases(Context& context, http::Request&) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto books = library(session, context.services);
    const auto types = content::type_book(context.services);
    json::array items;
    for (const auto& one : store::cases(session)) {
      const Policy* reading = books->find(one.document);
      items.push_back({{"document", gongkai::to_text(one.document)},
                       {"title", reading ? reading->title : std::string()},
                       {"form", reading ? form_label(*types, reading->form) : std::string()},
                       {"shown", reading != nullptr},
                       {"praise", one.praise},
                       {"sort_order", one.sort_order},
                       {"chosen_at", to_iso(one.chosen_at)}});
    }
    return directory::list(std::move(items));
  });
}

Answer put_case(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto praise = reader.text_or("praise", "");
  const auto order = reader.integer_or("sort_order", 0);
  CHECK_OK(reader.finish());
  CHECK_OK(choose_case(context, document_of(request), praise, order));
  return directory::done();
}

Answer delete_case(Context& context, http::Request& request) {
  CHECK_OK(drop_case(context, document_of(request)));
  return directory::done();
}

}  // namespace

void add_pair_routes(const Routes& routes) {
  using enum http::Method;
  routes.on(get, "/api/policies/{id:id}", "policy.show", show);
  routes.on(put, "/api/policies/{id:id}/plan", "policy.plan", put_plan);
  routes.on(post, "/api/policies/{id:id}/plan/propose", "policy.plan.propose", propose);
  routes.on(post, "/api/policies/{id:id}/plan/decide", "policy.plan.decide", decide);
  routes.on(get, "/api/policies/{id:id}/plan/print", "policy.plan.print", print_plan);
  routes.on(get, "/api/policy-letters/{id:id}/print", "policy.letter.print", print_letter);
  routes.on(post, "/api/policies/{id:id}/interpretations", "policy.begin", begin);
  routes.on(post, "/api/policies/{id:id}/questions", "policy.question.add", post_question);
  routes.on(put, "/api/policy-questions/{id:id}", "policy.question.change", put_question);
  routes.on(get, "/api/policy-pairs", "policy.pairs", list_pairs);
  routes.on(get, "/api/policy-coverage", "policy.coverage", show_coverage);
  routes.on(get, "/api/policy-cases", "policy.cases", list_cases);
  routes.on(put, "/api/policy-cases/{id:id}", "policy.case.choose", put_case);
  routes.on(del, "/api/policy-cases/{id:id}", "policy.case.drop", delete_case);
}

}  // namespace gongkai::policy
