// Topics of a month for those who may see the cases, and, in numbers that name nobody, for the other staff.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/auth/vault.hpp"
#include "request_mining/store.hpp"
#include "request_mining/use_cases.hpp"
#include "request_mining/web.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::request_mining {

namespace {

using directory::Answer;
using directory::ok;

constexpr int most_memos = 200;
constexpr std::size_t most_cases = 200;

struct Question {
  directory::Unit unit{};
  Month month{};
  bool sees_cases = false;
};

/// Where nobody names a unit: the highest one whose cases, or else whose documents, the reader may see.
UnitId widest_unit(const auth::Actor& actor) {
  auto grants = actor.scope_of(requests::permission::read);
  if (grants.empty()) grants = actor.scope_of("content.read");
  const auto widest = std::ranges::min_element(grants, {}, [](const auto& grant) { return grant.unit_path.size(); });
  if (widest == grants.end() || widest->unit_path.size() < 2) return actor.unit;
  const auto segments = split(widest->unit_path, '/');  // "/a/b/" ends with an empty one
  return UnitId{parse_id(segments.at(segments.size() - 2)).value_or(actor.unit.value)};
}

Result<Question> question_of(db::Session& session, const Context& context, const http::Request& request) {
  const auto asked = request.query.get("unit");
  const auto id = asked.empty() ? widest_unit(context.actor) : UnitId{parse_id(asked).value_or(0)};
  const auto unit = directory::find_unit(session, id);
  if (!unit) return refuse(FaultKind::invalid, "request_mining.unit_unknown", "unit");
  const auto text = request.query.get("month");
  const auto today = context.today();
  const auto first = text.empty() ? Day::of(today.year(), today.month(), 1) : parse_day(std::string(text) + "-01");
  if (!first || *first > today) return refuse(FaultKind::invalid, "request_mining.month_wrong", "month");
  const bool sees = context.actor.may(requests::permission::read, unit->path);
  if (!sees) CHECK_OK(auth::require(context.actor, "content.read", unit->path));
  return Question{.unit = *unit, .month = {*first}, .sees_cases = sees};
}

std::vector<Asked> asked(db::Session& session, const Context& context, const Question& question, Month month) {
  return asked_in(session, context.services, question.unit.path, month, [&](std::string_view path) {
    return !question.sees_cases || context.actor.may(requests::permission::read, path);
  });
}

json::value number_or_null(std::optional<std::int64_t> number) {
  return number ? json::value(*number) : json::value();
}

json::array topics_json(const std::vector<Topic>& topics, bool sees_cases) {
  json::array items;
  if (sees_cases)
    for (const auto& topic : topics)
      items.push_back(json::object{{"word", topic.word}, {"now", topic.now}, {"before", topic.before}});
  else
    for (const auto& topic : shown_to_outsiders(topics, settings()))
      items.push_back(json::object{
          {"word", topic.word}, {"now", number_or_null(topic.now)}, {"before", number_or_null(topic.before)}});
  return items;
}

json::value total_json(const std::vector<Asked>& all, bool sees_cases) {
  const auto cases = std::ssize(all);
  return sees_cases ? json::value(cases) : number_or_null(shown_count(cases, applicants_among(all), settings()));
}

std::string month_text(Month month) {
  return to_text(month.first).substr(0, 7);
}

Answer show_topics(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto question = TRY(question_of(session, context, request));
    const auto before_month = question.month.before();
    const auto now = asked(session, context, question, question.month);
    const auto before = asked(session, context, question, before_month);
    return ok(json::object{{"unit", {{"id", to_text(question.unit.id)}, {"name", question.unit.name}}},
                           {"month", month_text(question.month)},
                           {"base_month", month_text(before_month)},
                           {"total", total_json(now, question.sees_cases)},
                           {"base_total", total_json(before, question.sees_cases)},
                           {"sees_cases", question.sees_cases},
                           {"smallest_shown", settings().smallest_shown},
                           {"topics", topics_json(topics_of(now, before, settings()), question.sees_cases)}});
  });
}

json::object case_json(const requests::Request& of, const std::string& unit) {
  return {{"id", to_text(of.of.id)},
          {"number", of.of.number},
          {"unit", unit},
          {"opened_on", to_text(of.of.opened_on)},
          {"is_open", of.of.is_open()},
          {"description", of.description}};
}

/// Every request is held against the reader's rights once more: a helper's unit may see some and not others.
Answer show_cases(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto question = TRY(question_of(session, context, request));
    CHECK_OK(auth::require(context.actor, requests::permission::read, question.unit.path));
    const auto word = request.query.get("word");
    if (word.empty()) return refuse(FaultKind::invalid, "field.missing", "word");
    json::array items;
    for (const auto& one : asked(session, context, question, question.month)) {
      if (items.size() == most_cases) break;
      if (!holds(one.description, word, settings())) continue;
      const auto found = requests::find(session, *context.services.vault, one.id);
      if (!found || !casework::may_see(session, context.actor, found->of)) continue;
      const auto unit = directory::find_unit(session, found->of.unit);
      items.push_back(case_json(*found, unit ? unit->name : ""));
    }
    return directory::list(std::move(items));
  });
}

json::object memo_json(db::Session& session, const Context& context, const Memo& memo) {
  const auto unit = directory::find_unit(session, memo.unit),
             responsible = directory::find_unit(session, memo.responsible);
  const auto path = unit ? unit->path : "/";
  return {{"id", to_text(memo.id)},
          {"unit", {{"id", to_text(memo.unit)}, {"name", unit ? unit->name : ""}}},
          {"word", memo.word},
          {"month", month_text({memo.month})},
          {"responsible", {{"id", to_text(memo.responsible)}, {"name", responsible ? responsible->name : ""}}},
          {"due_on", to_text(memo.due_on)},
          {"is_overdue", !memo.done_on && memo.due_on < context.today()},
          {"cause", memo.cause},
          {"measures", memo.measures},
          {"result", memo.result},
          {"done_on", memo.done_on ? json::value(to_text(*memo.done_on)) : json::value()},
          {"written_by", memo.written_by_name},
          {"written_at", to_iso(memo.written_at)},
          {"may_finish", context.actor.may(requests::permission::handle, path) ||
                             context.actor.may(requests::permission::supervise, path)},
          {"version", memo.version}};
}

Answer list_memos(Context& context, http::Request&) {
  if (!context.actor.may_somewhere(requests::permission::read))
    CHECK_OK(auth::require(context.actor, requests::permission::read, "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    std::map<TopicMemoId, Memo, std::greater<>> found;
    for (const auto& grant : context.actor.scope_of(requests::permission::read))
      for (auto& memo : store::memos(session, *context.services.vault, grant.unit_path, grant.with_subtree, most_memos))
        found.emplace(memo.id, std::move(memo));
    json::array items;
    for (const auto& [id, memo] : found) items.push_back(memo_json(session, context, memo));
    return directory::list(std::move(items));
  });
}

Answer show_memo(Context& context, TopicMemoId id, int status) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto memo = store::find_memo(session, *context.services.vault, id);
    if (!memo) return refuse(FaultKind::not_found, "request_mining.memo_not_found");
    return ok(memo_json(session, context, *memo), status);
  });
}

Answer post_memo(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId unit{reader.id_or_zero("unit")};
  Memo memo{.unit = unit ? unit : context.actor.unit, .word = reader.text_or("word", "")};
  const auto month = parse_day(reader.text("month") + "-01");
  memo.month = month.value_or(context.today() + 1);  // refused as not having begun
  memo.responsible = UnitId{reader.id_or_zero("responsible")};
  memo.due_on = reader.day("due_on");
  memo.cause = reader.text_or("cause", "");
  memo.measures = reader.text_or("measures", "");
  CHECK_OK(reader.finish());
  return show_memo(context, TRY(write_memo(context, std::move(memo))), 201);
}

Answer post_result(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto result = reader.text_or("result", "");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  const TopicMemoId id{request.id_param("id")};
  CHECK_OK(finish_memo(context, id, result, version));
  return show_memo(context, id, 200);
}

}  // namespace

void add_topic_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/request-topics", "request_mining.topics", show_topics);
  on(get, "/api/request-topics/cases", "request_mining.topic_cases", show_cases);
  on(get, "/api/topic-memos", "request_mining.memos", list_memos);
  on(post, "/api/topic-memos", "request_mining.write_memo", post_memo);
  on(post, "/api/topic-memos/{id:id}/result", "request_mining.finish_memo", post_result);
}

}  // namespace gongkai::request_mining
