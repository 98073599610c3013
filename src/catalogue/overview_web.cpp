// Coverage, fulfilment, budgets, timeliness: figures that open into the documents behind them.
#include <algorithm>

#include "catalogue/loading.hpp"
#include "catalogue/store.hpp"
#include "catalogue/use_cases.hpp"
#include "catalogue/web.hpp"
#include "content/custody.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "platform/calendar/calendars.hpp"

namespace gongkai::catalogue {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t listed = 200;
constexpr int usual_years = 5, most_years = 20;

Result<void> may_read(const Context& context) {
  if (context.actor.may_somewhere("content.read")) return {};
  return auth::require(context.actor, "content.read", "/");
}

json::object unit_json(const directory::Unit& unit) {
  return {{"id", to_text(unit.id)}, {"name", unit.short_name.empty() ? unit.name : unit.short_name}};
}

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}

json::object cell_json(const Cell& cell) {
  return {{"items", cell.items},
          {"fulfilled", cell.fulfilled},
          {"documents", cell.documents},
          {"newest", day_or_null(cell.newest)}};
}

Answer show_coverage(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  const auto types = content::type_book(context.services);
  return context.database().read([&](db::Session& session) -> Answer {
    auto asked = units_asked(session, context, request);
    std::erase_if(asked, [](const directory::Unit& unit) { return unit.is_closed(); });
    const auto rows = coverage(asked, directory::units(session), load_in_force(session, Kind::basic),
                               store::tallies(session, ids_of(asked)), *types, statute());
    json::array list;
    std::int64_t items = 0, fulfilled = 0, unmeasured = 0;
    for (const auto& row : rows) {
      json::array cells;
      for (const auto& cell : row.cells) cells.push_back(cell_json(cell));
      list.push_back(json::object{{"unit", unit_json(row.unit)},
                                  {"measured", static_cast<bool>(row.catalogue)},
                                  {"items", row.items},
                                  {"fulfilled", row.fulfilled},
                                  {"cells", cells}});
      items += row.items;
      fulfilled += row.fulfilled;
      unmeasured += row.catalogue ? 0 : 1;
    }
    return ok(json::object{{"rows", list}, {"items", items}, {"fulfilled", fulfilled}, {"unmeasured", unmeasured}});
  });
}

Answer show_fulfilment(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  const auto types = content::type_book(context.services);
  return context.database().read([&](db::Session& session) -> Answer {
    const auto catalogue = store::find_catalogue(session, CatalogueId{request.id_param("id")});
    const auto owner = catalogue ? directory::find_unit(session, catalogue->unit) : std::nullopt;
    if (!owner) return refuse(FaultKind::not_found, "catalogue.not_found");
    CHECK_OK(auth::require(context.actor, "content.read", owner->path));
    const auto versions = store::versions(session, catalogue->id);
    const auto* current = in_force(versions);
    json::array list;
    if (current) {
      auto units = directory::units(session);
      std::erase_if(units, [&](const directory::Unit& unit) { return !unit.path.starts_with(owner->path); });
      const CatalogueInForce measured{*catalogue, *current, store::items(session, current->id)};
      for (const auto& one : fulfilment(measured, units, store::tallies(session, ids_of(units)), *types, statute())) {
        json::array missing;
        for (const auto& name : one.missing) missing.push_back(json::value(name));
        list.push_back(json::object{{"item", item_json(one.item, units)},
                                    {"units", one.units},
                                    {"fulfilled", one.fulfilled},
                                    {"documents", one.documents},
                                    {"missing", missing}});
      }
    }
    return ok(json::object{{"number", current ? json::value(current->number) : json::value()}, {"items", list}});
  });
}

json::array budget_json(const std::vector<BudgetDocument>& documents) {
  json::array list;
  for (const auto& one : documents) list.push_back(json::object{{"id", to_text(one.document)}, {"title", one.title}});
  return list;
}

Answer show_budgets(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  const int this_year = context.today().year();
  const auto last =
      static_cast<int>(std::clamp<std::int64_t>(number_in_query(request, "to", this_year), 1950, this_year + 1));
  const auto first = static_cast<int>(
      std::clamp<std::int64_t>(number_in_query(request, "from", last - usual_years + 1), last - most_years, last));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto matrix = budget_matrix(units_asked(session, context, request), load_budgets(session), first, last,
                                      this_year, statute().budget);
    json::array rows;
    for (const auto& row : matrix.rows) {
      json::array years;
      for (const auto& [year, cell] : row.years)
        years.push_back(json::object{
            {"year", year}, {"budgets", budget_json(cell.budgets)}, {"accounts", budget_json(cell.accounts)}});
      rows.push_back(json::object{{"unit", unit_json(row.unit)}, {"years", years}});
    }
    return ok(
        json::object{{"from", first}, {"to", last}, {"due", matrix.due}, {"filled", matrix.filled}, {"rows", rows}});
  });
}

json::object timed_json(const TimedDocument& one, const std::vector<directory::Unit>& units) {
  return {{"document", to_text(one.document.document)},
          {"title", one.document.title},
          {"type", one.document.type},
          {"unit", {{"id", to_text(one.document.unit)}, {"name", unit_name(units, one.document.unit)}}},
          {"item", one.item_code},
          {"formed_on", day_or_null(one.formed_on)},
          {"term_days", one.term_days},
          {"due", day_or_null(one.timing.due)},
          {"published_on",
           one.document.published_at ? json::value(to_text(one.document.published_at->day())) : json::value()},
          {"state", name_of(one.timing.timeliness)},
          {"days_late", one.timing.days_late},
          {"provisional", one.timing.provisional}};
}

std::set<DocumentId> hidden_among(db::Session& session, const Context& context,
                                  const std::vector<TimedDocument>& documents) {
  db::List ids;
  for (const auto& one : documents) ids.values.push_back(one.document.document.value);
  return content::hidden_from(session, context.actor, ids);
}

/// By unit in the order of the tree: how many in each state. Below, the documents of the state that is asked for, as far
/// as this person may see them.
Answer show_timeliness(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  const auto types = content::type_book(context.services);
  const Day today = context.today();
  const auto from = parse_day(request.query.get("from")).value_or(Day::of(today.year(), 1, 1));
  const auto wanted = request.query.get("state");
  const auto calendar = context.services.calendars->current();
  return context.database().read([&](db::Session& session) -> Answer {
    const auto asked = units_asked(session, context, request);
    std::map<UnitId, std::map<std::string_view, std::int64_t>> counts;
    std::vector<TimedDocument> shown;
    for (auto& one : load_timed(session, asked, *types, from, today, *calendar)) {
      const auto state = name_of(one.timing.timeliness);
      ++counts[one.document.unit][state];
      if (wanted.empty() ? one.timing.days_late > 0 : wanted == state) shown.push_back(std::move(one));
    }
    std::erase_if(shown, [hidden = hidden_among(session, context, shown)](const TimedDocument& one) {
      return hidden.contains(one.document.document);
    });
    std::ranges::stable_sort(shown, std::greater{}, [](const TimedDocument& one) { return one.timing.days_late; });
    json::array units, items;
    for (const auto& unit : asked) {
      if (!counts.contains(unit.id)) continue;
      json::object of_unit{{"unit", unit_json(unit)}};
      for (const auto state :
           {Timeliness::in_time, Timeliness::late, Timeliness::overdue, Timeliness::running, Timeliness::unknown})
        of_unit[name_of(state)] = counts[unit.id][name_of(state)];
      units.push_back(std::move(of_unit));
    }
    for (std::size_t i = 0; i < std::min(listed, shown.size()); ++i) items.push_back(timed_json(shown[i], asked));
    return ok(json::object{{"from", to_text(from)},
                           {"units", units},
                           {"total", static_cast<std::int64_t>(shown.size())},
                           {"items", items}});
  });
}

json::array explained_json(const WorkCalendar& calendar, const TimedDocument& one) {
  json::array days;
  if (!one.formed_on) return days;
  for (const auto& day : calendar.explain(*one.formed_on, static_cast<int>(one.term_days)).days)
    days.push_back(json::object{{"day", to_text(day.day)},
                                {"weekday", to_chinese(day.day.weekday())},
                                {"kind", to_chinese(day.kind)},
                                {"name", day.name},
                                {"counted", day.counted ? json::value(day.counted) : json::value()},
                                {"provisional", day.provisional}});
  return days;
}

/// Where a document stands in the catalogue, and its term day by day.
Answer show_document(Context& context, http::Request& request) {
  const auto types = content::type_book(context.services);
  const auto calendar = context.services.calendars->current();
  return context.database().read([&](db::Session& session) -> Answer {
    const auto document = store::find_dated(session, DocumentId{request.id_param("id")});
    const auto unit = document ? directory::find_unit(session, document->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "document.not_found");
    CHECK_OK(content::may_see(session, context.actor, TRY(content::find_desk(session, document->document))));
    const auto units = directory::units(session);
    const auto basic = load_in_force(session, Kind::basic);
    const auto filing = store::find_filing(session, document->document);
    const auto one = timed(*document, *types, answers_to(*unit, units, basic), context.today(), *calendar);
    return ok(
        json::object{{"document", to_text(document->document)},
                     {"class", class_of(document->type, document->filed_class, *types)},
                     {"filed_class", document->filed_class},
                     {"catalogue", document->catalogue ? json::value(to_text(document->catalogue)) : json::value()},
                     {"code", document->code},
                     {"audiences", filing ? filing->audiences : ""},
                     {"may_file", context.actor.may("content.write", unit->path)},
                     {"timing", one ? json::value(timed_json(*one, units)) : json::value()},
                     {"days", one ? explained_json(*calendar, *one) : json::array()}});
  });
}

Answer put_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Filing filing{.document = DocumentId{request.id_param("id")},
                      .statutory_class = reader.text_or("class", ""),
                      .catalogue = CatalogueId{reader.id_or_zero("catalogue")},
                      .code = reader.text_or("code", ""),
                      .audiences = reader.text_or("audiences", "")};
  CHECK_OK(reader.finish());
  CHECK_OK(file_document(context, filing));
  return show_document(context, request);
}

}  // namespace

void add_overview_routes(http::Router& router, Services& services) {
  const auto on = adding(router, services);
  using enum http::Method;
  on(get, "/api/catalogue/coverage", "catalogue.coverage", show_coverage);
  on(get, "/api/catalogues/{id:id}/fulfilment", "catalogue.fulfilment", show_fulfilment);
  on(get, "/api/catalogue/budgets", "catalogue.budgets", show_budgets);
  on(get, "/api/catalogue/timeliness", "catalogue.timeliness", show_timeliness);
  on(get, "/api/catalogue/documents/{id:id}", "catalogue.document", show_document);
  on(put, "/api/catalogue/documents/{id:id}", "catalogue.file", put_document);
}

}  // namespace gongkai::catalogue
