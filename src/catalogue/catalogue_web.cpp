// Catalogues, their versions and items.
#include <algorithm>

#include "catalogue/item_sheet.hpp"
#include "catalogue/store.hpp"
#include "catalogue/use_cases.hpp"
#include "catalogue/web.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

namespace {

using directory::Answer;
using directory::ok;

CatalogueVersionId version_of(const http::Request& request) {
  return CatalogueVersionId{request.id_param("id")};
}

json::array words_json(const std::vector<Word>& words) {
  json::array list;
  for (const auto& word : words) list.push_back(json::object{{"value", word.value}, {"label", word.label}});
  return list;
}

Answer show_statute(Context&, http::Request&) {
  const auto& law = statute();
  json::array classes, levels, duties;
  for (const auto& one : law.classes)
    classes.push_back(json::object{{"id", one.id}, {"name", one.name}, {"label", one.label}});
  for (const auto& level : law.levels)
    levels.push_back(json::object{{"id", level.id}, {"label", level.label}, {"topics", words_json(level.topics)}});
  for (const auto& duty : law.duties) duties.push_back(json::object{{"value", duty.value}, {"label", duty.label}});
  return ok(json::object{{"classes_source", law.classes_source},
                         {"classes", classes},
                         {"topics_source", law.topics_source},
                         {"levels", levels},
                         {"duties", duties},
                         {"forms", words_json(law.forms)},
                         {"audiences", words_json(law.audiences)}});
}

json::object catalogue_json(const Catalogue& catalogue, const std::vector<directory::Unit>& units) {
  return {{"id", to_text(catalogue.id)},
          {"name", catalogue.name},
          {"kind", name_of(catalogue.kind)},
          {"unit", {{"id", to_text(catalogue.unit)}, {"name", unit_name(units, catalogue.unit)}}}};
}

json::object version_json(const Version& version, const std::vector<Version>& all) {
  return {{"id", to_text(version.id)},
          {"number", version.number},
          {"state", name_of(state_of(version, all))},
          {"note", version.note},
          {"created_at", to_iso(version.created_at)},
          {"published_at", directory::instant_or_null(version.published_at)},
          {"version", version.version}};
}

Result<Catalogue> readable(db::Session& session, const Context& context, CatalogueId id) {
  const auto catalogue = store::find_catalogue(session, id);
  const auto unit = catalogue ? directory::find_unit(session, catalogue->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "catalogue.not_found");
  CHECK_OK(auth::require(context.actor, "content.read", unit->path));
  return *catalogue;
}

Answer list_catalogues(Context& context, http::Request&) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = directory::units(session);
    json::array items;
    for (const auto& catalogue : store::catalogues(session)) {
      if (!readable(session, context, catalogue.id)) continue;
      const auto versions = store::versions(session, catalogue.id);
      auto item = catalogue_json(catalogue, units);
      const auto* current = in_force(versions);
      item["in_force"] = current ? json::value(version_json(*current, versions)) : json::value();
      item["draft"] = !versions.empty() && !versions.front().published_at ? json::value(to_text(versions.front().id))
                                                                          : json::value();
      items.push_back(std::move(item));
    }
    return directory::list(std::move(items));
  });
}

Answer show_catalogue(Context& context, CatalogueId id, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto catalogue = TRY(readable(session, context, id));
    const auto versions = store::versions(session, id);
    json::array list;
    for (const auto& version : versions) list.push_back(version_json(version, versions));
    auto answer = catalogue_json(catalogue, directory::units(session));
    answer["versions"] = std::move(list);
    return ok(std::move(answer), status);
  });
}

Answer begin_catalogue(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId unit{reader.id_or_zero("unit")};
  const auto kind = parse_kind(reader.text("kind"));
  const auto name = reader.text("name");
  CHECK_OK(reader.finish());
  if (!kind) return refuse(FaultKind::invalid, "catalogue.kind_unknown", "kind");
  return show_catalogue(context, TRY(begin(context, unit ? unit : context.actor.unit, *kind, name)), 201);
}

Answer show_version(Context& context, CatalogueVersionId id, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto version = store::find_version(session, id);
    if (!version) return refuse(FaultKind::not_found, "catalogue.version_not_found");
    const auto catalogue = TRY(readable(session, context, version->catalogue));
    const auto units = directory::units(session);
    json::array items;
    for (const auto& item : store::items(session, id)) items.push_back(item_json(item, units));
    auto answer = version_json(*version, store::versions(session, version->catalogue));
    answer["catalogue"] = catalogue_json(catalogue, units);
    answer["items"] = std::move(items);
    return ok(std::move(answer), status);
  });
}

Answer revise_catalogue(Context& context, http::Request& request) {
  return show_version(context, TRY(revise(context, CatalogueId{request.id_param("id")})), 201);
}

Item item_of(json::Reader& reader) {
  return {.code = reader.text("code"),
          .position = reader.integer_or("position", 0),
          .title = reader.text("title"),
          .statutory_class = reader.text("class"),
          .topic = reader.text_or("topic", ""),
          .unit = UnitId{reader.id_or_zero("unit")},
          .duty = reader.text_or("duty", ""),
          .term_days = reader.integer_or("term_days", usual_term_days),
          .form = reader.text_or("form", ""),
          .basis = reader.text_or("basis", ""),
          .source = reader.text_or("source", ""),
          .audiences = reader.text_or("audiences", ""),
          .type = reader.text_or("type", ""),
          .column = reader.text_or("column", "")};
}

Answer save_item(Context& context, http::Request& request, CatalogueItemId id, int status) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const json::value given(reader.object_at("item"));
  CHECK_OK(reader.finish());
  json::Reader item_reader(given);
  auto item = item_of(item_reader);
  CHECK_OK(item_reader.finish());
  item.id = id;
  TRY(put_item(context, version_of(request), item, version));
  return show_version(context, version_of(request), status);
}

Answer remove_item(Context& context, http::Request& request) {
  TRY(drop_item(context, version_of(request), CatalogueItemId{request.id_param("item")},
                number_in_query(request, "version", 0)));
  return show_version(context, version_of(request));
}

Answer discard_version(Context& context, http::Request& request) {
  CHECK_OK(discard(context, version_of(request), number_in_query(request, "version", 0)));
  return directory::done();
}

Answer publish_version(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto note = reader.text_or("note", "");
  CHECK_OK(reader.finish());
  TRY(publish(context, version_of(request), note, version));
  return show_version(context, version_of(request));
}

/// The words of a table for this draft: only units that its catalogue covers have a name.
Result<Names> names_below_owner(Context& context, CatalogueVersionId id) {
  return context.database().read([&](db::Session& session) -> Result<Names> {
    const auto version = store::find_version(session, id);
    if (!version) return refuse(FaultKind::not_found, "catalogue.version_not_found");
    const auto catalogue = TRY(readable(session, context, version->catalogue));
    const auto owner = directory::find_unit(session, catalogue.unit);
    auto units = directory::units(session);
    std::erase_if(units, [&](const directory::Unit& unit) { return !owner || !unit.path.starts_with(owner->path); });
    return names_of(units, *content::type_book(context.services));
  });
}

/// Reads the table; takes it over only when every row is good and it is no dry run.
Answer import_items(Context& context, http::Request& request) {
  const auto* upload = TRY(uploaded_table(request));
  const auto rows = TRY(imports::read_table(context.services, upload->path, upload->file_name));
  const auto names = TRY(names_below_owner(context, version_of(request)));
  const auto sheet = read_items(rows, names, statute());
  const bool dry = request.query.get("dry_run") != "false";
  auto version = number_in_query(request, "version", 0);
  const bool taken = !dry && sheet.faults.empty();
  if (taken) version = TRY(replace_items(context, version_of(request), sheet.items, version));
  json::array faults;
  for (const auto& fault : sheet.faults)
    faults.push_back(fault_json(fault.place, fault.column, fault.value, fault.reason));
  return ok(json::object{{"rows", sheet.rows},
                         {"items", static_cast<std::int64_t>(sheet.items.size())},
                         {"faults", faults},
                         {"taken", taken},
                         {"version", version}});
}

json::object change_json(const ItemChange& change, const std::vector<directory::Unit>& units) {
  static constexpr std::array<std::string_view, 3> names{"added", "removed", "changed"};
  json::array fields;
  for (const auto& field : change.fields)
    fields.push_back(json::object{{"field", field.field}, {"before", field.before}, {"after", field.after}});
  return {{"what", names.at(static_cast<std::size_t>(change.what))},
          {"item", item_json(change.item, units)},
          {"fields", fields}};
}

Answer compare_versions(Context& context, http::Request& request) {
  const CatalogueVersionId with{parse_id(request.query.get("with")).value_or(0)};
  return context.database().read([&](db::Session& session) -> Answer {
    const auto newer = store::find_version(session, version_of(request)), older = store::find_version(session, with);
    if (!newer || !older || newer->catalogue != older->catalogue)
      return refuse(FaultKind::not_found, "catalogue.version_not_found", "with");
    TRY(readable(session, context, newer->catalogue));
    const auto units = directory::units(session);
    json::array changes;
    for (const auto& change : compare(store::items(session, older->id), store::items(session, newer->id)))
      changes.push_back(change_json(change, units));
    return ok(json::object{{"before", older->number}, {"after", newer->number}, {"changes", changes}});
  });
}

Answer export_version(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto version = store::find_version(session, version_of(request));
    if (!version) return refuse(FaultKind::not_found, "catalogue.version_not_found");
    const auto catalogue = TRY(readable(session, context, version->catalogue));
    const auto names = names_of(directory::units(session), *content::type_book(context.services));
    return workbook(items_workbook(catalogue.name, store::items(session, version->id), names, statute()),
                    fmt::format("{}第{}版.xlsx", catalogue.name, version->number));
  });
}

}  // namespace

void add_catalogue_routes(http::Router& router, Services& services) {
  const auto on = adding(router, services);
  using enum http::Method;
  on(get, "/api/catalogue/statute", "catalogue.statute", show_statute);
  on(get, "/api/catalogues", "catalogue.list", list_catalogues);
  on(post, "/api/catalogues", "catalogue.begin", begin_catalogue);
  on(get, "/api/catalogues/{id:id}", "catalogue.show", [](Context& context, http::Request& request) {
    return show_catalogue(context, CatalogueId{request.id_param("id")});
  });
  on(post, "/api/catalogues/{id:id}/versions", "catalogue.revise", revise_catalogue);
  on(get, "/api/catalogue-versions/{id:id}", "catalogue.version",
     [](Context& context, http::Request& request) { return show_version(context, version_of(request)); });
  on(del, "/api/catalogue-versions/{id:id}", "catalogue.discard", discard_version);
  on(post, "/api/catalogue-versions/{id:id}/items", "catalogue.add_item",
     [](Context& context, http::Request& request) { return save_item(context, request, {}, 201); });
  on(put, "/api/catalogue-versions/{id:id}/items/{item:id}", "catalogue.change_item",
     [](Context& context, http::Request& request) {
       return save_item(context, request, CatalogueItemId{request.id_param("item")}, 200);
     });
  on(del, "/api/catalogue-versions/{id:id}/items/{item:id}", "catalogue.drop_item", remove_item);
  on(post, "/api/catalogue-versions/{id:id}/import", "catalogue.import", import_items);
  on(post, "/api/catalogue-versions/{id:id}/publish", "catalogue.publish", publish_version);
  on(get, "/api/catalogue-versions/{id:id}/compare", "catalogue.compare", compare_versions);
  on(get, "/api/catalogue-versions/{id:id}/export.xlsx", "catalogue.export", export_version);
}

}  // namespace gongkai::catalogue
