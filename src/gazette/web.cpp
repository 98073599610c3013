#include "gazette/web.hpp"

#include <algorithm>

#include "content/type_book.hpp"
#include "directory/web_json.hpp"
#include "gazette/desk.hpp"
#include "gazette/pages.hpp"
#include "gazette/rules.hpp"
#include "gazette/use_cases.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::gazette {
namespace {
using directory::Answer;
using directory::ok;

constexpr std::int64_t scan_limit = 200LL << 20;
constexpr std::int64_t text_limit = 4 << 20;

IssueId id_of(const http::Request& request) {
  return IssueId{request.id_param("id")};
}

json::object issue_json(const Issue& issue) {
  return {{"id", to_text(issue.id)},
          {"site", to_text(issue.site)},
          {"kind", name_of(issue.kind)},
          {"name", issue_name(issue)},
          {"year", issue.year},
          {"number", issue.number},
          {"total_number", issue.total_number},
          {"published_on", to_text(issue.published_on)},
          {"document", issue.document ? json::value(to_text(issue.document)) : json::value(nullptr)},
          {"version", issue.version}};
}

json::object article_json(const Article& article) {
  return {{"section", article.section},
          {"document", article.document ? json::value(to_text(article.document)) : json::value(nullptr)},
          {"title", article.title},
          {"page", article.page}};
}

/// A line of the list of pages: without texts and pictures.
json::object page_line(const Page& page) {
  return {{"number", page.number},
          {"state", name_of(page.state)},
          {"confidence", page.confidence},
          {"fault", page.fault.empty() ? json::value(nullptr)
                                       : json::value(i18n::messages().message(
                                             Fault{FaultKind::invalid, page.fault, {}, {{"file", ""}}, {}}))},
          {"proofread_name", page.proofread_name},
          {"proofread_at", directory::instant_or_null(page.proofread_at)}};
}

json::object page_json(const Page& page) {
  auto object = page_line(page);
  object["machine_text"] = page.machine_text;
  object["text"] = page.text;
  object["has_picture"] = static_cast<bool>(page.picture);
  object["version"] = page.version;
  return object;
}

Result<Desk> readable(db::Session& session, const Context& context, IssueId id) {
  auto desk = TRY(find_desk(session, id));
  CHECK_OK(auth::require(context.actor, "content.read", desk.unit.path));
  return desk;
}

Result<json::object> whole(db::Session& session, const Context& context, IssueId id) {
  const auto desk = TRY(readable(session, context, id));
  auto object = issue_json(desk.issue);
  object["cover_text"] = desk.issue.cover_text;
  json::array articles, pages;
  for (const auto& article : store::articles(session, id)) articles.push_back(article_json(article));
  for (const auto& page : store::pages(session, id)) pages.push_back(page_line(page));
  object["articles"] = std::move(articles);
  object["pages"] = std::move(pages);
  return object;
}

Answer show(Context& context, http::Request& request, IssueId id, int status = 200) {
  (void)request;
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(TRY(whole(session, context, id)), status); });
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    auto object = whole(session, context, id_of(request));
    return object ? json::value(*std::move(object)) : json::value(nullptr);
  });
}

Answer list_issues(Context& context, http::Request& request) {
  const SiteId wanted{parse_id(request.query.get("site")).value_or(0)};
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& site : directory::sites(session)) {
      const auto unit = directory::find_unit(session, site.unit);
      if ((wanted && site.id != wanted) || !unit || !context.actor.may("content.read", unit->path)) continue;
      for (const auto& issue : store::issues(session, site.id, 0)) items.push_back(issue_json(issue));
    }
    return directory::list(std::move(items));
  });
}

Issue issue_of(json::Reader& reader) {
  return {.year = reader.integer("year"),
          .number = reader.integer("number"),
          .total_number = reader.integer_or("total_number", 0),
          .published_on = reader.day("published_on"),
          .cover_text = reader.text_or("cover_text", "")};
}

Answer create(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  auto issue = issue_of(reader);
  issue.site = SiteId{reader.id("site")};
  const auto kind = parse_issue_kind(reader.text("kind"));
  CHECK_OK(reader.finish());
  if (!kind) return refuse(FaultKind::invalid, "field.choice_unknown", "kind");
  issue.kind = *kind;
  return show(context, request, TRY(create_issue(context, issue)), 201);
}

Result<std::vector<Article>> articles_of(const json::array& list) {
  std::vector<Article> articles;
  for (const auto& one : list) {
    json::Reader reader(one);
    articles.push_back({.section = reader.text_or("section", ""),
                        .document = DocumentId{reader.id_or_zero("document")},
                        .title = reader.text_or("title", ""),
                        .page = reader.integer_or("page", 0)});
    CHECK_OK(reader.finish());
  }
  return articles;
}

Answer edit(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  auto issue = issue_of(reader);
  issue.id = id_of(request);
  issue.version = reader.integer("version");
  const auto articles = TRY(articles_of(reader.list("articles")));
  CHECK_OK(reader.finish());
  CHECK_OK(edit_issue(context, issue, articles));
  return show(context, request, issue.id);
}

Answer remove(Context& context, http::Request& request) {
  CHECK_OK(remove_issue(context, id_of(request)));
  return directory::done();
}

/// Of the quarter of the issue's day, unless other days are asked for.
Answer show_basket(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(readable(session, context, id_of(request)));
    const auto [first, next] = quarter_of(desk.issue.published_on);
    const auto from = parse_day(request.query.get("from")).value_or(first);
    const auto to = parse_day(request.query.get("to")).value_or(next - 1);
    const auto book = content::type_book(context.services);
    const auto types = gazette_types(*book);
    json::array items;
    for (const auto& item : store::basket(session, desk.issue.site, types, start_of(from), start_of(to + 1))) {
      const auto fields = content::fields_of(item.fields_text);
      items.push_back(json::object{{"document", to_text(item.document)},
                                   {"section", section_of_type(*book, item.type)},
                                   {"title", item.title},
                                   {"number", content::value_of(fields, "document_number")},
                                   {"published_on", to_text(item.published_at.day())}});
    }
    return directory::list(std::move(items));
  });
}

Answer compose_issue(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const ColumnId column{reader.id("column")};
  CHECK_OK(reader.finish());
  CHECK_OK(compose(context, id_of(request), column));
  return show(context, request, id_of(request));
}

Answer upload_scan(Context& context, http::Request& request) {
  const auto id = id_of(request);
  const auto desk = TRY(context.database().read([&](db::Session& session) { return find_desk(session, id); }));
  CHECK_OK(auth::require(context.actor, "content.write", desk.unit.path));
  const auto upload = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (upload == request.uploads.end()) return refuse(FaultKind::invalid, "gazette.scan_missing", "file");
  const auto checked = TRY(context.services.files->take_in({upload->path, upload->file_name, "file"}));
  CHECK_OK(add_scan(context, id, checked));
  return show(context, request, id, 201);
}

Answer recognise_again(Context& context, http::Request& request) {
  CHECK_OK(retry(context, id_of(request)));
  return show(context, request, id_of(request));
}

Answer show_page(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    CHECK_OK(readable(session, context, id_of(request)));
    const auto page = store::find_page(session, id_of(request), request.int_param("number"));
    if (!page) return refuse(FaultKind::not_found, "gazette.page_not_found");
    return ok(page_json(*page));
  });
}

json::value current_page(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    if (!readable(session, context, id_of(request))) return nullptr;
    const auto page = store::find_page(session, id_of(request), request.int_param("number"));
    return page ? json::value(page_json(*page)) : json::value(nullptr);
  });
}

Answer edit_page(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Proof proof{.text = reader.text_or("text", ""),
                    .is_proofread = reader.boolean_or("proofread", false),
                    .version = reader.integer("version")};
  CHECK_OK(reader.finish());
  CHECK_OK(proofread(context, id_of(request), request.int_param("number"), proof));
  return show_page(context, request);
}

Answer show_picture(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    CHECK_OK(readable(session, context, id_of(request)));
    const auto page = store::find_page(session, id_of(request), request.int_param("number"));
    if (!page || !page->picture) return refuse(FaultKind::not_found, "gazette.picture_missing");
    const auto file = TRY(context.services.files->find(session, page->picture));
    return http::file(TRY(context.services.files->path_of(file)), file.size, file.media_type);
  });
}

json::object correction_json(const Correction& correction) {
  return {{"wrong", correction.wrong}, {"meant", correction.meant}};
}

Answer show_corrections(Context& context, http::Request&) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  json::array own, usual;
  const auto corrections = context.database().read([](db::Session& session) { return store::corrections(session); });
  for (const auto& one : corrections) own.push_back(correction_json(one));
  for (const auto& one : usual_corrections()) usual.push_back(correction_json(one));
  return ok(json::object{{"items", std::move(own)}, {"usual", std::move(usual)}});
}

Answer edit_corrections(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  std::vector<Correction> corrections;
  for (const auto& one : reader.list("items")) {
    json::Reader entry(one);
    corrections.push_back({entry.text("wrong"), entry.text("meant")});
    CHECK_OK(entry.finish());
  }
  CHECK_OK(reader.finish());
  CHECK_OK(set_corrections(context, corrections));
  return show_corrections(context, request);
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
  on(get, "/api/gazette/issues", "gazette.list", list_issues);
  on(post, "/api/gazette/issues", "gazette.create", create);
  on(get, "/api/gazette/issues/{id:id}", "gazette.show",
     [](Context& context, http::Request& request) { return show(context, request, id_of(request)); });
  on(put, "/api/gazette/issues/{id:id}", "gazette.edit", edit, current);
  on(del, "/api/gazette/issues/{id:id}", "gazette.remove", remove);
  on(get, "/api/gazette/issues/{id:id}/basket", "gazette.basket", show_basket);
  on(post, "/api/gazette/issues/{id:id}/compose", "gazette.compose", compose_issue);
  on(post, "/api/gazette/issues/{id:id}/recognise", "gazette.recognise", recognise_again);
  on(get, "/api/gazette/issues/{id:id}/pages/{number:int}", "gazette.show_page", show_page);
  on(put, "/api/gazette/issues/{id:id}/pages/{number:int}", "gazette.proofread", edit_page, current_page);
  on(get, "/api/gazette/issues/{id:id}/pages/{number:int}/picture", "gazette.show_picture", show_picture);
  on(get, "/api/gazette/corrections", "gazette.corrections", show_corrections);
  on(put, "/api/gazette/corrections", "gazette.set_corrections", edit_corrections);
  router.add({.method = post,
              .pattern = "/api/gazette/issues/{id:id}/scans",
              .name = "gazette.add_scan",
              .access = http::Access::staff,
              .upload_limit = scan_limit,
              .handler = directory::answering(router, services, upload_scan)});
  add_public_routes(router, services);
}

}  // namespace gongkai::gazette
