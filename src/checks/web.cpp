#include "checks/web.hpp"

#include "base/text.hpp"
#include "checks/use_cases.hpp"
#include "checks/word_book.hpp"
#include "content/custody.hpp"
#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::checks {
namespace {
using directory::Answer;
using directory::ok;

constexpr std::int64_t list_file_limit = 10LL << 20;
constexpr std::int64_t page_size = 200;

DocumentId document_of(const http::Request& request) {
  return DocumentId{request.id_param("id")};
}
ListId list_of(const http::Request& request) {
  return ListId{request.id_param("id")};
}

Answer show_checks(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto desk = TRY(content::find_desk(session, document_of(request)));
    CHECK_OK(content::may_see(session, context.actor, desk));
    return ok(checks_json(session, context, desk));
  });
}

Answer run_checks(Context& context, http::Request& request) {
  CHECK_OK(run(context, document_of(request)));
  return show_checks(context, request);
}

Answer justify_findings(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  std::vector<FindingId> findings;
  for (const auto& value : reader.list("findings")) {
    const auto id = value.is_string() ? parse_id(std::string_view(value.get_string())) : std::nullopt;
    if (!id) return refuse(FaultKind::invalid, "checks.finding_not_found", "findings");
    findings.emplace_back(*id);
  }
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  CHECK_OK(justify(context, document_of(request), findings, reason));
  return show_checks(context, request);
}

Answer reopen_finding(Context& context, http::Request& request) {
  CHECK_OK(reopen(context, document_of(request), FindingId{request.id_param("finding")}));
  return show_checks(context, request);
}

json::object list_json(const WordList& list) {
  return {{"id", to_text(list.id)},        {"name", list.name},      {"kind", name_of(list.kind)},
          {"about", list.about},           {"terms", list.terms},    {"changed_at", to_iso(list.changed_at)},
          {"changed_by", list.changed_by}, {"version", list.version}};
}

json::object term_json(std::int64_t position, const Term& term) {
  return {{"position", position},
          {"term", term.text},
          {"suggestion", term.suggestion},
          {"level", level_of(term)},
          {"note", term.note}};
}

/// Whoever may read documents may know what they are held to.
Result<void> may_read(const Context& context) {
  if (context.actor.may_somewhere("content.read") || context.actor.may("checks.lists", "/")) return {};
  return auth::require(context.actor, "content.read", "/");
}

Answer show_lists(Context& context, http::Request&) {
  CHECK_OK(may_read(context));
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& list : store::lists(session)) items.push_back(list_json(list));
    return ok({{"items", std::move(items)},
               {"next", nullptr},
               {"built_in", static_cast<std::int64_t>(catalog_terms().size())}});
  });
}

Answer show_list(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  std::int64_t after = 0;
  const auto text = request.query.get("after");
  std::from_chars(text.data(), text.data() + text.size(), after);
  return context.database().read([&](db::Session& session) -> Answer {
    const auto list = store::find_list(session, list_of(request));
    if (!list) return refuse(FaultKind::not_found, "checks.list_not_found");
    auto terms = store::terms_after(session, list->id, after, page_size + 1);
    const bool more = terms.size() > static_cast<std::size_t>(page_size);
    if (more) terms.pop_back();
    json::array items;
    for (const auto& [position, term] : terms) items.push_back(term_json(position, term));
    auto whole = list_json(*list);
    whole["items"] = std::move(items);
    whole["next"] = more ? json::value(std::to_string(terms.back().position)) : json::value();
    return ok(std::move(whole));
  });
}

Answer create_list(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto name = reader.text_or("name", ""), kind = reader.text("kind"), about = reader.text_or("about", "");
  CHECK_OK(reader.finish());
  const auto parsed = parse_list_kind(kind);
  if (!parsed) return refuse(FaultKind::invalid, "checks.list_kind_unknown", "kind");
  const auto id = TRY(add_list(context, name, *parsed, about));
  return ok({{"id", to_text(id)}, {"version", 1}}, 201);
}

Answer edit_list(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto name = reader.text_or("name", ""), about = reader.text_or("about", "");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(change_list(context, list_of(request), name, about, version));
  return show_list(context, request);
}

std::int64_t number_in(const http::Request& request, std::string_view name) {
  std::int64_t number = 0;
  const auto text = request.query.get(name);
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Answer delete_list(Context& context, http::Request& request) {
  CHECK_OK(remove_list(context, list_of(request), number_in(request, "version")));
  return directory::done();
}

json::object change_json(const ListChange& change, bool done) {
  json::array faults;
  for (const auto& fault : change.faults) {
    std::string line;
    for (const auto& [name, value] : fault.details)
      if (name == "line") line = value;
    faults.push_back({{"line", line}, {"message", i18n::messages().message(fault)}});
    if (faults.size() >= 100) break;
  }
  return {{"added", change.added},
          {"changed", change.changed},
          {"removed", change.removed},
          {"unchanged", change.unchanged},
          {"faults", std::move(faults)},
          {"fault_count", static_cast<std::int64_t>(change.faults.size())},
          {"done", done}};
}

/// ?dry_run=1 says what would happen; ?replace=1 lets go what is not in the file; ?version= is the one the person saw.
Answer import_list(Context& context, http::Request& request) {
  CHECK_OK(auth::require(context.actor, "checks.lists", "/"));
  const auto upload = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (upload == request.uploads.end()) return refuse(FaultKind::invalid, "checks.list_file_missing", "file");
  const auto present = TRY(context.database().read([&](db::Session& session) -> Result<std::vector<Term>> {
    if (!store::find_list(session, list_of(request))) return refuse(FaultKind::not_found, "checks.list_not_found");
    return store::terms(session, list_of(request));
  }));
  const auto file = TRY(read_list_file(context, upload->path, upload->file_name));
  const bool replace = request.query.get("replace") == "1";
  const auto planned = preview(present, file, replace);
  if (request.query.get("dry_run") == "1" || !planned.faults.empty()) return ok(change_json(planned, false));
  const auto change = TRY(import_terms(context, list_of(request), file, replace, number_in(request, "version")));
  return ok(change_json(change, true));
}

Answer export_list(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto list = store::find_list(session, list_of(request));
    if (!list) return refuse(FaultKind::not_found, "checks.list_not_found");
    auto answer = http::text(to_csv(store::terms(session, list->id), list->kind));
    answer.content_type = "text/csv; charset=utf-8";
    answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(list->name + ".csv"));
    answer.header("Cache-Control", "no-store");
    return answer;
  });
}
}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/documents/{id:id}/checks", "checks.show", show_checks);
  on(post, "/api/documents/{id:id}/checks", "checks.run", run_checks);
  on(post, "/api/documents/{id:id}/checks/justify", "checks.justify", justify_findings);
  on(del, "/api/documents/{id:id}/checks/{finding:id}/justification", "checks.reopen", reopen_finding);
  on(get, "/api/check-lists", "checks.lists", show_lists);
  on(post, "/api/check-lists", "checks.add_list", create_list);
  on(get, "/api/check-lists/{id:id}", "checks.list", show_list);
  on(put, "/api/check-lists/{id:id}", "checks.change_list", edit_list);
  on(del, "/api/check-lists/{id:id}", "checks.remove_list", delete_list);
  on(get, "/api/check-lists/{id:id}/export", "checks.export", export_list);
  router.add({.method = post,
              .pattern = "/api/check-lists/{id:id}/import",
              .name = "checks.import",
              .access = http::Access::staff,
              .upload_limit = list_file_limit,
              .handler = directory::answering(router, services, import_list)});
}

}  // namespace gongkai::checks
