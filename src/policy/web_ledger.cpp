// The ledger as JSON: rows, filing, number patterns, table 2.
#include "directory/api.hpp"
#include "policy/api.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"
#include "policy/web_json.hpp"

namespace gongkai::policy {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t page_size = 50;

Result<void> may_read(const Context& context) {
  if (context.actor.may_somewhere("content.read")) return {};
  return auth::require(context.actor, "content.read", "/");
}

bool is_wanted(const Library& library, const Policy& policy, std::string_view state, Day today) {
  const auto standing = library.standing_on(policy, today).value_or(Standing::in_force);
  if (state.empty()) return true;
  if (state == "in_force") return !has_ended(standing);
  if (state == "ended") return has_ended(standing);
  if (state == "unfiled") return policy.registration && !policy.registration->filed_on;
  if (state != "expiring" || has_ended(standing)) return false;
  const auto end = library.end_of(policy);
  return end && warning_of(end->from - 1 - today, catalog().ledger.warn_days) > 0;
}

/// What ends first stands first, what has no end behind it; then the newest.
std::vector<const Policy*> in_order(const Library& library, std::vector<const Policy*> rows, Day today) {
  const auto key = [&](const Policy* policy) {
    const auto end = library.end_of(*policy);
    const bool to_come = end && end->from > today;
    return std::tuple(!to_come, to_come ? end->from : Day{}, Day{} - policy->published_on.number, policy->id);
  };
  std::ranges::sort(rows, {}, key);
  return rows;
}

Answer list_ledger(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  const auto state = request.query.get("state");
  const auto unit = parse_id(request.query.get("unit")).value_or(0);
  const auto after = directory::cursor_of(request);
  return context.database().read([&](db::Session& session) -> Answer {
    const auto names = units_open_to(session, context, "content.read");
    const auto books = library(session, context.services);
    const Day today = context.today();
    std::vector<const Policy*> rows;
    for (const auto& [id, policy] : books->entries())
      if (policy->registered && names.contains(policy->unit) && (unit == 0 || policy->unit.value == unit) &&
          is_wanted(*books, *policy, state, today))
        rows.push_back(policy.get());
    json::array items;
    std::string next;
    bool started = after == 0;
    for (const Policy* policy : in_order(*books, std::move(rows), today)) {
      if (started) {
        if (items.size() == page_size) return directory::list(std::move(items), next);
        items.push_back(ledger_json(*books, *policy, names.at(policy->unit), today));
        next = gongkai::to_text(policy->id);
      }
      started = started || policy->id.value == after;
    }
    return directory::list(std::move(items));
  });
}

Answer post_filing(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto day = reader.day("filed_on");
  const auto number = reader.text_or("filing_number", "");
  CHECK_OK(reader.finish());
  const auto fresh = TRY(record_filing(context, document_of(request), day, number, version));
  return ok({{"version", fresh}});
}

Answer post_registration(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto number = reader.text("number");
  const auto day = reader.day("registered_on");
  CHECK_OK(reader.finish());
  const auto fresh = TRY(record_registration(context, document_of(request), number, day));
  return ok({{"version", fresh}});
}

Answer list_patterns(Context& context, http::Request&) {
  CHECK_OK(may_read(context));
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& one : store::patterns(session)) {
      const auto unit = directory::find_unit(session, one.unit);
      items.push_back({{"unit", {{"id", gongkai::to_text(one.unit)}, {"name", unit ? unit->name : std::string()}}},
                       {"pattern", one.pattern},
                       {"unit_code", one.unit_code},
                       {"version", one.version}});
    }
    return ok({{"usual", catalog().ledger.number_pattern}, {"items", std::move(items)}});
  });
}

Answer put_pattern(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  store::NumberPattern pattern{.unit = UnitId{request.id_param("id")},
                               .pattern = reader.text("pattern"),
                               .unit_code = reader.text_or("unit_code", ""),
                               .version = reader.integer("version")};
  CHECK_OK(reader.finish());
  const auto fresh = TRY(set_number_pattern(context, pattern));
  return ok({{"version", fresh}});
}

Answer show_table(Context& context, http::Request& request) {
  CHECK_OK(may_read(context));
  const auto asked = request.query.get("year");
  const auto day = parse_day(std::string(asked) + "-01-01");
  const int year = asked.empty() ? context.today().year() : day ? day->year() : 0;
  if (year == 0) return refuse(FaultKind::invalid, "policy.year_wrong", "year");
  return context.database().read([&](db::Session& session) -> Answer {
    const UnitId unit{parse_id(request.query.get("unit")).value_or(context.actor.unit.value)};
    json::array stock, publications;
    for (const auto& row : table_two(session, context.services, unit, year))
      stock.push_back({{"id", row.id},
                       {"label", row.label},
                       {"made", row.made},
                       {"repealed", row.repealed},
                       {"valid", row.valid},
                       {"valid_before", row.valid_before},
                       {"balanced", row.balanced()}});
    for (const auto& row : table_two_of_2019(session, context.services, unit, year))
      publications.push_back({{"id", row.id},
                              {"label", row.label},
                              {"made", row.made},
                              {"published", row.published},
                              {"total_published", row.total_published}});
    return ok({{"year", year},
               {"unit", gongkai::to_text(unit)},
               {"rows", std::move(stock)},
               {"rows_of_2019", std::move(publications)}});
  });
}

}  // namespace

void add_ledger_routes(const Routes& routes) {
  using enum http::Method;
  routes.on(get, "/api/policy-ledger", "policy.ledger", list_ledger);
  routes.on(post, "/api/policies/{id:id}/filing", "policy.filing", post_filing);
  routes.on(post, "/api/policies/{id:id}/registration", "policy.registration", post_registration);
  routes.on(get, "/api/policy-numbering", "policy.numbering", list_patterns);
  routes.on(put, "/api/policy-numbering/{id:id}", "policy.numbering.set", put_pattern);
  routes.on(get, "/api/policy-table-two", "policy.table_two", show_table);
}

}  // namespace gongkai::policy
