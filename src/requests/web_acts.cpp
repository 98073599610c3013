#include "requests/web_acts.hpp"

#include "requests/person_json.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"
#include "requests/web_json.hpp"

namespace gongkai::requests {

namespace {

using directory::Answer;

/// What an act reads from the body besides the version.
using Act = Result<void> (*)(Context&, CaseId, json::Reader&, std::int64_t version);

Result<std::optional<Day>> day_in(json::Reader& reader, std::string_view key) {
  const auto text = reader.text_or(key, "");
  if (text.empty()) return std::nullopt;
  const auto day = parse_day(text);
  if (!day) return refuse(FaultKind::invalid, "requests.not_a_day", std::string(key));
  return day;
}

Result<Day> day_or_today(json::Reader& reader, std::string_view key) {
  return TRY(day_in(reader, key)).value_or(Day{});
}

Result<void> do_confirm(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const auto on = TRY(day_or_today(body, "on"));
  return confirm(context, id, on, body.text_or("note", ""), version);
}

Result<void> do_sign(Context& context, CaseId id, json::Reader&, std::int64_t version) {
  return sign_for(context, id, version);
}

Result<void> do_transfer(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return transfer(context, id, UnitId{body.id_or_zero("unit")}, body.text_or("reason", ""), version);
}

Result<void> do_hand_to(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return hand_to(context, id, PersonId{body.id_or_zero("person")}, version);
}

Result<void> do_ask_unit(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return ask_unit(context, id, UnitId{body.id_or_zero("unit")}, body.text_or("question", ""), version);
}

Result<void> do_opinion(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return give_opinion(context, id, body.text_or("words", ""), version);
}

Result<void> do_note(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return add_note(context, id, body.text_or("words", ""), version);
}

Result<void> do_urge(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return urge(context, id, body.text_or("words", ""), version);
}

Result<void> do_kind(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return change_applicant_kind(context, id, body.text_or("applicant_kind", ""), body.text_or("reason", ""), version);
}

Result<void> do_ask_correction(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const CorrectionOrder order{
      .what = body.text_or("what", ""), .on = TRY(day_or_today(body, "on")), .until = TRY(day_or_today(body, "until"))};
  return ask_correction(context, id, order, version);
}

Result<void> do_corrected(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const auto on = TRY(day_or_today(body, "on"));
  return note_corrected(context, id, on, body.text_or("description", ""), version);
}

Result<void> do_ask_extension(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const auto days = static_cast<int>(std::clamp<std::int64_t>(body.integer_or("working_days", 0), 0, 1000));
  return ask_extension(context, id, days, body.text_or("reason", ""), version);
}

Result<void> do_extend(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const auto days = static_cast<int>(std::clamp<std::int64_t>(body.integer_or("working_days", 0), 0, 1000));
  return extend(context, id, days, body.text_or("reason", ""), version);
}

Result<void> do_ask_reason(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return ask_reason(context, id, body.text_or("words", ""), version);
}

Result<void> do_explained(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return note_explained(context, id, body.text_or("words", ""), version);
}

Result<void> do_delay(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const auto until = TRY(day_or_today(body, "until"));
  return accept_reason(context, id, until, body.text_or("note", ""), version);
}

Result<void> do_fee(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const FeeOrder order{.by = body.text_or("by", ""),
                       .count = body.integer_or("count", 0),
                       .on = TRY(day_or_today(body, "on")),
                       .received_on = TRY(day_in(body, "received_on"))};
  TRY(notify_fee(context, id, order, version));
  return {};
}

Result<void> do_fee_received(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return note_fee_received(context, id, TRY(day_or_today(body, "on")), version);
}

Result<void> do_paid(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const auto on = TRY(day_or_today(body, "on"));
  return note_paid(context, id, on, body.text_or("receipt", ""), version);
}

Result<void> do_waive(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return waive_fee(context, id, body.text_or("reason", ""), version);
}

Result<void> do_decide(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  Decision decision{.outcome = body.text_or("outcome", ""),
                    .ground = body.text_or("ground", ""),
                    .reasons = body.text_or("reasons", "")};
  for (const auto& item : body.list("choices")) {
    json::Reader one(item);
    decision.choices.push_back({one.text("question"), one.text("answer")});
    CHECK_OK(one.finish());
  }
  for (const auto& item : body.list("published")) {
    json::Reader one(item);
    decision.published.push_back({one.text("title"), one.text("address")});
    CHECK_OK(one.finish());
  }
  return decide(context, id, decision, version);
}

Result<void> do_take_back(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return take_back_decision(context, id, body.text_or("reason", ""), version);
}

Result<void> do_reply(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const Reply given{
      .on = TRY(day_or_today(body, "on")), .way = body.text_or("way", ""), .letter = body.text_or("letter", "")};
  return reply(context, id, given, version);
}

Result<void> do_close(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return close(context, id, body.text_or("outcome", ""), body.text_or("reason", ""), version);
}

Result<void> do_withdrawn(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return note_withdrawn(context, id, body.text_or("reason", ""), version);
}

Result<void> do_archive(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return archive(context, id, body.text_or("shelf", ""), version);
}

Result<void> do_reopen(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const Reopening reopening{.ground = body.text_or("ground", ""),
                            .document = body.text_or("document", ""),
                            .on = TRY(day_or_today(body, "on")),
                            .until = TRY(day_in(body, "until")),
                            .reason = body.text_or("reason", "")};
  return reopen(context, id, reopening, version);
}

Result<void> do_finish(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return finish(context, id, body.text_or("result", ""), body.text_or("words", ""), version);
}

// -- consultations ----------------------------------------------------------------------------------------------------

Result<void> do_party_received(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return note_party_received(context, id, TRY(day_or_today(body, "on")), version);
}

Result<void> do_answer(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  const Opinion opinion{
      .answer = body.text_or("answer", ""), .words = body.text_or("words", ""), .on = TRY(day_or_today(body, "on"))};
  return note_opinion(context, id, opinion, version);
}

Result<void> do_silence(Context& context, CaseId id, json::Reader&, std::int64_t version) {
  return note_silence(context, id, version);
}

Result<void> do_call_off(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return call_off(context, id, body.text_or("reason", ""), version);
}

Result<void> do_remind(Context& context, CaseId id, json::Reader& body, std::int64_t version) {
  return remind(context, id, body.text_or("note", ""), version);
}

struct ActRoute {
  std::string_view pattern;
  std::string_view name;
  Act act;
};
constexpr ActRoute act_routes[] = {
    {"/api/requests/{id:id}/confirm", "requests.confirm", do_confirm},
    {"/api/requests/{id:id}/sign", "requests.sign", do_sign},
    {"/api/requests/{id:id}/transfer", "requests.transfer", do_transfer},
    {"/api/requests/{id:id}/hand-over", "requests.hand_over", do_hand_to},
    {"/api/requests/{id:id}/helpers", "requests.ask_unit", do_ask_unit},
    {"/api/requests/{id:id}/opinion", "requests.opinion", do_opinion},
    {"/api/requests/{id:id}/notes", "requests.note", do_note},
    {"/api/requests/{id:id}/urge", "requests.urge", do_urge},
    {"/api/requests/{id:id}/applicant-kind", "requests.applicant_kind", do_kind},
    {"/api/requests/{id:id}/correction", "requests.ask_correction", do_ask_correction},
    {"/api/requests/{id:id}/corrected", "requests.corrected", do_corrected},
    {"/api/requests/{id:id}/extension-request", "requests.ask_extension", do_ask_extension},
    {"/api/requests/{id:id}/extension", "requests.extend", do_extend},
    {"/api/requests/{id:id}/explanation", "requests.ask_reason", do_ask_reason},
    {"/api/requests/{id:id}/explained", "requests.explained", do_explained},
    {"/api/requests/{id:id}/delay", "requests.delay", do_delay},
    {"/api/requests/{id:id}/fee", "requests.fee", do_fee},
    {"/api/requests/{id:id}/fee-received", "requests.fee_received", do_fee_received},
    {"/api/requests/{id:id}/fee-paid", "requests.fee_paid", do_paid},
    {"/api/requests/{id:id}/fee-waiver", "requests.waive_fee", do_waive},
    {"/api/requests/{id:id}/decision", "requests.decide", do_decide},
    {"/api/requests/{id:id}/decision/take-back", "requests.take_back", do_take_back},
    {"/api/requests/{id:id}/reply", "requests.reply", do_reply},
    {"/api/requests/{id:id}/close", "requests.close", do_close},
    {"/api/requests/{id:id}/withdrawal", "requests.withdrawn", do_withdrawn},
    {"/api/requests/{id:id}/archive", "requests.archive", do_archive},
    {"/api/requests/{id:id}/reopening", "requests.reopen", do_reopen},
    {"/api/requests/{id:id}/finish", "requests.finish", do_finish}};
constexpr ActRoute consultation_routes[] = {
    {"/api/requests/consultations/{id:id}/received", "requests.party_received", do_party_received},
    {"/api/requests/consultations/{id:id}/answer", "requests.party_answer", do_answer},
    {"/api/requests/consultations/{id:id}/silence", "requests.silence", do_silence},
    {"/api/requests/consultations/{id:id}/call-off", "requests.call_off", do_call_off},
    {"/api/requests/consultations/{id:id}/reminders", "requests.remind", do_remind}};

Result<void> run(Context& context, http::Request& request, Act act) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  return act(context, CaseId{request.id_param("id")}, reader, version);
}

Answer show_consultation(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const CaseId id{request.id_param("id")};
    const auto found = find_consultation(session, *context.services.vault, id);
    if (!found) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(casework::may_see(session, context.actor, found->of));
    const auto parent = TRY(open_desk(session, context.services, found->of.parent, context.today()));
    auto said = consultation_json(session, *found, &parent);
    const bool sees_request = casework::may_see(session, context.actor, parent.of).has_value();
    said["request"] = sees_request ? json::value(to_text(parent.of.id)) : json::value();
    said["asking"] = unit_json(session, parent.of.unit);
    return directory::ok(std::move(said));
  });
}

Answer ask_party(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  ConsultationOrder order{.kind = reader.text_or("kind", ""),
                          .party = party_of(reader.object_at("party")),
                          .question = reader.text_or("question", ""),
                          .on = TRY(day_or_today(reader, "on"))};
  CHECK_OK(reader.finish());
  const CaseId id{request.id_param("id")};
  const auto asked = TRY(consult(context, id, order, version));
  return directory::ok({{"id", to_text(asked.id)}, {"token", asked.token}}, 201);
}

}  // namespace

Result<Intake> read_intake(const json::value& body) {
  json::Reader reader(body);
  Intake intake{.channel = reader.text_or("channel", ""), .note = reader.text_or("note", "")};
  auto& submission = intake.submission;
  submission.kind = reader.text_or("kind", kind::request);
  submission.unit = UnitId{reader.id_or_zero("unit")};
  submission.site = SiteId{reader.id_or_zero("site")};
  submission.about = CaseId{reader.id_or_zero("about")};
  submission.applicant = applicant_of(reader.object_at("applicant"));
  submission.description = reader.text_or("description", "");
  submission.wishes = {.form = reader.text_or("form", "paper"), .delivery = reader.text_or("delivery", "post")};
  intake.arrived_on = TRY(day_or_today(reader, "arrived_on"));
  intake.confirmed_on = TRY(day_in(reader, "confirmed_on"));
  CHECK_OK(reader.finish());
  return intake;
}

void add_act_routes(http::Router& router, Services& services, const directory::CurrentState& current) {
  const auto add = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                       directory::CurrentState state) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .handler = directory::answering(router, services, std::move(handler), std::move(state))});
  };
  for (const auto& route : act_routes)
    add(
        http::Method::post, std::string(route.pattern), std::string(route.name),
        [act = route.act](Context& context, http::Request& request) -> Answer {
          CHECK_OK(run(context, request, act));
          auto desk = show_desk(context, CaseId{request.id_param("id")});
          if (!desk && desk.error().kind == FaultKind::not_found) return directory::done();  // it went to another unit
          return desk;
        },
        current);
  add(http::Method::post, "/api/requests/{id:id}/consultations", "requests.consult", ask_party, current);
  add(http::Method::get, "/api/requests/consultations/{id:id}", "requests.consultation", show_consultation, {});
  for (const auto& route : consultation_routes)
    add(http::Method::post, std::string(route.pattern), std::string(route.name),
        [act = route.act](Context& context, http::Request& request) -> Answer {
          CHECK_OK(run(context, request, act));
          return show_consultation(context, request);
        },
        {});
}

}  // namespace gongkai::requests
