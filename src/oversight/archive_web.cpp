// The file of a case and the list of the archive, for those who may see the case or the unit.
#include <charconv>

#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "directory/gate.hpp"
#include "oversight/archive.hpp"
#include "oversight/results.hpp"
#include "oversight/web.hpp"
#include "oversight/web_json.hpp"
#include "requests/reading.hpp"

namespace gongkai::oversight {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::int64_t page_size = 50, most_in_workbook = 100'000;
constexpr int first_year = 2008;  // the Regulation came into force on 2008-05-01

Result<casework::Case> seen_case(db::Session& session, const Context& context, CaseId id) {
  auto of = casework::find(session, *context.services.vault, id);
  if (!of || !requests::find(session, *context.services.vault, id))
    return refuse(FaultKind::not_found, "case.not_found");
  CHECK_OK(casework::may_see(session, context.actor, *of));
  return *std::move(of);
}

Answer show_file(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto of = TRY(seen_case(session, context, CaseId{request.id_param("id")}));
    const Examined examined(session, context, of.id);
    const auto& record = examined.record();
    return ok({{"number", of.number},
               {"is_open", of.is_open()},
               {"retention", record.situation.kind->retention},
               {"items", items_json(record.items)}});
  });
}

Answer download_index(Context& context, http::Request& request) {
  const CaseId id{request.id_param("id")};
  const auto index = TRY(context.database().read([&](db::Session& session) -> Result<CaseIndex> {
    CHECK_OK(seen_case(session, context, id));
    return index_of(session, context, id);
  }));
  directory::record_read(context, "oversight.read_index", "case", id.value, {});
  return download({.content_type = "application/pdf", .body = index_pdf(index, context)}, index.number + ".pdf");
}

struct Asked {
  directory::Unit unit{};
  ArchiveQuery query{};
};

Result<Asked> asked_for(db::Session& session, const Context& context, const http::Request& request) {
  const auto id = parse_id(request.query.get("unit"));
  auto unit = directory::find_unit(session, id ? UnitId{*id} : context.actor.unit);
  if (!unit) return refuse(FaultKind::invalid, "oversight.unit_missing", "unit");
  CHECK_OK(auth::require(context.actor, permission::read, unit->path));
  int year = context.today().year();
  if (const auto given = request.query.get("year"); !given.empty()) {
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), year);
    if (error != std::errc{} || end != given.data() + given.size() || year < first_year ||
        year > context.today().year())
      return refuse(FaultKind::invalid, "oversight.year_wrong", "year");
  }
  const auto state = request.query.get("state");
  if (!state.empty() && state != "archived" && state != "waiting")
    return refuse(FaultKind::invalid, "oversight.state_wrong", "state");
  ArchiveQuery query{.unit_path = unit->path,
                     .year = year,
                     .archived = state != "waiting",
                     .after = CaseId{directory::cursor_of(request)},
                     .limit = page_size + 1};
  return Asked{*std::move(unit), std::move(query)};
}

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}

json::object row_json(const ArchiveRow& row) {
  json::array gaps;
  for (const auto& gap : row.gaps) gaps.emplace_back(gap);
  return {{"id", to_text(row.filed.id)},
          {"number", row.filed.number},
          {"unit_name", row.filed.unit_name},
          {"outcome_name", outcome_name(row.filed.outcome)},
          {"received_on", day_or_null(row.filed.received_on)},
          {"closed_on", to_text(row.filed.closed_on)},
          {"archived_on", day_or_null(row.archived_on)},
          {"retention", row.retention},
          {"shelf", row.shelf},
          {"gaps", std::move(gaps)}};
}

Answer list_archive(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto asked = TRY(asked_for(session, context, request));
    auto rows = archive_list(session, context, asked.query);
    std::string next;
    if (std::ssize(rows) > page_size) {
      rows.resize(page_size);
      next = to_text(rows.back().filed.id);
    }
    json::array items;
    for (const auto& row : rows) items.push_back(row_json(row));
    return ok({{"unit", {{"id", to_text(asked.unit.id)}, {"name", asked.unit.name}}},
               {"year", asked.query.year},
               {"items", std::move(items)},
               {"next", next.empty() ? json::value() : json::value(next)}});
  });
}

Answer download_archive(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    auto asked = TRY(asked_for(session, context, request));
    asked.query.archived = true;
    asked.query.after = {};
    asked.query.limit = most_in_workbook;
    const auto rows = archive_list(session, context, asked.query);
    return download({.content_type = xlsx_type, .body = archive_workbook(rows, asked.unit.name, asked.query.year)},
                    asked.unit.name + std::to_string(asked.query.year) + ".xlsx");
  });
}

}  // namespace

void add_archive_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/oversight/cases/{id:id}/file", "oversight.file", show_file);
  on(get, "/api/oversight/cases/{id:id}/index.pdf", "oversight.index", download_index);
  on(get, "/api/oversight/archive", "oversight.archive", list_archive);
  on(get, "/api/oversight/archive.xlsx", "oversight.archive_workbook", download_archive);
}

}  // namespace gongkai::oversight
