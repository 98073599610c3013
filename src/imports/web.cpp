#include "imports/web.hpp"

#include "base/text.hpp"
#include "content/api.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "imports/store.hpp"
#include "imports/use_cases.hpp"
#include "platform/documents/xlsx_writer.hpp"

namespace gongkai::imports {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::int64_t page_size = 50, faults_in_workbook = 100'000;
constexpr std::int64_t upload_limit = 1LL << 30;
constexpr std::string_view permission = "imports.manage";

ImportId id_of(const http::Request& request) {
  return ImportId{request.id_param("id")};
}

Result<Import> managed(db::Session& session, const Context& context, ImportId id) {
  const auto import = store::find(session, id);
  const auto unit = import ? directory::find_unit(session, import->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "import.not_found");
  CHECK_OK(auth::require(context.actor, permission, unit->path));
  return *import;
}

json::value mapping_json(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::parse(text).value_or(json::value());
}

json::object to_json(db::Session& session, const Import& import) {
  const auto unit = directory::find_unit(session, import.unit);
  return {{"id", to_text(import.id)},
          {"name", import.name},
          {"unit", {{"id", to_text(import.unit)}, {"name", unit ? unit->name : ""}}},
          {"source", name_of(import.source)},
          {"state", name_of(import.state)},
          {"mapping", mapping_json(import.mapping)},
          {"has_media", static_cast<bool>(import.media)},
          {"total", import.total},
          {"faulty", import.faulty},
          {"skipped", import.skipped},
          {"existing", import.existing},
          {"taken", import.taken},
          {"position", import.position},
          {"kept", import.kept},
          {"fault", import.fault},
          {"created_at", to_iso(import.created_at)},
          {"started_at", directory::instant_or_null(import.started_at)},
          {"finished_at", directory::instant_or_null(import.finished_at)},
          {"version", import.version}};
}

Answer show(Context& context, http::Request& request, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    return ok(to_json(session, TRY(managed(session, context, id_of(request)))), status);
  });
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto import = managed(session, context, id_of(request));
    return import ? json::value(to_json(session, *import)) : json::value();
  });
}

/// Units over which the person may import.
db::List own_units(db::Session& session, const Context& context) {
  db::List units;
  for (const auto& unit : directory::units(session))
    if (context.actor.may(permission, unit.path)) units.values.push_back(unit.id.value);
  return units;
}

Answer list_imports(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere(permission)) CHECK_OK(auth::require(context.actor, permission, "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    auto imports =
        store::list(session, own_units(session, context), ImportId{directory::cursor_of(request)}, page_size + 1);
    const bool more = imports.size() > static_cast<std::size_t>(page_size);
    if (more) imports.pop_back();
    json::array items;
    for (const auto& import : imports) items.push_back(to_json(session, import));
    return directory::list(std::move(items), more ? to_text(imports.back().id) : "");
  });
}

Result<const http::Upload*> uploaded(const http::Request& request) {
  const auto found = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (found == request.uploads.end()) return refuse(FaultKind::invalid, "document.attachment_missing", "file");
  return &*found;
}

Answer begin_import(Context& context, http::Request& request) {
  const auto* upload = TRY(uploaded(request));
  const auto named = request.query.get("source");
  const auto source = named.empty() ? source_of(upload->file_name) : parse_source(named);
  if (!source) return refuse(FaultKind::invalid, "import.source_unknown", "source");
  const UnitId unit{parse_id(request.query.get("unit")).value_or(0)};
  const auto id = TRY(begin(context, {.unit = unit ? unit : context.actor.unit,
                                      .name = std::string(request.query.get("name")),
                                      .source = *source,
                                      .file = upload->path,
                                      .file_name = upload->file_name}));
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(to_json(session, TRY(managed(session, context, id))), 201); });
}

Answer put_media(Context& context, http::Request& request) {
  const auto* upload = TRY(uploaded(request));
  std::int64_t version = 0;
  const auto text = request.query.get("version");
  std::from_chars(text.data(), text.data() + text.size(), version);
  CHECK_OK(add_media(context, id_of(request), upload->path, version));
  return show(context, request);
}

json::object record_json(const Record& record) {
  json::object values;
  for (const auto& [name, value] : record.values) values[name] = shorten(value, 200);
  return {{"place", record.place}, {"values", values}};
}

/// The first records, and what the mapping might be.
Answer show_sample(Context& context, http::Request& request) {
  const auto types = content::type_book(context.services);
  return context.database().read([&](db::Session& session) -> Answer {
    const auto import = TRY(managed(session, context, id_of(request)));
    const auto sample = TRY(sample_of(context.services, session, import));
    const auto* type = types->find(request.query.get("type"));
    json::array columns, records;
    for (const auto& column : sample.columns) columns.push_back(json::value(column));
    for (const auto& record : sample.records) records.push_back(record_json(record));
    auto proposed = to_json(proposal(sample.columns, import.source, type));
    proposed["column"] = "";
    return ok(json::object{{"columns", columns}, {"records", records}, {"proposal", proposed}});
  });
}

Answer put_mapping(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const json::value mapping(reader.object_at("mapping"));
  CHECK_OK(reader.finish());
  CHECK_OK(set_mapping(context, id_of(request), TRY(parse_mapping(mapping, *content::type_book(context.services))),
                       version));
  return show(context, request);
}

struct Ordered {
  std::int64_t version = 0;
  bool forced = false;
};
Result<Ordered> ordered(const http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Ordered order{reader.integer("version"), reader.boolean_or("forced", false)};
  CHECK_OK(reader.finish());
  return order;
}

Answer check_import(Context& context, http::Request& request) {
  const auto order = TRY(ordered(request));
  CHECK_OK(order_check(context, id_of(request), order.version));
  return show(context, request);
}
Answer run_import(Context& context, http::Request& request) {
  const auto order = TRY(ordered(request));
  CHECK_OK(order_run(context, id_of(request), order.version));
  return show(context, request);
}
Answer undo_import(Context& context, http::Request& request) {
  const auto order = TRY(ordered(request));
  CHECK_OK(order_undo(context, id_of(request), order.forced, order.version));
  return show(context, request);
}

Answer list_faults(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto import = TRY(managed(session, context, id_of(request)));
    auto faults = store::faults(session, import.id, directory::cursor_of(request), page_size + 1);
    const bool more = faults.size() > static_cast<std::size_t>(page_size);
    if (more) faults.pop_back();
    json::array items;
    for (const auto& [number, fault] : faults)
      items.push_back(json::object{
          {"place", fault.place}, {"column", fault.column}, {"value", fault.value}, {"reason", fault.reason}});
    return directory::list(std::move(items), more ? id_text(faults.back().number) : "");
  });
}

Answer download_faults(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto import = TRY(managed(session, context, id_of(request)));
    documents::Sheet sheet{.name = "问题清单", .columns = {{"位置", 12}, {"列", 20}, {"内容", 40}, {"问题", 60}}};
    for (const auto& [number, fault] : store::faults(session, import.id, 0, faults_in_workbook))
      sheet.rows.push_back({fault.place, fault.column, fault.value, fault.reason});
    http::Response answer{.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          .body = documents::write_xlsx({std::move(sheet)})};
    answer.header("Content-Disposition", "attachment; filename=\"faults.xlsx\"");
    answer.header("Cache-Control", "no-store");
    return answer;
  });
}

Answer list_changed(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto import = TRY(managed(session, context, id_of(request)));
    auto changed = store::changed_since(session, import.id, DocumentId{directory::cursor_of(request)}, page_size + 1);
    const bool more = changed.size() > static_cast<std::size_t>(page_size);
    if (more) changed.pop_back();
    json::array items;
    for (const auto& one : changed)
      items.push_back(json::object{{"document", to_text(one.document)}, {"title", one.title}, {"place", one.place}});
    return directory::list(std::move(items), more ? to_text(changed.back().document) : "");
  });
}

Answer list_mappings(Context& context, http::Request&) {
  if (!context.actor.may_somewhere(permission)) CHECK_OK(auth::require(context.actor, permission, "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& saved : store::mappings(session, own_units(session, context)))
      items.push_back(json::object{{"id", to_text(saved.id)},
                                   {"unit", to_text(saved.unit)},
                                   {"name", saved.name},
                                   {"mapping", mapping_json(saved.mapping)},
                                   {"saved_at", to_iso(saved.saved_at)}});
    return directory::list(std::move(items));
  });
}

Answer add_mapping(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId unit{reader.id_or_zero("unit")};
  const auto name = reader.text("name");
  const json::value mapping(reader.object_at("mapping"));
  CHECK_OK(reader.finish());
  const auto parsed = TRY(parse_mapping(mapping, *content::type_book(context.services)));
  const auto id = TRY(save_mapping(context, unit ? unit : context.actor.unit, name, parsed));
  return ok(json::object{{"id", to_text(id)}}, 201);
}

Answer drop_mapping(Context& context, http::Request& request) {
  CHECK_OK(forget_mapping(context, ImportMappingId{request.id_param("id")}));
  return directory::done();
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                      std::int64_t upload = 0) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .upload_limit = upload,
                .handler = directory::answering(router, services, std::move(handler), current)});
  };
  using enum http::Method;
  on(get, "/api/imports", "imports.list", list_imports);
  on(post, "/api/imports", "imports.begin", begin_import, upload_limit);
  on(get, "/api/imports/{id:id}", "imports.show",
     [](Context& context, http::Request& request) { return show(context, request); });
  on(get, "/api/imports/{id:id}/sample", "imports.sample", show_sample);
  on(put, "/api/imports/{id:id}/mapping", "imports.mapping", put_mapping);
  on(post, "/api/imports/{id:id}/media", "imports.media", put_media, upload_limit);
  on(post, "/api/imports/{id:id}/check", "imports.check", check_import);
  on(post, "/api/imports/{id:id}/run", "imports.run", run_import);
  on(post, "/api/imports/{id:id}/undo", "imports.undo", undo_import);
  on(get, "/api/imports/{id:id}/faults", "imports.faults", list_faults);
  on(get, "/api/imports/{id:id}/faults.xlsx", "imports.download_faults", download_faults);
  on(get, "/api/imports/{id:id}/changed", "imports.changed", list_changed);
  on(get, "/api/import-mappings", "imports.mappings", list_mappings);
  on(post, "/api/import-mappings", "imports.save_mapping", add_mapping);
  on(del, "/api/import-mappings/{id:id}", "imports.forget_mapping", drop_mapping);
}

}  // namespace gongkai::imports
