#include "letters/web.hpp"

#include <algorithm>

#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "letters/json.hpp"
#include "letters/text_json.hpp"
#include "letters/use_cases.hpp"

namespace gongkai::letters {
namespace {
using directory::Answer;
using directory::ok;

constexpr std::int64_t text_limit = 256 << 10, proof_limit = 30 << 20;
constexpr std::int64_t most_waiting = 200;

LetterId id_of(const http::Request& request) {
  return LetterId{request.id_param("id")};
}

Answer show(Context& context, LetterId id, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(find_desk(session, context, id));
    return ok(letter_json(session, context, desk), status);
  });
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto desk = find_desk(session, context, id_of(request));
    return desk ? json::value(letter_json(session, context, *desk)) : json::value();
  });
}

/// All of one case, or what waits for this person's approval.
Answer list_letters(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    if (const auto id = parse_id(request.query.get("case"))) {
      const auto of = casework::find(session, *context.services.vault, CaseId{*id});
      if (!of) return refuse(FaultKind::not_found, "letters.no_case");
      CHECK_OK(casework::may_see(session, context.actor, *of));
      for (const auto& letter : letters_of(session, context.services, of->id)) items.push_back(line_json(letter));
      return directory::list(std::move(items));
    }
    db::List units;
    for (const auto& unit : directory::units(session))
      if (context.actor.may("requests.approve", unit.path)) units.values.push_back(unit.id.value);
    if (units.values.empty()) CHECK_OK(auth::require(context.actor, "requests.approve", "/"));
    for (const auto& letter : store::submitted(session, *context.services.vault, units, most_waiting)) {
      auto line = line_json(letter);
      const auto of = casework::find(session, *context.services.vault, letter.case_id);
      line["case_number"] = of ? of->number : std::string();
      items.push_back(std::move(line));
    }
    return directory::list(std::move(items));
  });
}

Answer list_kinds(Context&, http::Request&) {
  json::array kinds, elements, grounds;
  for (const auto& kind : book().kinds) kinds.push_back(kind_json(kind));
  for (const auto& element : book().elements) elements.push_back({{"number", element.number}, {"name", element.name}});
  for (const auto& ground : book().grounds)
    grounds.push_back({{"id", ground.id}, {"name", ground.name}, {"article", ground.article}});
  return ok(
      json::object{{"items", std::move(kinds)}, {"elements", std::move(elements)}, {"grounds", std::move(grounds)}});
}

Answer begin_letter(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const CaseId of{reader.id("case")};
  const auto kind = reader.text("kind");
  const auto facts = facts_of(reader.object_at("facts"));
  CHECK_OK(reader.finish());
  return show(context, TRY(begin(context, of, kind, facts)), 201);
}

Answer change_letter(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto facts = facts_of(reader.object_at("facts"));
  CHECK_OK(reader.finish());
  CHECK_OK(change(context, id_of(request), version, facts));
  return show(context, id_of(request));
}

/// The acts that take nothing but the version.
template <auto Act>
Answer do_act(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(Act(context, id_of(request), version));
  return show(context, id_of(request));
}

Answer send_back_letter(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto remark = reader.text_or("remark", "");
  CHECK_OK(reader.finish());
  CHECK_OK(send_back(context, id_of(request), version, remark));
  return show(context, id_of(request));
}

Answer send_letter(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto way = parse_way(reader.text_or("way", "registered_post"));
  CHECK_OK(reader.finish());
  if (!way) return refuse(FaultKind::invalid, "letters.no_way", "way");
  CHECK_OK(send(context, id_of(request), version, *way));
  return show(context, id_of(request));
}

Answer correct_letter(Context& context, http::Request& request) {
  return show(context, TRY(correct(context, id_of(request))), 201);
}

template <auto Bytes>
Answer download(Context& context, http::Request& request, std::string_view extension, const char* media_type,
                bool in_place) {
  const auto desk =
      TRY(context.database().read([&](db::Session& session) { return find_desk(session, context, id_of(request)); }));
  http::Response answer{.content_type = media_type, .body = TRY(Bytes(context, desk))};
  const auto text = desk.text();
  const auto name = text.title + (desk.letter.is_sent() ? " " + text.number : "") + std::string(extension);
  answer.header("Content-Disposition",
                std::string(in_place ? "inline" : "attachment") + "; filename*=UTF-8''" + http::percent_encode(name));
  answer.header("Cache-Control", "no-store");
  return answer;
}

Answer show_pdf(Context& context, http::Request& request) {
  return download<pdf_of>(context, request, ".pdf", "application/pdf", true);
}
Answer show_docx(Context& context, http::Request& request) {
  return download<docx_of>(context, request, ".docx",
                           "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false);
}

std::optional<Day> optional_day(json::Reader& reader, std::string_view key, std::vector<Fault>& faults) {
  const auto text = reader.optional_text(key);
  if (!text || text->empty()) return std::nullopt;
  const auto day = parse_day(*text);
  if (!day) faults.push_back({FaultKind::invalid, "letters.no_day", std::string(key), {{"field", ""}}});
  return day;
}

Answer add_delivery(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  std::vector<Fault> faults;
  const auto way = parse_way(reader.text("way"));
  Delivery delivery{.on = reader.day("on"), .note = reader.text_or("note", "")};
  delivery.received_on = optional_day(reader, "received_on", faults);
  delivery.returned_on = optional_day(reader, "returned_on", faults);
  CHECK_OK(reader.finish());
  if (!way) faults.push_back({FaultKind::invalid, "letters.no_way", "way"});
  CHECK_OK(all_of(std::move(faults)));
  delivery.way = *way;
  CHECK_OK(deliver(context, id_of(request), std::move(delivery)));
  return show(context, id_of(request), 201);
}

Result<Delivery> delivery_of(Context& context, DeliveryId id) {
  auto found = context.database().read(
      [&](db::Session& session) { return store::find_delivery(session, *context.services.vault, id); });
  if (!found) return refuse(FaultKind::not_found, "letters.no_delivery");
  return *std::move(found);
}

Answer report_delivery(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  std::vector<Fault> faults;
  Delivery change{.id = DeliveryId{request.id_param("id")},
                  .note = reader.text_or("note", ""),
                  .version = reader.integer("version")};
  change.received_on = optional_day(reader, "received_on", faults);
  change.returned_on = optional_day(reader, "returned_on", faults);
  CHECK_OK(reader.finish());
  CHECK_OK(all_of(std::move(faults)));
  CHECK_OK(report(context, change));
  return show(context, TRY(delivery_of(context, change.id)).letter);
}

/// Permission is asked before the slow work on the file; prove asks again in its transaction.
Answer add_proof(Context& context, http::Request& request) {
  const auto delivery = TRY(delivery_of(context, DeliveryId{request.id_param("id")}));
  const auto desk =
      TRY(context.database().read([&](db::Session& session) { return find_desk(session, context, delivery.letter); }));
  CHECK_OK(auth::require(context.actor, "requests.handle", desk.of.unit_path));
  const auto upload = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (upload == request.uploads.end()) return refuse(FaultKind::invalid, "document.attachment_missing", "file");
  auto checked = TRY(context.services.files->take_in({upload->path, upload->file_name, "file"}));
  checked.has_text = false;  // signatures and addresses do not go into the index of texts
  CHECK_OK(prove(context, delivery.id, delivery.version, checked));
  return show(context, delivery.letter, 201);
}

Answer show_proof(Context& context, http::Request& request) {
  const auto delivery = TRY(delivery_of(context, DeliveryId{request.id_param("id")}));
  const auto file = TRY(context.database().read([&](db::Session& session) -> Result<files::StoredFile> {
    CHECK_OK(find_desk(session, context, delivery.letter));
    if (!delivery.proof) return refuse(FaultKind::not_found, "letters.no_delivery");
    return context.services.files->find(session, delivery.proof);
  }));
  auto answer = http::file(TRY(context.services.files->path_of(file)), file.size, file.media_type);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(file.name));
  return answer;
}
}  // namespace

void add_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                      directory::CurrentState state = {}) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .body_limit = text_limit,
                .handler = directory::answering(router, services, std::move(handler), std::move(state))});
  };
  using enum http::Method;
  on(get, "/api/letters", "letters.list", list_letters);
  on(post, "/api/letters", "letters.begin", begin_letter);
  on(get, "/api/letter-kinds", "letters.kinds", list_kinds);
  on(get, "/api/letters/{id:id}", "letters.show",
     [](Context& context, http::Request& request) { return show(context, id_of(request)); });
  on(put, "/api/letters/{id:id}", "letters.change", change_letter, current);
  on(post, "/api/letters/{id:id}/submit", "letters.submit", do_act<submit>, current);
  on(post, "/api/letters/{id:id}/approve", "letters.approve", do_act<approve>, current);
  on(post, "/api/letters/{id:id}/send-back", "letters.send_back", send_back_letter, current);
  on(post, "/api/letters/{id:id}/discard", "letters.discard", do_act<discard>, current);
  on(post, "/api/letters/{id:id}/confirm-days", "letters.confirm_days", do_act<confirm_days>, current);
  on(post, "/api/letters/{id:id}/send", "letters.send", send_letter, current);
  on(post, "/api/letters/{id:id}/correct", "letters.correct", correct_letter);
  on(get, "/api/letters/{id:id}/letter.pdf", "letters.pdf", show_pdf);
  on(get, "/api/letters/{id:id}/letter.docx", "letters.docx", show_docx);
  on(post, "/api/letters/{id:id}/deliveries", "letters.deliver", add_delivery);
  on(put, "/api/letter-deliveries/{id:id}", "letters.report", report_delivery);
  on(get, "/api/letter-deliveries/{id:id}/proof", "letters.proof", show_proof);
  router.add({.method = post,
              .pattern = "/api/letter-deliveries/{id:id}/proof",
              .name = "letters.prove",
              .access = http::Access::staff,
              .upload_limit = proof_limit,
              .handler = directory::answering(router, services, add_proof)});
  add_stationery_routes(router, services);
}

}  // namespace gongkai::letters
