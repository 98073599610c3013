#include "content/api.hpp"
#include "directory/api.hpp"
#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "finding/use_cases.hpp"
#include "platform/json/json.hpp"

namespace gongkai::finding {
namespace {
json::value to_json(const BestBetFields& fields) {
  json::array documents;
  for (const auto id : fields.documents) documents.emplace_back(to_text(id));
  return {{"queries", boost::json::value_from(fields.queries)},
          {"documents", std::move(documents)},
          {"site", fields.site ? to_text(fields.site) : ""},
          {"first_day", to_text(fields.first_day)},
          {"last_day", fields.last_day ? to_text(*fields.last_day) : ""},
          {"note", fields.note}};
}

BestBetFields tidied(BestBetFields fields) {
  fields.queries = tidy(fields.queries);
  return fields;
}

/// The faults of the form, and those that only the database knows: what is recommended must be public now.
Result<void> check(db::Session& session, const BestBetFields& fields) {
  auto faults = why_not_best_bet(fields);
  if (fields.site && !directory::find_site(session, fields.site))
    faults.push_back({FaultKind::invalid, "finding.site_unknown", "site", {}, {}});
  for (const auto id : fields.documents)
    if (!content::find_public(session, id))
      faults.push_back({FaultKind::invalid, "finding.document_not_public", "documents", {{"id", to_text(id)}}, {}});
  return all_of(std::move(faults));
}
}  // namespace

Result<BestBetId> add_best_bet(Context& context, const BestBetFields& given) {
  const auto fields = tidied(given);
  return in_transaction(context, "search.add_best_bet", [&](Transaction& tx) -> Result<BestBetId> {
    CHECK_OK(tx.require(manage, "/"));
    CHECK_OK(check(tx.db(), fields));
    const BestBet bet{
        .id = tx.new_id<BestBetId>(), .fields = fields, .changed_by = context.actor.name, .changed_at = tx.now()};
    store::insert(tx.db(), bet);
    tx.about("best_bet", bet.id.value, context.actor.unit);
    tx.after("best_bet", to_json(fields));
    tx.changed(topic, bet.id.value);
    return bet.id;
  });
}

Result<std::int64_t> change_best_bet(Context& context, BestBetId id, const BestBetFields& given, std::int64_t version) {
  const auto fields = tidied(given);
  return in_transaction(context, "search.change_best_bet", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require(manage, "/"));
    auto bet = store::find_best_bet(tx.db(), id);
    if (!bet) return refuse(FaultKind::not_found, "finding.best_bet_unknown");
    CHECK_OK(check(tx.db(), fields));
    tx.about("best_bet", id.value, context.actor.unit);
    tx.before("best_bet", to_json(bet->fields));
    *bet = {id, fields, context.actor.name, tx.now(), version};
    if (!store::update(tx.db(), *bet)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("best_bet", to_json(fields));
    tx.changed(topic, id.value, feed::Operation::upsert, version + 1);
    return version + 1;
  });
}

Result<void> remove_best_bet(Context& context, BestBetId id) {
  return in_transaction(context, "search.remove_best_bet", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require(manage, "/"));
    const auto bet = store::find_best_bet(tx.db(), id);
    if (!bet) return refuse(FaultKind::not_found, "finding.best_bet_unknown");
    store::remove(tx.db(), id);
    tx.about("best_bet", id.value, context.actor.unit);
    tx.before("best_bet", to_json(bet->fields));
    tx.changed(topic, id.value, feed::Operation::remove);
    return {};
  });
}

}  // namespace gongkai::finding
