#include "annual_report/keeping.hpp"

#include <fmt/format.h>

#include "annual_report/compile.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "base/bytes.hpp"
#include "casework/cases.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::annual_report {

namespace {

constexpr int first_year = 2019;  // of a common form

/// Only the report of the year that just ended is still on its way through submission and signature.
std::string_view act_of(int year, Day today) {
  return year + 1 == today.year() ? "taken_in" : "recorded";
}

std::string_view permission_for(const auth::Actor& actor, const directory::Unit& unit, int year, Day today) {
  const bool may_write = act_of(year, today) == "recorded" && !actor.may("reports.collect", unit.path);
  return may_write ? "reports.write" : "reports.collect";
}

}  // namespace

Result<casework::Case> open_report(Transaction& tx, const directory::Unit& unit, int year) {
  auto made = TRY(casework::open(
      tx,
      {.kind = std::string(kind),
       .unit = unit.id,
       .title = fmt::format("{} {}", unit.name, year),
       .opened_on = tx.context().today()},
      {.act = "opened", .on = tx.context().today(), .facts = {{"year", year}, {"due", to_text(due_of(unit, year))}}}));
  store::insert(tx.db(), made.id, unit.id, year);
  return made;
}

Edition add_edition(Transaction& tx, CaseId id, std::string frozen, std::string reason) {
  const auto last = store::latest(tx.db(), id);
  Edition edition{.number = last ? last->number + 1 : 1,
                  .frozen = std::move(frozen),
                  .reason = std::move(reason),
                  .signed_by = tx.context().actor.name,
                  .signed_at = tx.now()};
  edition.digest = to_hex(auth::sha256(edition.frozen));
  store::insert(tx.db(), id, edition);
  tx.detail("digest", json::value(edition.digest));
  tx.changed("annual_report", id.value);
  return edition;
}

std::optional<Fault> why_not_keep(db::Session& session, Context& context, const directory::Unit& unit, int year) {
  const auto today = context.today();
  if (year < first_year || year >= today.year())
    return Fault{FaultKind::invalid, "annual_report.year_wrong", "year", {{"last", std::to_string(today.year() - 1)}}};
  const auto allowed = auth::require(context.actor, permission_for(context.actor, unit, year, today), unit.path);
  if (!allowed) return allowed.error();
  const auto id = store::of_unit(session, unit.id, year);
  const auto report = id ? load(session, *context.services.vault, *id) : std::nullopt;
  return report ? casework::why_not(casework::kind_of(kind), report->stage, act_of(year, today)) : std::nullopt;
}

Result<CaseId> keep(Transaction& tx, const Confirmed& confirmed) {
  auto& context = tx.context();
  const auto& unit = confirmed.unit;
  const int year = confirmed.report.year;
  CHECK_OK(tx.require(permission_for(context.actor, unit, year, context.today()), unit.path));
  if (auto fault = why_not_keep(tx.db(), context, unit, year)) return std::unexpected(*std::move(fault));
  auto frozen = freeze(confirmed.report);
  TRY(thaw(frozen));
  auto id = store::of_unit(tx.db(), unit.id, year);
  if (!id) id = TRY(open_report(tx, unit, year)).id;
  auto report = load(tx.db(), *context.services.vault, *id);
  tx.about("case", id->value, unit.id);
  const auto edition = add_edition(tx, *id, std::move(frozen), confirmed.reason);
  casework::Event event{.act = std::string(act_of(year, context.today())),
                        .on = context.today(),
                        .facts = confirmed.facts,
                        .note = confirmed.reason};
  event.facts["digest"] = edition.digest;
  CHECK_OK(casework::append(tx, report->of, std::move(event)));
  return *id;
}

std::optional<Frozen> signed_report(db::Session& session, UnitId unit, int year) {
  const auto id = store::of_unit(session, unit, year);
  const auto edition = id ? store::latest(session, *id) : std::nullopt;
  if (!edition) return std::nullopt;
  auto frozen = thaw(edition->frozen);
  if (!frozen) return std::nullopt;
  return *std::move(frozen);
}

}  // namespace gongkai::annual_report
