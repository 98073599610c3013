// Who sees what, and the case as the checks read it.
#include "directory/api.hpp"
#include "letters/api.hpp"
#include "oversight/store.hpp"
#include "oversight/use_cases.hpp"
#include "requests/desk.hpp"

namespace gongkai::oversight {

bool sees_all(const auth::Actor& actor, const Inspection& inspection) {
  return actor.may(permission::draw, inspection.unit_path) || actor.may(permission::score, inspection.unit_path);
}

bool sees(const auth::Actor& actor, const Inspection& inspection, const Sample& sample) {
  return sees_all(actor, inspection) || (inspection.told_at && actor.may(permission::read, sample.unit_path));
}

std::vector<Sample> visible_samples(db::Session& session, const Context& context, const Inspection& inspection) {
  auto samples = store::samples_of(session, *context.services.vault, inspection.id);
  std::erase_if(samples, [&](const Sample& sample) { return !sees(context.actor, inspection, sample); });
  return samples;
}

std::vector<ScoredSample> scored_samples(db::Session& session, const Context& context, const Inspection& inspection) {
  auto scores = store::scores_of(session, *context.services.vault, inspection.id);
  std::vector<ScoredSample> scored;
  for (auto& sample : visible_samples(session, context, inspection)) {
    auto& own = scores[sample.id];
    scored.push_back({std::move(sample), std::move(own)});
  }
  return scored;
}

struct Examined::Opened {
  requests::Desk desk{};
};

Examined::Examined(db::Session& session, const Context& context, CaseId id) {
  auto desk = requests::open_desk(session, context.services, id, context.today());
  if (!desk) throw std::runtime_error("a drawn case is gone");
  m_opened = std::make_shared<const Opened>(*std::move(desk));
  m_record = {.situation = m_opened->desk.situation(),
              .outcome = m_opened->desk.row.outcome,
              .letters = letters::letters_of(session, context.services, id)};
  m_record.items = requests::file_items(m_record.situation, requests::holdings_of(session, context.services, id));
}

std::vector<Proposal> Examined::propose(const Sheet& sheet) const {
  std::vector<Proposal> found;
  for (const auto& criterion : sheet.criteria) found.push_back(propose(criterion.check));
  return found;
}

std::vector<ScorerChoice> scorers_of(db::Session& session, std::string_view unit_path) {
  std::vector<ScorerChoice> scorers;
  for (const auto& holder : directory::holders_of(session, permission::score, unit_path)) {
    const auto person = directory::find_person(session, holder.person);
    const auto unit = person ? directory::find_unit(session, person->unit) : std::nullopt;
    if (unit) scorers.push_back({holder.person, holder.name, unit->name, unit->id});
  }
  return scorers;
}

}  // namespace gongkai::oversight
