#include "oversight/web.hpp"

#include <charconv>

#include "base/text.hpp"
#include "oversight/results.hpp"
#include "oversight/store.hpp"
#include "oversight/web_json.hpp"

namespace gongkai::oversight {

namespace {

using directory::Answer;
using directory::ok;

InspectionId inspection_in(const http::Request& request) {
  return InspectionId{request.id_param("id")};
}
SampleId sample_in(const http::Request& request) {
  return SampleId{request.id_param("id")};
}

Answer show_inspection(Context& context, InspectionId id, int status = 200) {
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(TRY(whole_json(session, context, id)), status); });
}
Answer show_sample(Context& context, SampleId id) {
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(TRY(sample_json(session, context, id))); });
}

json::value current_inspection(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    auto said = whole_json(session, context, inspection_in(request));
    return said ? json::value(*std::move(said)) : json::value();
  });
}
json::value current_sample(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    auto said = sample_json(session, context, sample_in(request));
    return said ? json::value(*std::move(said)) : json::value();
  });
}

Answer list_inspections(Context& context, http::Request&) {
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& inspection : store::all(session)) {
      const auto samples = visible_samples(session, context, inspection);
      if (samples.empty() && !sees_all(context.actor, inspection)) continue;
      auto said = inspection_json(session, inspection);
      const auto in = [&](SampleStage stage) { return std::ranges::count(samples, stage, stage_of); };
      said["samples"] = static_cast<std::int64_t>(samples.size());
      said["waiting"] = in(SampleStage::waiting);
      said["appeals"] = in(SampleStage::appealed);
      items.push_back(std::move(said));
    }
    return directory::list(std::move(items));
  });
}

Answer choices(Context& context, http::Request&) {
  if (!context.actor.may_somewhere(permission::draw)) CHECK_OK(auth::require(context.actor, permission::draw, "/"));
  return context.database().read([&](db::Session& session) { return ok(choices_json(session, context)); });
}

Result<Strata> strata_in(std::string_view id) {
  const auto strata = parse_strata(id);
  if (!strata) return refuse(FaultKind::invalid, "oversight.strata_wrong", "strata");
  return *strata;
}

std::vector<std::string> texts_in(const json::array& list) {
  std::vector<std::string> texts;
  for (const auto& one : list) texts.emplace_back(one.is_string() ? std::string_view(one.get_string()) : "?");
  return texts;
}

Result<Order> order_in(const json::value& body) {
  json::Reader reader(body);
  Order order{.name = reader.text_or("name", ""),
              .unit = UnitId{reader.id_or_zero("unit")},
              .first_day = reader.day("first_day"),
              .last_day = reader.day("last_day"),
              .outcomes = texts_in(reader.list("outcomes")),
              .amount = {reader.boolean_or("is_share", false), reader.integer_or("amount", 0)},
              .seed = reader.text_or("seed", "")};
  const auto strata = reader.text_or("strata", "unit");
  CHECK_OK(reader.finish());
  order.strata = TRY(strata_in(strata));
  return order;
}

Answer post_frame(Context& context, http::Request& request) {
  const auto frame = TRY(frame_of(context, TRY(order_in(TRY(directory::body_of(request))))));
  return ok({{"size", frame.size}, {"strata", strata_json(frame.strata)}});
}

Answer post_inspection(Context& context, http::Request& request) {
  const auto order = TRY(order_in(TRY(directory::body_of(request))));
  return show_inspection(context, TRY(draw(context, order)), 201);
}

Answer show_one(Context& context, http::Request& request) {
  return show_inspection(context, inspection_in(request));
}
Answer show_one_sample(Context& context, http::Request& request) {
  return show_sample(context, sample_in(request));
}

Answer post_scorers(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  std::vector<PersonId> people;
  for (const auto& text : texts_in(reader.list("scorers"))) people.push_back(PersonId{parse_id(text).value_or(0)});
  CHECK_OK(reader.finish());
  CHECK_OK(assign_all(context, inspection_in(request), people, version));
  return show_one(context, request);
}

Answer versioned(Context& context, http::Request& request,
                 Result<void> (*act)(Context&, InspectionId, std::int64_t version)) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(act(context, inspection_in(request), version));
  return show_one(context, request);
}
Answer post_told(Context& context, http::Request& request) {
  return versioned(context, request, tell);
}
Answer post_closed(Context& context, http::Request& request) {
  return versioned(context, request, close);
}

Answer put_scorer(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const PersonId scorer{reader.id_or_zero("scorer")};
  CHECK_OK(reader.finish());
  CHECK_OK(assign(context, sample_in(request), scorer, version));
  return show_one_sample(context, request);
}

Result<std::vector<Entry>> entries_in(const json::array& list) {
  std::vector<Entry> entries;
  for (const auto& said : list) {
    json::Reader reader(said);
    Entry entry{.criterion = reader.text("criterion"),
                .lost = reader.integer_or("lost", 0),
                .reason = reader.text_or("reason", "")};
    const auto verdict = parse_verdict(reader.text("verdict"));
    CHECK_OK(reader.finish());
    if (!verdict) return refuse(FaultKind::invalid, "oversight.verdict_unknown", entry.criterion);
    entry.verdict = *verdict;
    entries.push_back(std::move(entry));
  }
  return entries;
}

Answer put_scores(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto entries = TRY(entries_in(reader.list("scores")));
  CHECK_OK(reader.finish());
  CHECK_OK(score(context, sample_in(request), entries, version));
  return show_one_sample(context, request);
}

Answer post_appeal(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto words = reader.text_or("words", "");
  CHECK_OK(reader.finish());
  CHECK_OK(appeal(context, sample_in(request), words, version));
  return show_one_sample(context, request);
}

Answer post_answer(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  Ruling ruling{.words = reader.text_or("words", "")};
  for (const auto& said : reader.list("lost")) {
    json::Reader one(said);
    const auto criterion = one.text("criterion");
    ruling.lost[criterion] = one.integer("lost");
    CHECK_OK(one.finish());
  }
  CHECK_OK(reader.finish());
  CHECK_OK(answer(context, sample_in(request), ruling, version));
  return show_one_sample(context, request);
}

Answer download_results(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto inspection = store::find(session, inspection_in(request));
    if (!inspection || !sees_all(context.actor, *inspection))
      return refuse(FaultKind::not_found, "oversight.not_found");
    return download(
        {.content_type = xlsx_type, .body = workbook_of(*inspection, scored_samples(session, context, *inspection))},
        inspection->name + ".xlsx");
  });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/oversight/inspections", "oversight.list", list_inspections);
  on(post, "/api/oversight/inspections", "oversight.draw", post_inspection);
  on(get, "/api/oversight/choices", "oversight.choices", choices);
  on(post, "/api/oversight/frame", "oversight.frame", post_frame);
  on(get, "/api/oversight/inspections/{id:id}", "oversight.show", show_one);
  on(post, "/api/oversight/inspections/{id:id}/scorers", "oversight.assign_all", post_scorers, current_inspection);
  on(post, "/api/oversight/inspections/{id:id}/told", "oversight.tell", post_told, current_inspection);
  on(post, "/api/oversight/inspections/{id:id}/closed", "oversight.close", post_closed, current_inspection);
  on(get, "/api/oversight/inspections/{id:id}/results.xlsx", "oversight.results", download_results);
  on(get, "/api/oversight/samples/{id:id}", "oversight.show_sample", show_one_sample);
  on(put, "/api/oversight/samples/{id:id}/scorer", "oversight.assign", put_scorer, current_sample);
  on(put, "/api/oversight/samples/{id:id}/scores", "oversight.score", put_scores, current_sample);
  on(post, "/api/oversight/samples/{id:id}/appeal", "oversight.appeal", post_appeal, current_sample);
  on(post, "/api/oversight/samples/{id:id}/answer", "oversight.answer", post_answer, current_sample);
  add_archive_routes(router, services);
}

}  // namespace gongkai::oversight
