#include "review/web.hpp"

#include "base/assets.hpp"
#include "content/custody.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "review/duties_web.hpp"
#include "review/json.hpp"
#include "review/print.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t most_at_once = 100;

DocumentId id_of(const http::Request& request) {
  return DocumentId{request.id_param("id")};
}

Result<content::Desk> readable(db::Session& session, const Context& context, DocumentId id) {
  auto desk = TRY(content::find_desk(session, id));
  CHECK_OK(content::may_see(session, context.actor, desk));
  return desk;
}

Answer show(Context& context, http::Request& request, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, id_of(request)));
    return ok(review_json(session, context, desk), status);
  });
}

SignOrder order_of(json::Reader& reader, DocumentId document) {
  return {.document = document,
          .round = RoundId{reader.id("round")},
          .step = reader.text("step"),
          .remark = reader.text_or("remark", "")};
}

Answer sign_step(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto order = order_of(reader, id_of(request));
  CHECK_OK(reader.finish());
  CHECK_OK(sign(context, order));
  return show(context, request);
}

Answer override_signature(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto order = order_of(reader, id_of(request));
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  CHECK_OK(override_step(context, order, reason));
  return show(context, request);
}

/// Each document in a transaction of its own: one that cannot be signed does not hold up the others.
Answer sign_many(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto remark_text = reader.text_or("remark", "");
  std::vector<SignOrder> orders;
  for (const auto& item : reader.list("items")) {
    json::Reader one(item);
    const DocumentId document{one.id("document")};
    orders.push_back(order_of(one, document));
    orders.back().remark = remark_text;
    CHECK_OK(one.finish());
  }
  CHECK_OK(reader.finish());
  if (orders.empty() || orders.size() > most_at_once)
    return refuse(FaultKind::invalid, "review.too_many_at_once", "items", {{"value", std::to_string(most_at_once)}});
  json::array results;
  for (const auto& order : orders) {
    const auto done = sign(context, order);
    results.push_back({{"document", to_text(order.document)},
                       {"done", done.has_value()},
                       {"reasons", done ? json::array{} : reasons_json(each_of(done.error()))}});
  }
  return directory::list(std::move(results));
}

Answer add_remark(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const NewRemark order{.document = id_of(request),
                        .quote = directory::exact_text(body, "quote"),
                        .position = reader.integer_or("position", 0),
                        .text = reader.text_or("text", "")};
  CHECK_OK(reader.finish());
  CHECK_OK(remark(context, order));
  return show(context, request, 201);
}

Answer resolve_remark(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto answer = reader.text_or("answer", "");
  CHECK_OK(reader.finish());
  CHECK_OK(resolve(context, RemarkId{request.id_param("id")}, answer));
  return directory::done();
}

Answer inbox(Context& context, http::Request&) {
  return context.database().read(
      [&](db::Session& session) -> Answer { return directory::list(inbox_json(session, context)); });
}

// -- the secrecy form -------------------------------------------------------------------------------------------------

json::array sheet_json() {
  json::array items;
  for (const auto& item : secrecy_sheet().items) items.push_back({{"id", item.id}, {"text", item.text}});
  return items;
}

Answer show_form(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, id_of(request)));
    const auto rights = Rights::load(session, context);
    json::array forms;
    RoundId open{};
    for (const auto& round : store::rounds_of(session, desk.document.id)) {
      if (!round.ended_at && round.edition == desk.latest.id) open = round.id;
      const auto form = store::find_form(session, round.id);
      if (!form) continue;
      auto shown = form_json(*form, store::answers_of(session, round.id));
      shown["round"] = to_text(round.id);
      shown["round_number"] = round.number;
      forms.push_back(std::move(shown));
    }
    const auto writers = content::store::writers(session, desk.latest.id);
    const bool own = std::ranges::find(writers, context.actor.person) != writers.end();
    return ok({{"document", to_text(desk.document.id)},
               {"title", desk.latest.title},
               {"round", id_or_null(open.value)},
               {"items", sheet_json()},
               {"forms", std::move(forms)},
               {"allowed", open && !own && rights.may("review.secrecy", desk.unit.path)}});
  });
}

Answer answer_items(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  std::vector<SecrecyMark> marks;
  for (const auto& value : reader.list("answers")) {
    json::Reader one(value);
    marks.push_back({one.text("item"), one.text("answer"), one.text_or("remark", "")});
    CHECK_OK(one.finish());
  }
  CHECK_OK(reader.finish());
  CHECK_OK(answer_secrecy(context, id_of(request), marks));
  return show_form(context, request);
}

Answer conclude(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto conclusion = reader.text_or("conclusion", "");
  const auto opinion = reader.text_or("opinion", "");
  CHECK_OK(reader.finish());
  CHECK_OK(conclude_secrecy(context, id_of(request), conclusion, opinion));
  return show_form(context, request);
}

Answer ask(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto authority = reader.text_or("authority", "");
  const auto question = reader.text_or("question", "");
  CHECK_OK(reader.finish());
  CHECK_OK(ask_authority(context, id_of(request), authority, question));
  return show_form(context, request);
}

Answer note_answer(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto answer = reader.text_or("answer", "");
  CHECK_OK(reader.finish());
  CHECK_OK(note_authority_answer(context, id_of(request), answer));
  return show_form(context, request);
}

/// Of any round, also long after: what is archived with the edition.
Answer print_form(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto round = store::find_round(session, RoundId{request.id_param("id")});
    if (!round) return refuse(FaultKind::not_found, "secrecy.not_found");
    const auto desk = TRY(readable(session, context, round->document));
    const auto form = store::find_form(session, round->id);
    const auto edition = content::store::find_edition(session, round->edition);
    if (!form || !edition) return refuse(FaultKind::not_found, "secrecy.not_found");
    const auto answers = store::answers_of(session, round->id);
    return http::html(
        secrecy_page({desk, *round, edition->number, edition->title, edition->writer_name, *form, answers}));
  });
}

Answer form_style(Context&, http::Request&) {
  http::Response answer = http::text(std::string(assets::find("catalog/review/form.css").value_or("")));
  answer.content_type = "text/css; charset=utf-8";
  return answer;
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/review/inbox", "review.inbox", inbox);
  on(post, "/api/review/sign-many", "review.sign_many", sign_many);
  on(get, "/api/documents/{id:id}/review", "review.show",
     [](Context& context, http::Request& request) { return show(context, request); });
  on(post, "/api/documents/{id:id}/review/sign", "review.sign", sign_step);
  on(post, "/api/documents/{id:id}/review/override", "review.override", override_signature);
  on(post, "/api/documents/{id:id}/review/remarks", "review.remark", add_remark);
  on(post, "/api/review/remarks/{id:id}/resolve", "review.resolve", resolve_remark);
  on(get, "/api/documents/{id:id}/secrecy", "secrecy.show", show_form);
  on(put, "/api/documents/{id:id}/secrecy", "secrecy.answer", answer_items);
  on(post, "/api/documents/{id:id}/secrecy/conclude", "secrecy.conclude", conclude);
  on(post, "/api/documents/{id:id}/secrecy/ask", "secrecy.ask", ask);
  on(post, "/api/documents/{id:id}/secrecy/answer", "secrecy.note_answer", note_answer);
  on(get, "/api/review/rounds/{id:id}/form", "secrecy.print", print_form);
  on(get, "/api/review/form.css", "secrecy.style", form_style);
  add_duty_routes(router, services);
}

}  // namespace gongkai::review
