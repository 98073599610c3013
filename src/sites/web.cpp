#include "sites/web.hpp"

#include "content/api.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "sites/store.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::sites {

namespace {

using directory::Answer;
using directory::done;
using directory::ok;

constexpr std::string_view permission = "sites.content";

json::object to_json(const content::Column& column, const ColumnVisit* visit) {
  json::object out{{"id", to_text(column.id)},
                   {"site", to_text(column.site)},
                   {"parent", column.parent ? json::value(to_text(column.parent)) : json::value(nullptr)},
                   {"slug", column.slug},
                   {"name", column.name},
                   {"about", column.about},
                   {"keywords", column.keywords},
                   {"kind", column.kind},
                   {"sort_order", column.sort_order},
                   {"address", column.address},
                   {"update_days", column.update_days},
                   {"closed_on", column.closed_on ? json::value(to_text(*column.closed_on)) : json::value(nullptr)},
                   {"closed_reason", column.closed_reason},
                   {"successor", column.successor ? json::value(to_text(column.successor)) : json::value(nullptr)},
                   {"version", column.version},
                   {"visit", nullptr}};
  if (visit && visit->address == column.address)
    out["visit"] = json::object{{"outcome", name_of(visit->outcome)},
                                {"remark", visit->remark},
                                {"visited_at", to_iso(visit->visited_at)},
                                {"failing_since", directory::instant_or_null(visit->failing_since)}};
  return out;
}

json::object to_json(const directory::NoticeBar& bar, Instant now) {
  return {{"id", to_text(bar.id)},
          {"site", bar.site ? json::value(to_text(bar.site)) : json::value(nullptr)},
          {"words", bar.words},
          {"address", bar.address},
          {"urgent", bar.urgent},
          {"first_at", to_iso(bar.first_at)},
          {"last_at", to_iso(bar.last_at)},
          {"shown", bar.first_at <= now && now < bar.last_at},
          {"made_by", bar.made_by},
          {"version", bar.version}};
}

Result<void> may_somewhere(const Context& context) {
  if (context.actor.may_somewhere(permission)) return {};
  return auth::require(context.actor, permission, "/");
}

Answer columns_of_site(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto site = directory::find_site(session, SiteId{request.id_param("id")});
    const auto unit = site ? directory::find_unit(session, site->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "column.site_unknown");
    CHECK_OK(auth::require(context.actor, permission, unit->path));
    const auto visits = store::visits(session);
    json::array items;
    for (const auto& column : content::columns(session, site->id)) {
      const auto visit = std::ranges::find(visits, column.id, &ColumnVisit::column);
      items.push_back(to_json(column, visit == visits.end() ? nullptr : &*visit));
    }
    return directory::list(std::move(items));
  });
}

constexpr int most_shared = 200;

Answer shared_documents(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto site = directory::find_site(session, SiteId{request.id_param("id")});
    const auto unit = site ? directory::find_unit(session, site->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "column.site_unknown");
    CHECK_OK(auth::require(context.actor, permission, unit->path));
    json::array items;
    for (const auto& one : store::shared_on(session, site->id, most_shared))
      items.push_back(json::object{{"document", to_text(one.document)},
                                   {"title", one.title},
                                   {"from", {{"id", to_text(one.from)}, {"name", one.from_name}}},
                                   {"column", {{"id", to_text(one.column)}, {"name", one.column_name}}},
                                   {"placed_at", to_iso(one.placed_at)}});
    return directory::list(std::move(items));
  });
}

Answer show_column(Context& context, ColumnId id, int status = 200) {
  const auto column = context.database().read([&](db::Session& session) { return content::find_column(session, id); });
  if (!column) return refuse(FaultKind::not_found, "column.unknown");
  return ok(to_json(*column, nullptr), status);
}

ColumnId column_of(const http::Request& request) {
  return ColumnId{request.id_param("id")};
}

json::value current_column(Context& context, http::Request& request) {
  const auto column =
      context.database().read([&](db::Session& session) { return content::find_column(session, column_of(request)); });
  return column ? json::value(to_json(*column, nullptr)) : json::value(nullptr);
}

content::ColumnFields column_fields(json::Reader& reader) {
  content::ColumnFields fields{.parent = ColumnId{reader.id_or_zero("parent")}, .name = reader.text("name")};
  fields.about = reader.text_or("about", "");
  fields.keywords = reader.text_or("keywords", "");
  fields.kind = reader.text_or("kind", "");
  fields.sort_order = reader.integer_or("sort_order", 0);
  fields.address = reader.text_or("address", "");
  fields.update_days = reader.integer_or("update_days", 0);
  return fields;
}

Answer add_column(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto slug = reader.text("slug");
  const auto f = column_fields(reader);
  CHECK_OK(reader.finish());
  const auto id = TRY(content::add_column(context, {.site = SiteId{request.id_param("id")},
                                                    .parent = f.parent,
                                                    .slug = slug,
                                                    .name = f.name,
                                                    .about = f.about,
                                                    .keywords = f.keywords,
                                                    .kind = f.kind,
                                                    .sort_order = f.sort_order,
                                                    .address = f.address,
                                                    .update_days = f.update_days}));
  return show_column(context, id, 201);
}

Answer change_column(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto fields = column_fields(reader);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(content::change_column(context, column_of(request), fields, version));
  return show_column(context, column_of(request));
}

Answer close_column(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto reason = reader.text("reason");
  const ColumnId successor{reader.id_or_zero("successor")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(content::close_column(context, column_of(request), reason, successor, version));
  return show_column(context, column_of(request));
}

Answer reopen_column(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(content::reopen_column(context, column_of(request), version));
  return show_column(context, column_of(request));
}

Answer list_sets(Context& context, http::Request&) {
  CHECK_OK(may_somewhere(context));
  json::array items;
  for (const auto& set : column_sets()) {
    json::array names;
    for (const auto& column : set.columns) names.emplace_back(column.name);
    items.push_back(
        json::object{{"id", set.id}, {"name", set.name}, {"about", set.about}, {"columns", std::move(names)}});
  }
  return directory::list(std::move(items));
}

Answer add_set(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto set = reader.text("set");
  CHECK_OK(reader.finish());
  const auto added = TRY(add_column_set(context, SiteId{request.id_param("id")}, set));
  return ok(json::object{{"added", added}}, 201);
}

Answer change_appearance(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const AppearanceFields fields{.accent = reader.text("accent"),
                                .mark = reader.text_or("mark", ""),
                                .corners = reader.text_or("corners", ""),
                                .home = reader.text_or("home", "")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(set_appearance(context, SiteId{request.id_param("id")}, fields, version));
  return done();
}

Answer list_bars(Context& context, http::Request&) {
  CHECK_OK(may_somewhere(context));
  json::array items;
  for (const auto& bar : context.database().read(directory::store::notice_bars))
    items.push_back(to_json(bar, context.now()));
  return directory::list(std::move(items));
}

Result<Instant> instant_at(json::Reader& reader, const char* key) {
  const auto instant = parse_instant(reader.text(key));
  if (!instant) return refuse(FaultKind::invalid, "sites.moment_wrong", key);
  return *instant;
}

Result<NoticeBarFields> bar_fields(json::Reader& reader) {
  NoticeBarFields fields{.site = SiteId{reader.id_or_zero("site")}, .words = reader.text("words")};
  fields.address = reader.text_or("address", "");
  fields.urgent = reader.boolean_or("urgent", false);
  fields.first_at = TRY(instant_at(reader, "first_at"));
  fields.last_at = TRY(instant_at(reader, "last_at"));
  return fields;
}

Answer show_bar(Context& context, NoticeBarId id, int status = 200) {
  const auto bar =
      context.database().read([&](db::Session& session) { return directory::store::find_notice_bar(session, id); });
  if (!bar) return refuse(FaultKind::not_found, "sites.notice_bar_unknown");
  return ok(to_json(*bar, context.now()), status);
}

Answer add_bar(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto fields = TRY(bar_fields(reader));
  CHECK_OK(reader.finish());
  const auto id = TRY(add_notice_bar(context, fields));
  return show_bar(context, id, 201);
}

Answer change_bar(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto fields = TRY(bar_fields(reader));
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  const NoticeBarId id{request.id_param("id")};
  CHECK_OK(change_notice_bar(context, id, fields, version));
  return show_bar(context, id);
}

Answer remove_bar(Context& context, http::Request& request) {
  CHECK_OK(remove_notice_bar(context, NoticeBarId{request.id_param("id")}));
  return done();
}

json::object topic_json(db::Session& session, const Topic& topic, Day today) {
  const auto column = content::find_column(session, topic.column);
  const auto owner = directory::find_unit(session, topic.owner);
  const auto checks = store::checks(session, topic.column);
  json::array looks;
  for (const auto& check : checks)
    looks.push_back(json::object{{"month", fmt::format("{:04}-{:02}", check.month / 12, (check.month % 12) + 1)},
                                 {"checked_by", check.checked_by},
                                 {"checked_at", to_iso(check.checked_at)},
                                 {"note", check.note}});
  return {{"column", to_text(topic.column)},
          {"site", column ? to_text(column->site) : ""},
          {"name", column ? column->name : ""},
          {"owner", to_text(topic.owner)},
          {"owner_name", owner ? owner->name : ""},
          {"state", name_of(state_of(topic, checks, today))},
          {"opened_on", to_text(topic.opened_on)},
          {"archived_on", topic.archived_on ? json::value(to_text(*topic.archived_on)) : json::value(nullptr)},
          {"archive_note", topic.archive_note},
          {"version", topic.version},
          {"checks", std::move(looks)}};
}

Answer list_topics(Context& context, http::Request&) {
  CHECK_OK(may_somewhere(context));
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& topic : store::topics(session)) items.push_back(topic_json(session, topic, context.today()));
    return directory::list(std::move(items));
  });
}

Answer show_topic(Context& context, ColumnId column, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto topic = store::find_topic(session, column);
    if (!topic) return refuse(FaultKind::not_found, "sites.no_topic");
    return ok(topic_json(session, *topic, context.today()), status);
  });
}

Answer put_topic(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId owner{reader.id("owner")};
  const auto version = reader.integer_or("version", 0);
  CHECK_OK(reader.finish());
  CHECK_OK(keep_topic(context, column_of(request), owner, version));
  return show_topic(context, column_of(request));
}

Answer put_away_topic(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto note = reader.text_or("note", "");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(archive_topic(context, column_of(request), note, version));
  return show_topic(context, column_of(request));
}

Answer look_over_topic(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto note = reader.text("note");
  CHECK_OK(reader.finish());
  CHECK_OK(check_topic(context, column_of(request), note));
  return show_topic(context, column_of(request), 201);
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/sites/{id:id}/columns", "sites.columns", columns_of_site);
  on(post, "/api/sites/{id:id}/columns", "sites.add_column", add_column);
  on(put, "/api/columns/{id:id}", "sites.change_column", change_column, current_column);
  on(post, "/api/columns/{id:id}/close", "sites.close_column", close_column, current_column);
  on(post, "/api/columns/{id:id}/reopen", "sites.reopen_column", reopen_column, current_column);
  on(get, "/api/sites/{id:id}/placements", "sites.shared_documents", shared_documents);
  on(get, "/api/column-sets", "sites.column_sets", list_sets);
  on(post, "/api/sites/{id:id}/column-sets", "sites.add_column_set", add_set);
  on(put, "/api/sites/{id:id}/appearance", "sites.appearance", change_appearance);
  on(get, "/api/notice-bars", "sites.notice_bars", list_bars);
  on(post, "/api/notice-bars", "sites.add_notice_bar", add_bar);
  on(put, "/api/notice-bars/{id:id}", "sites.change_notice_bar", change_bar);
  on(del, "/api/notice-bars/{id:id}", "sites.remove_notice_bar", remove_bar);
  on(get, "/api/topics", "sites.topics", list_topics);
  on(put, "/api/columns/{id:id}/topic", "sites.keep_topic", put_topic);
  on(post, "/api/columns/{id:id}/topic/archive", "sites.archive_topic", put_away_topic);
  on(post, "/api/columns/{id:id}/topic/checks", "sites.check_topic", look_over_topic);
}

}  // namespace gongkai::sites
