// What waits for a person over all sites and units.
#include "content/custody.hpp"
#include "directory/api.hpp"
#include "review/json.hpp"
#include "review/working_days.hpp"

namespace gongkai::review {

namespace {

constexpr std::int64_t most_rounds = 1000;

std::map<UnitId, directory::Unit> units_in_reach(db::Session& session, const Rights& rights) {
  std::map<UnitId, directory::Unit> units;
  const auto& widest = routes().strictest();
  for (auto& unit : directory::units(session))
    if (rights.may_any(widest, unit.path) || rights.may("review.secrecy", unit.path))
      units.emplace(unit.id, std::move(unit));
  return units;
}

struct Desks {
  std::map<RoundId, std::vector<Signature>> signatures;
  std::map<EditionId, std::vector<PersonId>> writers;
};

Desks load_desks(db::Session& session, const std::vector<store::OpenRound>& rounds) {
  db::List ids;
  for (const auto& round : rounds) ids.values.push_back(round.round.value);
  Desks desks;
  for (auto& signature : store::signatures_of(session, ids))
    desks.signatures[signature.round].push_back(std::move(signature));
  for (const auto& writer : store::writers_of(session, ids)) desks.writers[writer.edition].push_back(writer.person);
  return desks;
}

/// The way to sign the next step, if this person has one.
std::optional<Signer> ready_signer(const Situation& situation, const Step& step, const Rights& rights,
                                   std::string_view unit_path) {
  for (const auto& signer : rights.signers(step.permission, unit_path))
    if (why_not_sign(situation, step.id, signer).empty()) return signer;
  return std::nullopt;
}

}  // namespace

json::array inbox_json(db::Session& session, const Context& context) {
  const auto rights = Rights::load(session, context);
  const auto units = units_in_reach(session, rights);
  db::List unit_ids;
  for (const auto& [id, unit] : units) unit_ids.values.push_back(id.value);
  auto rounds = store::open_rounds(session, unit_ids, most_rounds);
  content::leave_out_hidden(session, context.actor, rounds, &store::OpenRound::document);
  auto desks = load_desks(session, rounds);
  const auto calendar = working_days(context.services);
  std::map<SiteId, std::string> sites;
  for (const auto& site : directory::sites(session)) sites.emplace(site.id, site.name);
  json::array items;
  for (const auto& open : rounds) {
    const auto& unit = units.at(open.unit);
    const Route& route = routes().at(open.route);
    const auto& signatures = desks.signatures[open.round];
    const auto& writers = desks.writers[open.edition];
    const auto* step = next_step(route, signatures);
    const auto signer =
        step ? ready_signer({route, true, signatures, writers}, *step, rights, unit.path) : std::nullopt;
    const bool form = route.secrecy && !open.form_signed && rights.may("review.secrecy", unit.path) &&
                      std::ranges::find(writers, context.actor.person) == writers.end();
    if (!signer && !form) continue;
    const Instant since = signatures.empty() ? open.started_at : signatures.back().signed_at;
    items.push_back(
        {{"document", to_text(open.document)},
         {"round", to_text(open.round)},
         {"title", open.title},
         {"type", open.type},
         {"unit", named(unit.id.value, unit.name)},
         {"site", named(open.site.value, sites[open.site])},
         {"writer", open.writer_name},
         {"round_number", open.number},
         {"route", route.name},
         {"step", signer ? json::value(json::object{{"id", step->id}, {"name", step->name}}) : json::value()},
         {"on_behalf", signer && signer->on_behalf ? json::value(rights.name_of(signer->on_behalf)) : json::value()},
         {"secrecy", form},
         {"started_at", to_iso(open.started_at)},
         {"since", to_iso(since)},
         {"waiting_days", waiting_days(*calendar, open.started_at, context.now())}});
  }
  return items;
}

}  // namespace gongkai::review
