// Templates, settings and seal of a unit.
#include <algorithm>

#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "letters/form.hpp"
#include "letters/json.hpp"
#include "letters/use_cases.hpp"
#include "letters/web.hpp"

namespace gongkai::letters {
namespace {
using directory::Answer;
using directory::ok;

constexpr std::int64_t form_limit = 5 << 20, seal_limit = 5 << 20;
constexpr std::string_view permission = "letters.templates";
constexpr auto docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Result<directory::Unit> unit_of(db::Session& session, const Context& context, UnitId id) {
  auto unit = directory::find_unit(session, id);
  if (!unit) return refuse(FaultKind::not_found, "letters.no_unit");
  // whoever writes the unit's letters may see what they are written with
  if (!context.actor.may("requests.handle", unit->path)) CHECK_OK(auth::require(context.actor, permission, unit->path));
  return *std::move(unit);
}

Answer show_setting(Context& context, UnitId id, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto unit = TRY(unit_of(session, context, id));
    return ok(stationery_json(stationery_of(session, unit)), status);
  });
}

UnitId unit_param(const http::Request& request) {
  return UnitId{request.id_param("unit")};
}

json::value current_setting(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto unit = unit_of(session, context, unit_param(request));
    return unit ? json::value(stationery_json(stationery_of(session, *unit))) : json::value();
  });
}

Answer edit_setting(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Setting setting{.unit = unit_param(request),
                        .number_word = reader.text_or("number_word", ""),
                        .body_kind = reader.text_or("body_kind", ""),
                        .review_body = reader.text_or("review_body", ""),
                        .court = reader.text_or("court", ""),
                        .online_address = reader.text_or("online_address", ""),
                        .contact = reader.text_or("contact", ""),
                        .seal_millimetres = reader.integer_or("seal_millimetres", 42),
                        .stamped_by_hand = reader.boolean_or("stamped_by_hand", false),
                        .version = reader.integer("version")};
  CHECK_OK(reader.finish());
  CHECK_OK(set_setting(context, setting));
  return show_setting(context, setting.unit);
}

/// Permission before the slow work on the file.
Result<files::Checked> uploaded(Context& context, const http::Request& request, UnitId unit) {
  CHECK_OK(context.database().read([&](db::Session& session) -> Result<void> {
    const auto found = TRY(unit_of(session, context, unit));
    return auth::require(context.actor, permission, found.path);
  }));
  const auto upload = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (upload == request.uploads.end()) return refuse(FaultKind::invalid, "document.attachment_missing", "file");
  return context.services.files->take_in({upload->path, upload->file_name, "file"});
}

Answer upload_seal(Context& context, http::Request& request) {
  const auto unit = unit_param(request);
  const auto checked = TRY(uploaded(context, request, unit));
  const auto version = context.database().read([&](db::Session& session) {
    const auto found = store::settings_of(session, db::List{{unit.value}});
    return found.empty() ? std::int64_t{0} : found.front().version;
  });
  CHECK_OK(set_seal(context, unit, version, checked));
  return show_setting(context, unit, 201);
}

/// To those who keep it: a seal is not handed around.
Answer show_seal(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto unit = TRY(unit_of(session, context, unit_param(request)));
    CHECK_OK(auth::require(context.actor, permission, unit.path));
    const auto stationery = stationery_of(session, unit);
    if (!stationery.setting.seal) return refuse(FaultKind::not_found, "letters.missing.seal");
    const auto file = TRY(context.services.files->find(session, stationery.setting.seal));
    auto answer = http::file(TRY(context.services.files->path_of(file)), file.size, file.media_type);
    answer.header("Cache-Control", "no-store");
    return answer;
  });
}

Answer list_forms(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto unit = TRY(unit_of(session, context, unit_param(request)));
    json::array items;
    for (const auto& form : store::forms_of(session, unit.id)) items.push_back(form_json(form));
    return directory::list(std::move(items));
  });
}

Answer upload_form(Context& context, http::Request& request) {
  const auto unit = unit_param(request);
  const auto kind = std::string(request.params.get("kind"));
  auto checked = TRY(uploaded(context, request, unit));
  checked.has_text = false;
  const auto id = TRY(add_form(context, unit, kind, checked));
  const auto form = context.database().read([&](db::Session& session) { return store::find_form(session, id); });
  if (!form) return refuse(FaultKind::not_found, "letters.form.not_found");
  return ok(form_json(*form), 201);
}

http::Response docx_answer(http::Response answer, const std::string& name) {
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name));
  return answer;
}

Answer show_sample(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere(permission)) CHECK_OK(auth::require(context.actor, permission, "/"));
  const auto* kind = book().find_kind(request.params.get("kind"));
  if (!kind) return refuse(FaultKind::not_found, "letters.no_such_kind");
  return docx_answer({.content_type = docx_type, .body = sample_form(*kind)}, kind->name + ".docx");
}

Answer show_form(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto form = store::find_form(session, LetterFormId{request.id_param("id")});
    if (!form) return refuse(FaultKind::not_found, "letters.form.not_found");
    CHECK_OK(unit_of(session, context, form->unit));
    const auto file = TRY(context.services.files->find(session, form->file));
    return docx_answer(http::file(TRY(context.services.files->path_of(file)), file.size, file.media_type),
                       form->file_name);
  });
}

Answer retire(Context& context, http::Request& request) {
  CHECK_OK(retire_form(context, LetterFormId{request.id_param("id")}));
  return directory::done();
}
}  // namespace

void add_stationery_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                      std::int64_t upload_limit = 0, directory::CurrentState state = {}) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .upload_limit = upload_limit,
                .handler = directory::answering(router, services, std::move(handler), std::move(state))});
  };
  using enum http::Method;
  on(get, "/api/letter-settings/{unit:id}", "letters.setting",
     [](Context& context, http::Request& request) { return show_setting(context, unit_param(request)); });
  on(put, "/api/letter-settings/{unit:id}", "letters.set_setting", edit_setting, 0, current_setting);
  on(get, "/api/letter-settings/{unit:id}/seal", "letters.seal", show_seal);
  on(post, "/api/letter-settings/{unit:id}/seal", "letters.set_seal", upload_seal, seal_limit);
  on(get, "/api/letter-settings/{unit:id}/templates", "letters.templates", list_forms);
  on(post, "/api/letter-settings/{unit:id}/templates/{kind}", "letters.add_template", upload_form, form_limit);
  on(get, "/api/letter-kinds/{kind}/sample.docx", "letters.sample", show_sample);
  on(get, "/api/letter-templates/{id:id}/file", "letters.template", show_form);
  on(del, "/api/letter-templates/{id:id}", "letters.retire_template", retire);
}

}  // namespace gongkai::letters
