#include "base/text.hpp"
#include "content/api.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "finding/questions.hpp"
#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "finding/use_cases.hpp"
#include "finding/web.hpp"

namespace gongkai::finding {
namespace {
using directory::Answer;
using directory::ok;

constexpr std::int64_t csv_limit = 2 << 20;
constexpr int questions_shown = 200;

json::object to_json(const Word& word) {
  return {{"id", to_text(word.id)},
          {"kind", name_of(word.fields.kind)},
          {"words", boost::json::value_from(word.fields.words)},
          {"note", word.fields.note},
          {"changed_by", word.changed_by},
          {"changed_at", to_iso(word.changed_at)},
          {"version", word.version}};
}

/// A document that was withdrawn since has no title: the editor sees that the entry leads nowhere.
json::object document_json(db::Session& session, DocumentId id) {
  const auto document = content::find_public(session, id);
  return {{"id", to_text(id)}, {"title", document ? json::value(document->title) : json::value(nullptr)}};
}

json::object to_json(db::Session& session, const BestBet& bet) {
  json::array documents;
  for (const auto id : bet.fields.documents) documents.push_back(document_json(session, id));
  const auto site = bet.fields.site ? directory::find_site(session, bet.fields.site) : std::nullopt;
  return {{"id", to_text(bet.id)},
          {"queries", boost::json::value_from(bet.fields.queries)},
          {"documents", std::move(documents)},
          {"site", bet.fields.site ? json::value(to_text(bet.fields.site)) : json::value(nullptr)},
          {"site_name", site ? site->name : ""},
          {"first_day", to_text(bet.fields.first_day)},
          {"last_day", bet.fields.last_day ? json::value(to_text(*bet.fields.last_day)) : json::value(nullptr)},
          {"note", bet.fields.note},
          {"changed_by", bet.changed_by},
          {"changed_at", to_iso(bet.changed_at)},
          {"version", bet.version}};
}

Result<std::vector<std::string>> texts_at(json::Reader& reader, std::string_view key) {
  std::vector<std::string> texts;
  for (const auto& value : reader.list(key)) {
    if (!value.is_string() || !is_valid_utf8(std::string_view(value.get_string())))
      return refuse(FaultKind::invalid, "field.text_expected", std::string(key));
    texts.emplace_back(value.get_string());
  }
  return texts;
}

struct WordOrder {
  WordFields fields{};
  std::int64_t version = 0;
};

Result<WordOrder> word_order(const http::Request& request, bool with_version) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto kind = parse_word_kind(reader.text("kind"));
  WordOrder order{.version = with_version ? reader.integer("version") : 0};
  order.fields.words = TRY(texts_at(reader, "words"));
  order.fields.note = reader.text_or("note", "");
  CHECK_OK(reader.finish());
  if (!kind) return refuse(FaultKind::invalid, "finding.kind_unknown", "kind");
  order.fields.kind = *kind;
  return order;
}

struct BestBetOrder {
  BestBetFields fields{};
  std::int64_t version = 0;
};

Result<BestBetOrder> best_bet_order(const http::Request& request, bool with_version) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  BestBetOrder order{.version = with_version ? reader.integer("version") : 0};
  order.fields.queries = TRY(texts_at(reader, "queries"));
  for (const auto& text : TRY(texts_at(reader, "documents"))) {
    const auto id = parse_id(text);
    if (!id) return refuse(FaultKind::invalid, "field.id_expected", "documents");
    order.fields.documents.push_back(DocumentId{*id});
  }
  order.fields.site = SiteId{reader.id_or_zero("site")};
  order.fields.first_day = reader.day("first_day");
  const auto last_day = reader.text_or("last_day", "");
  order.fields.note = reader.text_or("note", "");
  CHECK_OK(reader.finish());
  order.fields.last_day = parse_day(last_day);
  if (!last_day.empty() && !order.fields.last_day) return refuse(FaultKind::invalid, "field.day_expected", "last_day");
  return order;
}

Result<void> may(const Context& context) {
  return auth::require(context.actor, std::string(manage), "/");
}

Answer list_words(Context& context, http::Request& request) {
  CHECK_OK(may(context));
  const auto name = request.query.get("kind");
  const auto kind = parse_word_kind(name);
  if (!name.empty() && !kind) return refuse(FaultKind::invalid, "finding.kind_unknown", "kind");
  json::array items;
  for (const auto& word : context.database().read([](db::Session& session) { return store::words(session); }))
    if (!kind || word.fields.kind == *kind) items.push_back(to_json(word));
  return directory::list(std::move(items));
}

Answer show_word(Context& context, SearchWordId id, int status) {
  const auto word = context.database().read([&](db::Session& session) { return store::find_word(session, id); });
  if (!word) return refuse(FaultKind::not_found, "finding.word_unknown");
  return ok(to_json(*word), status);
}

Answer create_word(Context& context, http::Request& request) {
  const auto order = TRY(word_order(request, false));
  const auto id = TRY(add_word(context, order.fields));
  return show_word(context, id, 201);
}

Answer edit_word(Context& context, http::Request& request) {
  const SearchWordId id{request.id_param("id")};
  const auto order = TRY(word_order(request, true));
  CHECK_OK(change_word(context, id, order.fields, order.version));
  return show_word(context, id, 200);
}

Answer delete_word(Context& context, http::Request& request) {
  CHECK_OK(remove_word(context, SearchWordId{request.id_param("id")}));
  return directory::done();
}

json::value current_word(Context& context, http::Request& request) {
  const SearchWordId id{request.id_param("id")};
  const auto word = context.database().read([&](db::Session& session) { return store::find_word(session, id); });
  return word ? json::value(to_json(*word)) : json::value(nullptr);
}

Answer list_best_bets(Context& context, http::Request&) {
  CHECK_OK(may(context));
  return context.database().read([](db::Session& session) -> Answer {
    json::array items;
    for (const auto& bet : store::best_bets(session)) items.push_back(to_json(session, bet));
    return directory::list(std::move(items));
  });
}

Answer show_best_bet(Context& context, BestBetId id, int status) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto bet = store::find_best_bet(session, id);
    if (!bet) return refuse(FaultKind::not_found, "finding.best_bet_unknown");
    return ok(to_json(session, *bet), status);
  });
}

Answer create_best_bet(Context& context, http::Request& request) {
  const auto order = TRY(best_bet_order(request, false));
  const auto id = TRY(add_best_bet(context, order.fields));
  return show_best_bet(context, id, 201);
}

Answer edit_best_bet(Context& context, http::Request& request) {
  const BestBetId id{request.id_param("id")};
  const auto order = TRY(best_bet_order(request, true));
  CHECK_OK(change_best_bet(context, id, order.fields, order.version));
  return show_best_bet(context, id, 200);
}

Answer delete_best_bet(Context& context, http::Request& request) {
  CHECK_OK(remove_best_bet(context, BestBetId{request.id_param("id")}));
  return directory::done();
}

json::value current_best_bet(Context& context, http::Request& request) {
  const BestBetId id{request.id_param("id")};
  return context.database().read([&](db::Session& session) -> json::value {
    const auto bet = store::find_best_bet(session, id);
    if (!bet) return nullptr;
    return to_json(session, *bet);
  });
}

Answer send_csv(std::string csv, std::string_view name) {
  http::Response answer{.content_type = "text/csv; charset=utf-8", .body = std::move(csv)};
  answer.header("Content-Disposition", "attachment; filename=\"" + std::string(name) + ".csv\"");
  return answer;
}

Answer export_words(Context& context, http::Request&) {
  CHECK_OK(may(context));
  return send_csv(context.database().read([](db::Session& session) { return words_csv(session); }), "search-words");
}

Answer export_best_bets(Context& context, http::Request&) {
  CHECK_OK(may(context));
  return send_csv(context.database().read([](db::Session& session) { return best_bets_csv(session); }), "best-bets");
}

using Import = Result<std::int64_t> (*)(Context&, std::string_view);

Answer take_in(Context& context, const http::Request& request, Import import) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto csv = reader.text("csv");
  CHECK_OK(reader.finish());
  return ok({{"added", TRY(import(context, csv))}});
}

Answer list_questions(Context& context, http::Request& request) {
  CHECK_OK(may(context));
  const auto name = request.query.get("view");
  const auto view = name.empty() ? std::optional(QueryView::zero) : parse_query_view(name);
  if (!view) return refuse(FaultKind::invalid, "finding.view_unknown", "view");
  const auto days = request.query.get("days");
  int back = 30;
  if (!days.empty()) {
    const auto [end, error] = std::from_chars(days.data(), days.data() + days.size(), back);
    if (error != std::errc{} || end != days.data() + days.size() || back < 1 || back > days_kept)
      return refuse(FaultKind::invalid, "finding.days_malformed", "days", {{"most", std::to_string(days_kept)}});
  }
  write_questions(context.services);
  return context.database().read([&](db::Session& session) -> Answer {
    std::map<SiteId, std::string> sites;
    for (const auto& site : directory::sites(session)) sites.emplace(site.id, site.name);
    json::array items;
    for (const auto& one : store::counted(session, *view, context.today() + (1 - back), least_shown, questions_shown))
      items.push_back(json::object{{"query", one.query},
                                   {"site_name", sites[one.site]},
                                   {"asked", one.asked},
                                   {"clicked", one.clicked},
                                   {"hits", one.hits},
                                   {"last_day", to_text(one.day)}});
    return directory::list(std::move(items));
  });
}
}  // namespace

void add_office_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                      directory::CurrentState current = {}) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .body_limit = csv_limit,
                .handler = directory::answering(router, services, std::move(handler), std::move(current))});
  };
  using enum http::Method;
  on(get, "/api/search-words", "finding.words", list_words);
  on(post, "/api/search-words", "finding.add_word", create_word);
  on(put, "/api/search-words/{id:id}", "finding.change_word", edit_word, current_word);
  on(del, "/api/search-words/{id:id}", "finding.remove_word", delete_word);
  on(get, "/api/search-words/export", "finding.export_words", export_words);
  on(post, "/api/search-words/import", "finding.import_words",
     [](Context& context, http::Request& request) { return take_in(context, request, import_words); });
  on(get, "/api/best-bets", "finding.best_bets", list_best_bets);
  on(post, "/api/best-bets", "finding.add_best_bet", create_best_bet);
  on(put, "/api/best-bets/{id:id}", "finding.change_best_bet", edit_best_bet, current_best_bet);
  on(del, "/api/best-bets/{id:id}", "finding.remove_best_bet", delete_best_bet);
  on(get, "/api/best-bets/export", "finding.export_best_bets", export_best_bets);
  on(post, "/api/best-bets/import", "finding.import_best_bets",
     [](Context& context, http::Request& request) { return take_in(context, request, import_best_bets); });
  on(get, "/api/search-questions", "finding.questions", list_questions);
}

}  // namespace gongkai::finding
