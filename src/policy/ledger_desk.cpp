// Registration, filing and the number patterns of the bodies.
#include "base/text.hpp"
#include "content/desk.hpp"
#include "directory/api.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::policy {

namespace {

/// The rule of the nearest of the bodies that has one of its own; the usual one otherwise.
store::NumberPattern rule_for(db::Session& session, const std::vector<UnitId>& bodies) {
  for (const UnitId body : bodies)
    if (auto own = store::find_pattern(session, body)) return *std::move(own);
  return {.pattern = catalog().ledger.number_pattern};
}

bool is_unit_code(std::string_view code) {
  return code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<UnitId> bodies_of(db::Session& session, const directory::Unit& unit) {
  std::vector<UnitId> bodies{unit.id};
  for (auto above = unit.parent; above;) {
    const auto found = directory::find_unit(session, above);
    if (!found) break;
    bodies.push_back(found->id);
    above = found->parent;
  }
  return bodies;
}

Result<Registration> register_document(Transaction& tx, DocumentId document, const std::vector<UnitId>& bodies) {
  if (auto known = store::find_registration(tx.db(), document)) return *std::move(known);
  const auto rule = rule_for(tx.db(), bodies);
  const bool needs_code = rule.pattern.find("{unit}") != std::string::npos;
  if (needs_code && rule.unit_code.empty()) return refuse(FaultKind::conflict, "policy.unit_without_code");
  const Day today = tx.now().day();
  const auto series = number_series(rule.pattern, rule.unit_code, today.year());
  Registration registration{.document = document, .unit = bodies.front(), .registered_on = today};
  // a serial may be taken by a number that was recorded from an older ledger
  do registration.number = registration_number(rule.pattern, series, store::next_serial(tx.db(), series));
  while (!store::insert(tx.db(), registration));
  tx.after("registration_number", json::value(registration.number));
  tx.changed(topic, document.value);
  return registration;
}

Result<std::int64_t> record_filing(Context& context, DocumentId document, Day filed_on, std::string_view number,
                                   std::int64_t version) {
  return in_transaction(context, "policy.record_filing", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto desk = TRY(content::find_desk(tx.db(), document));
    CHECK_OK(tx.require("policy.ledger", desk.unit.path));
    tx.about("document", document.value, desk.unit.id);
    auto registration = store::find_registration(tx.db(), document);
    if (!registration) return refuse(FaultKind::not_found, "policy.not_registered");
    std::vector<Fault> faults;
    if (filed_on < registration->registered_on || filed_on > tx.now().day())
      faults.push_back({FaultKind::invalid, "policy.filing_day_wrong", "filed_on"});
    if (count_characters(number) > 60)
      faults.push_back({FaultKind::invalid, "policy.filing_number_wrong", "filing_number"});
    CHECK_OK(all_of(std::move(faults)));
    registration->filed_on = filed_on;
    registration->filing_number = trim(number);
    registration->version = version;
    if (!store::update(tx.db(), *registration)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("filed_on", json::value(to_text(filed_on)));
    tx.changed(topic, document.value);
    return version + 1;
  });
}

Result<std::int64_t> record_registration(Context& context, DocumentId document, std::string_view number,
                                         Day registered_on) {
  return in_transaction(context, "policy.record_registration", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto desk = TRY(content::find_desk(tx.db(), document));
    CHECK_OK(tx.require("policy.ledger", desk.unit.path));
    tx.about("document", document.value, desk.unit.id);
    if (!desk.document.released || !is_registered(*desk.type))
      return refuse(FaultKind::conflict, "policy.not_in_ledger");
    if (store::find_registration(tx.db(), document)) return refuse(FaultKind::conflict, "policy.registered_already");
    std::vector<Fault> faults;
    const auto rule = rule_for(tx.db(), bodies_of(tx.db(), desk.unit));
    if (!fits_pattern(rule.pattern, trim(number)))
      faults.push_back({FaultKind::invalid, "policy.number_wrong", "number", {{"pattern", rule.pattern}}});
    if (registered_on > tx.now().day())
      faults.push_back({FaultKind::invalid, "policy.registration_day_wrong", "registered_on"});
    CHECK_OK(all_of(std::move(faults)));
    Registration registration{.document = document,
                              .unit = desk.unit.id,
                              .number = std::string(trim(number)),
                              .registered_on = registered_on};
    if (!store::insert(tx.db(), registration)) return refuse(FaultKind::conflict, "policy.number_taken", "number");
    tx.after("registration_number", json::value(registration.number));
    tx.changed(topic, document.value);
    return registration.version;
  });
}

Result<std::int64_t> set_number_pattern(Context& context, const store::NumberPattern& wanted) {
  return in_transaction(context, "policy.set_number_pattern", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto unit = directory::find_unit(tx.db(), wanted.unit);
    if (!unit) return refuse(FaultKind::not_found, "document.unit_unknown", "unit");
    CHECK_OK(tx.require("policy.ledger", unit->path));
    tx.about("unit", unit->id.value, unit->id);
    std::vector<Fault> faults;
    if (!is_number_pattern(wanted.pattern)) faults.push_back({FaultKind::invalid, "policy.pattern_wrong", "pattern"});
    if (!wanted.unit_code.empty() && !is_unit_code(wanted.unit_code))
      faults.push_back({FaultKind::invalid, "policy.unit_code_wrong", "unit_code"});
    if (wanted.unit_code.empty() && wanted.pattern.find("{unit}") != std::string::npos)
      faults.push_back({FaultKind::invalid, "policy.unit_code_missing", "unit_code"});
    for (const auto& other : store::patterns(tx.db()))
      if (other.unit != wanted.unit && other.pattern == wanted.pattern && other.unit_code == wanted.unit_code)
        faults.push_back({FaultKind::conflict, "policy.unit_code_taken", "unit_code"});
    CHECK_OK(all_of(std::move(faults)));
    tx.after("pattern", json::value(wanted.pattern));
    if (wanted.version == 0) {
      if (store::find_pattern(tx.db(), wanted.unit)) return refuse(FaultKind::conflict, "version.conflict");
      auto fresh = wanted;
      fresh.version = 1;
      store::insert(tx.db(), fresh);
      return fresh.version;
    }
    if (!store::update(tx.db(), wanted)) return refuse(FaultKind::conflict, "version.conflict");
    return wanted.version + 1;
  });
}

}  // namespace gongkai::policy
