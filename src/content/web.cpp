#include "content/web.hpp"

#include "base/text.hpp"
#include "content/custody.hpp"
#include "content/type_book.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"

namespace gongkai::content {

using directory::Answer;
using directory::ok;

DocumentId id_of(const http::Request& request) {
  return DocumentId{request.id_param("id")};
}

Result<Desk> readable(db::Session& session, const Context& context, DocumentId id) {
  auto desk = TRY(find_desk(session, id));
  CHECK_OK(may_see(session, context.actor, desk));
  return desk;
}

Answer show(Context& context, http::Request& request, int status) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, id_of(request)));
    return ok(document_json(session, context, desk.document), status);
  });
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto desk = readable(session, context, id_of(request));
    if (!desk) return nullptr;
    return document_json(session, context, desk->document);
  });
}

namespace {

constexpr int page_size = 50;
constexpr std::size_t links_max = 50;
constexpr std::size_t link_note_max = 200;
constexpr std::int64_t attachment_limit = 200LL << 20;
constexpr std::int64_t text_limit = 4 << 20;  // a long body with its markup

Answer list_types(Context& context, http::Request&) {
  json::array items;
  const auto book = type_book(context.services);
  context.database().read([&](db::Session& session) {
    for (const auto& type : book->types) {
      auto json = to_json(type);
      json["version"] = version_of_type(session, type.id);
      items.push_back(std::move(json));
    }
  });
  return directory::list(std::move(items));
}

Answer declare(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const json::value declaration = reader.object_at("declaration");
  CHECK_OK(reader.finish());
  const auto* id = declaration.get_object().if_contains("id");
  if (!id || !id->is_string() || std::string_view(id->get_string()) != request.param("id"))
    return refuse(FaultKind::invalid, "types.id_wrong", "id");
  const auto changed = TRY(declare_type(context, declaration, version));
  return ok({{"id", *id}, {"version", changed}});
}

Answer list_columns(Context& context, http::Request& request) {
  const SiteId wanted{parse_id(request.query.get("site")).value_or(0)};
  json::array items;
  context.database().read([&](db::Session& session) {
    for (const auto& site : directory::sites(session)) {
      if (wanted && site.id != wanted) continue;
      for (const auto& column : store::columns(session, site.id)) items.push_back(column_json(column));
    }
  });
  return directory::list(std::move(items));
}

Result<store::Filter> filter_of(const http::Request& request) {
  store::Filter filter{.limit = page_size + 1};
  if (const auto name = request.query.get("state"); !name.empty()) {
    const auto state = parse_state(name);
    if (!state) return refuse(FaultKind::invalid, "document.state_unknown", "state");
    filter.state = *state;
  }
  filter.column = ColumnId{parse_id(request.query.get("column")).value_or(0)};
  filter.title = shorten(clean_utf8(trim(request.query.get("q"))), 100);
  filter.before = DocumentId{directory::cursor_of(request)};
  return filter;
}

Answer list_documents(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  auto filter = TRY(filter_of(request));
  return context.database().read([&](db::Session& session) -> Answer {
    std::map<UnitId, std::string> names;
    filter.person = context.actor.person;
    for (const auto& unit : directory::units(session)) {
      if (!context.actor.may("content.read", unit.path)) continue;
      filter.units.values.push_back(unit.id.value);
      if (context.actor.may("content.release_urgent", unit.path)) filter.headed.values.push_back(unit.id.value);
      names.emplace(unit.id, unit.name);
    }
    auto lines = store::lines(session, filter);
    const bool more = lines.size() > static_cast<std::size_t>(page_size);
    if (more) lines.pop_back();
    json::array items;
    for (const auto& line : lines) items.push_back(line_json(line, names.at(line.unit)));
    return directory::list(std::move(items), more ? to_text(lines.back().id) : "");
  });
}

Result<Attribute> attribute_of(json::Reader& reader) {
  const auto disclosure = parse_disclosure(reader.text_or("disclosure", "undecided"));
  if (!disclosure) return refuse(FaultKind::invalid, "document.attribute_unknown", "disclosure");
  return Attribute{*disclosure, reader.text_or("ground", ""), reader.text_or("ground_note", "")};
}

Result<std::optional<std::vector<DocumentLink>>> links_of(const json::value& body, json::Reader& reader) {
  if (!body.is_object() || !body.get_object().contains("links")) return std::nullopt;
  std::vector<DocumentLink> links;
  for (const auto& item : reader.list("links")) {
    json::Reader one(item);
    const auto kind = parse_link_kind(one.text("kind"));
    const DocumentId target{one.id("target")};
    auto note = one.text_or("note", "");
    CHECK_OK(one.finish());
    if (!kind) return refuse(FaultKind::invalid, "document.link_kind_unknown", "links");
    if (links.size() >= links_max || count_characters(note) > link_note_max)
      return refuse(FaultKind::invalid, "document.links_too_many", "links");
    links.push_back({*kind, target, std::move(note)});
  }
  return links;
}

Result<std::optional<Instant>> moment_of(json::Reader& reader, std::string_view key) {
  const auto text = reader.optional_text(key);
  if (!text || text->empty()) return std::nullopt;
  const auto moment = parse_instant(*text);
  if (!moment) return refuse(FaultKind::invalid, "document.not_a_moment", std::string(key));
  return moment;
}

Result<Draft> draft_of(const json::value& body, json::Reader& reader) {
  Draft draft{.column = ColumnId{reader.id("column")},
              .title = reader.text_or("title", ""),
              .summary = reader.text_or("summary", ""),
              .body = reader.text_or("body", "")};
  for (const auto& [name, value] : reader.object_at("fields")) {
    if (value.is_null()) continue;
    if (!value.is_string() || !is_valid_utf8(std::string_view(value.get_string())))
      return refuse(FaultKind::invalid, "field.text_expected", name);
    draft.fields.emplace(name, trim(std::string_view(value.get_string())));
  }
  draft.attribute = TRY(attribute_of(reader));
  draft.links = TRY(links_of(body, reader));
  return draft;
}

Answer create_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const std::string type = reader.text("type");
  const UnitId unit{reader.id_or_zero("unit")};
  const auto draft = TRY(draft_of(body, reader));
  CHECK_OK(reader.finish());
  const auto id = TRY(create(context, type, unit ? unit : context.actor.unit, draft));
  return ok({{"id", to_text(id)}, {"version", 1}}, 201);
}

Answer edit_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto draft = TRY(draft_of(body, reader));
  CHECK_OK(reader.finish());
  CHECK_OK(edit(context, id_of(request), draft, version));
  return show(context, request);
}

/// The body of an act that needs nothing but the version the person saw.
Result<std::int64_t> version_of(const http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  return version;
}

Answer submit_document(Context& context, http::Request& request) {
  const auto version = TRY(version_of(request));
  CHECK_OK(submit(context, id_of(request), version));
  return show(context, request);
}

Answer release_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  ReleaseOrder order{.emergency_reason = reader.text_or("emergency_reason", "")};
  order.release_at = TRY(moment_of(reader, "release_at"));
  order.expires_at = TRY(moment_of(reader, "expires_at"));
  CHECK_OK(reader.finish());
  CHECK_OK(release(context, id_of(request), version, order));
  return show(context, request);
}

Answer return_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto remark = reader.text_or("remark", "");
  CHECK_OK(reader.finish());
  CHECK_OK(send_back(context, id_of(request), remark, version));
  return show(context, request);
}

Answer withdraw_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto kind = parse_withdrawal_kind(reader.text("reason_kind"));
  const WithdrawalOrder order{.kind = kind.value_or(WithdrawalKind::retracted),
                              .reason = reader.text_or("reason", ""),
                              .moved_to = DocumentId{reader.id_or_zero("moved_to")}};
  CHECK_OK(reader.finish());
  if (!kind) return refuse(FaultKind::invalid, "document.reason_kind_unknown", "reason_kind");
  CHECK_OK(withdraw(context, id_of(request), order, version));
  return show(context, request);
}

/// Permission is asked before the slow work on the file; attach asks again in its transaction.
Answer add_attachment(Context& context, http::Request& request) {
  const auto desk =
      TRY(context.database().read([&](db::Session& session) { return find_desk(session, id_of(request)); }));
  CHECK_OK(auth::require(context.actor, "content.write", desk.unit.path));
  CHECK_OK(context.database().read([&](db::Session& session) { return may_see(session, context.actor, desk); }));
  const auto upload = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (upload == request.uploads.end()) return refuse(FaultKind::invalid, "document.attachment_missing", "file");
  const auto checked = TRY(context.services.files->take_in({upload->path, upload->file_name, "file"}));
  CHECK_OK(attach(context, id_of(request), checked));
  return show(context, request, 201);
}

/// Never shown in place: what nobody has released yet must not run or frame anything beside the office.
Answer download_attachment(Context& context, http::Request& request) {
  const auto file = TRY(read_attachment(context, id_of(request), FileId{request.id_param("file")}));
  auto answer = http::file(TRY(context.services.files->path_of(file)), file.size, file.media_type);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(file.name));
  return answer;
}

Answer remove_attachment(Context& context, http::Request& request) {
  CHECK_OK(detach(context, id_of(request), FileId{request.id_param("file")}));
  return show(context, request);
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .body_limit = text_limit,
                .handler = directory::answering(router, services, std::move(handler), current)});
  };
  using enum http::Method;
  add_custody_routes(router, services);
  on(get, "/api/document-types", "content.types", list_types);
  on(put, "/api/document-types/{id}", "content.declare", declare);
  on(get, "/api/columns", "content.columns", list_columns);
  on(get, "/api/documents", "content.documents", list_documents);
  on(post, "/api/documents", "content.create", create_document);
  on(get, "/api/documents/{id:id}", "content.document",
     [](Context& context, http::Request& request) { return show(context, request); });
  on(put, "/api/documents/{id:id}", "content.edit", edit_document);
  on(post, "/api/documents/{id:id}/submit", "content.submit", submit_document);
  on(post, "/api/documents/{id:id}/release", "content.release", release_document);
  on(post, "/api/documents/{id:id}/return", "content.return", return_document);
  on(post, "/api/documents/{id:id}/withdraw", "content.withdraw", withdraw_document);
  on(get, "/api/documents/{id:id}/attachments/{file:id}", "content.download", download_attachment);
  on(del, "/api/documents/{id:id}/attachments/{file:id}", "content.detach", remove_attachment);
  router.add({.method = post,
              .pattern = "/api/documents/{id:id}/attachments",
              .name = "content.attach",
              .access = http::Access::staff,
              .upload_limit = attachment_limit,
              .handler = directory::answering(router, services, add_attachment)});
}

}  // namespace gongkai::content
