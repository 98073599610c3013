#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "letters/rules.hpp"
#include "letters/use_cases.hpp"

namespace gongkai::letters {
namespace {
/// Filled while the platform is put together, read ever after.
struct FactSources {
  std::map<std::string, FactSource, std::less<>> by_case_kind;
};

Result<Facts> facts_for(Transaction& tx, const casework::Case& of, const Kind& kind, const Facts& given) {
  auto& sources = tx.context().services.parts.of<FactSources>().by_case_kind;
  Facts facts;
  if (const auto source = sources.find(of.kind); source != sources.end())
    facts = TRY(source->second(tx.db(), tx.context(), of.id, kind.id));
  for (const auto& [id, value] : given) facts[id] = value;
  return checked(kind, with_usual_words(kind, std::move(facts)));
}

Result<LetterId> draft(Transaction& tx, const casework::Case& of, const Kind& kind, Facts facts, LetterId corrects) {
  const auto unit = directory::find_unit(tx.db(), of.unit);
  if (!unit) return refuse(FaultKind::not_found, "letters.not_found");
  const auto& actor = tx.context().actor;
  Letter letter{.id = tx.new_id<LetterId>(),
                .case_id = of.id,
                .unit = of.unit,
                .kind = kind.id,
                .facts = std::move(facts),
                .written_by_name = actor.name,
                .corrects = corrects,
                .created_at = tx.now()};
  if (const auto form = current_form(tx.db(), *unit, kind.id)) letter.form = form->id;
  store::insert(tx.db(), *tx.context().services.vault, letter);
  store::add_writer(tx.db(), letter.id, actor.person);
  tx.changed("letter", letter.id.value);
  return letter.id;
}

Result<casework::Case> case_of(Transaction& tx, CaseId id) {
  auto of = casework::find(tx.db(), *tx.context().services.vault, id);
  if (!of) return refuse(FaultKind::not_found, "letters.no_case");
  CHECK_OK(casework::may_see(tx.db(), tx.context().actor, *of));
  CHECK_OK(tx.require("requests.handle", of->unit_path));
  return *std::move(of);
}

Result<const Kind*> known(std::string_view id) {
  const auto* kind = book().find_kind(id);
  if (!kind) return refuse(FaultKind::invalid, "letters.no_such_kind", "kind");
  return kind;
}
}  // namespace

void set_fact_source(Services& services, std::string case_kind, FactSource source) {
  services.parts.of<FactSources>().by_case_kind[std::move(case_kind)] = std::move(source);
}

Result<LetterId> compose(Transaction& tx, CaseId id, std::string_view kind_id, const Facts& given) {
  const auto* kind = TRY(known(kind_id));
  const auto of = TRY(case_of(tx, id));
  return draft(tx, of, *kind, TRY(facts_for(tx, of, *kind, given)), {});
}

Result<LetterId> begin(Context& context, CaseId id, std::string_view kind_id, const Facts& given) {
  const auto* kind = TRY(known(kind_id));
  const auto facts = TRY(checked(*kind, given));
  return in_transaction(context, "letters.compose", [&](Transaction& tx) -> Result<LetterId> {
    const auto made = TRY(compose(tx, id, kind->id, facts));
    const auto letter = store::find(tx.db(), *context.services.vault, made);
    tx.about("letter", made.value, letter ? letter->unit : UnitId{});
    tx.after("kind", json::value(kind->id));
    return made;
  });
}

Result<void> change(Context& context, LetterId id, std::int64_t version, const Facts& facts) {
  return in_transaction(context, "letters.change", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_change(desk.letter)));
    desk.letter.facts = TRY(checked(*desk.kind, facts));
    if (!store::update(tx.db(), *context.services.vault, desk.letter))
      return refuse(FaultKind::conflict, "version.conflict");
    store::add_writer(tx.db(), id, context.actor.person);
    tx.changed("letter", id.value);
    return {};
  });
}

Result<void> discard(Context& context, LetterId id, std::int64_t version) {
  return in_transaction(context, "letters.discard", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_discard(desk.letter)));
    desk.letter.state = State::discarded;
    if (!store::update(tx.db(), *context.services.vault, desk.letter))
      return refuse(FaultKind::conflict, "version.conflict");
    tx.changed("letter", id.value);
    return {};
  });
}

Result<LetterId> correct(Context& context, LetterId id) {
  return in_transaction(context, "letters.correct", [&](Transaction& tx) -> Result<LetterId> {
    const auto desk = TRY(find_desk(tx.db(), context, id));
    tx.about("letter", id.value, desk.letter.unit);
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_correct(desk.letter, *desk.kind)));
    const auto& kind = kind_of("DOC_AMEND");
    Facts facts{{"former_number", desk.letter.number},
                {"addressee", std::string(fact(desk.letter.facts, "addressee"))}};
    if (desk.letter.sent_on) facts["former_on"] = to_text(*desk.letter.sent_on);
    if (const auto you = fact(desk.letter.facts, "applicant_kind"); !you.empty()) facts["applicant_kind"] = you;
    std::erase_if(facts, [](const auto& entry) { return entry.second.empty(); });
    return draft(tx, desk.of, kind, std::move(facts), id);
  });
}

std::vector<Letter> letters_of(db::Session& session, const Services& services, CaseId id) {
  return store::letters_of(session, *services.vault, id);
}

std::optional<Letter> find_letter(db::Session& session, const Services& services, LetterId id) {
  return store::find(session, *services.vault, id);
}

std::vector<Delivery> deliveries_of(db::Session& session, const Services& services, LetterId id) {
  return store::deliveries_of(session, *services.vault, id);
}

}  // namespace gongkai::letters
