#include "demo/load_works.hpp"

#include "catalogue/store.hpp"
#include "catalogue/use_cases.hpp"
#include "checks/use_cases.hpp"
#include "demo/catalog_file.hpp"
#include "demo/desk.hpp"
#include "demo/load_gazette.hpp"
#include "demo/load_site_reports.hpp"
#include "demo/store.hpp"
#include "finding/use_cases.hpp"
#include "review/use_cases.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::demo {
namespace {

std::string text_at(const json::value& entry, std::string_view name) {
  const auto* found = entry.get_object().if_contains(name);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::vector<std::string> list_at(const json::value& entry, std::string_view name) {
  return texts_of(entry.at(name).as_array());
}

Day day_at(const json::value& entry, std::string_view name) {
  return parse_day(text_at(entry, name)).value();
}

Instant instant_at(const json::value& entry, std::string_view name) {
  return parse_instant(text_at(entry, name) + ":00+08:00").value();
}

Result<void> load_topics(const Desk& desk, Context& context, FixedClock& clock, const json::object& works) {
  for (const auto& entry : works.at("topics").as_array()) {
    const auto column = TRY(desk.column("", text_at(entry, "column")));
    clock.set(instant_at(entry, "opened"));
    CHECK_OK(sites::keep_topic(context, column, desk.places().units.at(text_at(entry, "owner")), 0));
    if (const auto checked = text_at(entry, "checked"); !checked.empty()) {
      clock.set(instant_at(entry, "checked"));
      CHECK_OK(sites::check_topic(context, column, text_at(entry, "note")));
    }
    if (const auto archived = text_at(entry, "archived"); !archived.empty()) {
      clock.set(instant_at(entry, "archived"));
      CHECK_OK(sites::archive_topic(context, column, text_at(entry, "note"), 1));
    }
  }
  return {};
}

Result<void> load_notice_bars(const Desk&, Context& context, FixedClock& clock, const json::object& works) {
  for (const auto& entry : works.at("notice_bars").as_array()) {
    clock.set(instant_at(entry, "first"));
    TRY(sites::add_notice_bar(context, {.words = text_at(entry, "words"),
                                        .address = text_at(entry, "address"),
                                        .urgent = entry.at("urgent").as_bool(),
                                        .first_at = instant_at(entry, "first"),
                                        .last_at = instant_at(entry, "last")}));
  }
  return {};
}

/// A document stands in further columns without a copy.
Result<void> load_placements(const Desk& desk, Context& context, FixedClock& clock, const json::object& works) {
  clock.set(instant_at(works.at("placed"), "at"));
  for (const auto& entry : works.at("placed").at("documents").as_array())
    CHECK_OK(content::place(context, TRY(desk.document(text_at(entry, "document"))),
                            TRY(desk.column(text_at(entry, "site"), text_at(entry, "column")))));
  return {};
}

catalogue::Item item_of(const Desk& desk, const json::value& entry) {
  const auto unit = text_at(entry, "unit");
  return {.code = text_at(entry, "code"),
          .title = text_at(entry, "title"),
          .statutory_class = text_at(entry, "class"),
          .unit = unit.empty() ? UnitId{} : desk.places().units.at(unit),
          .duty = text_at(entry, "duty"),
          .term_days = entry.at("days").as_int64(),
          .form = "website",
          .basis = text_at(entry, "basis"),
          .source = text_at(entry, "source"),
          .audiences = text_at(entry, "audiences"),
          .type = text_at(entry, "type"),
          .column = text_at(entry, "column")};
}

Result<void> load_catalogue(const Desk& desk, Context& context, FixedClock& clock, const json::object& works) {
  const auto& said = works.at("catalogue");
  clock.set(instant_at(said, "at"));
  const auto id =
      TRY(catalogue::begin(context, desk.places().units.at("yunhai"), catalogue::Kind::basic, text_at(said, "name")));
  const auto draft =
      context.database().read([&](db::Session& session) { return catalogue::store::versions(session, id).front(); });
  std::vector<catalogue::Item> items;
  for (const auto& entry : said.at("items").as_array()) items.push_back(item_of(desk, entry));
  const auto version = TRY(catalogue::replace_items(context, draft.id, std::move(items), draft.version));
  TRY(catalogue::publish(context, draft.id, text_at(said, "note"), version));
  return {};
}

Result<void> load_search(const Desk& desk, Context& context, FixedClock& clock, const json::object& works) {
  const auto& said = works.at("search");
  clock.set(instant_at(said, "at"));
  TRY(finding::take_over_catalog(context));
  for (const auto& entry : said.at("words").as_array())
    TRY(finding::add_word(context, {.kind = finding::parse_word_kind(text_at(entry, "kind")).value(),
                                    .words = list_at(entry, "words"),
                                    .note = text_at(entry, "note")}));
  for (const auto& entry : said.at("best_bets").as_array()) {
    finding::BestBetFields bet{
        .queries = list_at(entry, "queries"), .first_day = day_at(entry, "first"), .note = text_at(entry, "note")};
    for (const auto& key : list_at(entry, "documents")) bet.documents.push_back(TRY(desk.document(key)));
    TRY(finding::add_best_bet(context, bet));
  }
  return {};
}

Result<void> load_word_lists(const Desk&, Context& context, FixedClock& clock, const json::object& works) {
  for (const auto& entry : works.at("word_lists").as_array()) {
    clock.set(instant_at(entry, "at"));
    const auto id =
        TRY(checks::add_list(context, text_at(entry, "name"), checks::parse_list_kind(text_at(entry, "kind")).value(),
                             text_at(entry, "about")));
    checks::Rows rows;
    for (const auto& row : entry.at("rows").as_array())
      rows.rows.push_back({.line = static_cast<std::int64_t>(rows.rows.size() + 1), .cells = texts_of(row.as_array())});
    TRY(checks::import_terms(context, id, checks::terms_of(rows.rows), true, 1));
  }
  return {};
}

Result<void> load_contributions(const Desk& desk, Context& context, FixedClock& clock, const json::object& works) {
  for (const auto& entry : works.at("contributions").as_array()) {
    clock.set(instant_at(entry, "sent"));
    auto sender = TRY(desk.as_person(text_at(entry, "from"), context.services));
    const auto id = TRY(review::offer(sender, {.to_unit = desk.places().units.at("office"),
                                               .title = text_at(entry, "title"),
                                               .text = text_at(entry, "text"),
                                               .source = text_at(entry, "source")}));
    const auto decided = text_at(entry, "decided");
    if (decided.empty()) continue;
    clock.set(instant_at(entry, "decided"));
    auto editor = TRY(desk.as_person("bianji", context.services));
    const auto key = text_at(entry, "document");
    CHECK_OK(review::decide(editor, id,
                            {.adopted = !key.empty(),
                             .reason = text_at(entry, "reason"),
                             .document = key.empty() ? DocumentId{} : TRY(desk.document(key))}));
  }
  return {};
}

struct Work {
  std::string_view name;
  Result<void> (*load)(const Desk&, Context&, FixedClock&, const json::object&);
};
constexpr Work all_works[] = {{"topics", load_topics},
                              {"notice bars", load_notice_bars},
                              {"placements", load_placements},
                              {"catalogue", load_catalogue},
                              {"search", load_search},
                              {"word lists", load_word_lists},
                              {"contributions", load_contributions},
                              {"gazette", load_gazette},
                              {"site reports", load_site_reports}};

}  // namespace

Result<void> load_works(Context& context, const City& city, const Places& places) {
  const auto works = read_catalog("catalog/demo/works.json");
  const Desk desk(context, city, places);
  for (const auto& work : all_works) {
    if (context.database().read([&](db::Session& session) { return store::is_done(session, work.name); })) continue;
    FixedClock clock(context.now());
    Services services = desk.services_at(clock);
    Context at_the_time{.services = services, .actor = context.actor};
    CHECK_OK(work.load(desk, at_the_time, clock, works));
    CHECK_OK(context.database().write([&](db::Session& session) -> Result<void> {
      store::note_done(session, work.name);
      return {};
    }));
  }
  return {};
}

}  // namespace gongkai::demo
