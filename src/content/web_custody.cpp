// The office's JSON of what surrounds a document: its editions, take-down, access and placement.
#include "content/use_cases.hpp"
#include "content/web.hpp"

namespace gongkai::content {

namespace {

using directory::Answer;

Answer list_editions(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, id_of(request)));
    json::array items;
    for (const auto& edition : store::editions_of(session, desk.document.id)) {
      auto line = edition_json(edition);
      line.erase("body");  // read one by one
      items.push_back(std::move(line));
    }
    return directory::list(std::move(items));
  });
}

Answer show_edition(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, id_of(request)));
    for (const auto& edition : store::editions_of(session, desk.document.id))
      if (std::to_string(edition.number) == request.param("number")) return directory::ok(edition_json(edition));
    return refuse(FaultKind::not_found, "document.edition_not_found");
  });
}

using ActWithReason = Result<std::int64_t> (*)(Context&, DocumentId, std::string_view, std::int64_t);

template <ActWithReason act>
Answer with_reason(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  CHECK_OK(act(context, id_of(request), reason, version));
  return show(context, request);
}

Answer set_readers(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  std::vector<PersonId> people;
  for (const auto& item : reader.list("people")) {
    const auto id = item.is_string() ? parse_id(std::string_view(item.get_string())) : std::nullopt;
    if (!id) return refuse(FaultKind::invalid, "document.reader_unknown", "people");
    people.emplace_back(PersonId{*id});
  }
  CHECK_OK(reader.finish());
  CHECK_OK(limit_access(context, id_of(request), std::move(people), version));
  return show(context, request);
}

Answer add_placement(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const ColumnId column{reader.id("column")};
  CHECK_OK(reader.finish());
  CHECK_OK(place(context, id_of(request), column));
  return show(context, request, 201);
}

Answer remove_placement(Context& context, http::Request& request) {
  CHECK_OK(displace(context, id_of(request), ColumnId{request.id_param("column")}));
  return show(context, request);
}

}  // namespace

void add_custody_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .handler = directory::answering(router, services, std::move(handler), current)});
  };
  using enum http::Method;
  on(get, "/api/documents/{id:id}/editions", "content.editions", list_editions);
  on(get, "/api/documents/{id:id}/editions/{number:int}", "content.edition", show_edition);
  on(post, "/api/documents/{id:id}/take-down", "content.take_down", with_reason<take_down>);
  on(post, "/api/documents/{id:id}/restore", "content.restore", with_reason<restore>);
  on(put, "/api/documents/{id:id}/readers", "content.limit_access", set_readers);
  on(post, "/api/documents/{id:id}/placements", "content.place", add_placement);
  on(del, "/api/documents/{id:id}/placements/{column:id}", "content.displace", remove_placement);
}

}  // namespace gongkai::content
