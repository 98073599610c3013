// Who works on a case: transfer to another unit, another person, units beside, notes.
#include "casework/case_files.hpp"
#include "casework/notices.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "regulation/applicant.hpp"
#include "requests/desk.hpp"
#include "requests/opening.hpp"
#include "requests/person_json.hpp"
#include "requests/sealing.hpp"

namespace gongkai::requests {

using casework::Event;

Result<void> transfer(Context& context, CaseId id, UnitId to, const std::string& reason, std::int64_t version) {
  const auto of =
      context.database().read([&](db::Session& s) { return open_desk(s, context.services, id, context.today()); });
  const auto act = of && of->stage == "unconfirmed" ? "redirected" : "transferred";
  return perform(context, {id, version, act}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    const auto note = TRY(words_of(reason, "reason", true));
    if (to == desk.of.unit) return refuse(FaultKind::invalid, "requests.own_unit", "unit");
    const auto from = desk.of.unit;
    CHECK_OK(casework::move_to(tx, desk.of, to));
    desk.of.assignee = {};
    return Event{.facts = {{"from", to_text(from)}, {"to", to_text(to)}}, .note = note};
  });
}

Result<void> hand_to(Context& context, CaseId id, PersonId to, std::int64_t version) {
  return perform(context, {id, version, "handed_over"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    const auto actor = directory::load_actor(tx.db(), to);
    if (!actor || !actor->may(permission::handle, desk.of.unit_path))
      return refuse(FaultKind::invalid, "requests.person_unfit", "person");
    desk.of.assignee = to;
    return Event{.facts = {{"to", to_text(to)}, {"name", actor->name}}};
  });
}

Result<void> ask_unit(Context& context, CaseId id, UnitId unit, const std::string& question, std::int64_t version) {
  return perform(context, {id, version, "co_handler_asked"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    const auto found = directory::find_unit(tx.db(), unit);
    if (!found || found->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
    if (unit == desk.of.unit) return refuse(FaultKind::invalid, "requests.own_unit", "unit");
    casework::add_unit(tx, desk.of, unit);
    return Event{.facts = {{"unit", to_text(unit)}}, .note = TRY(words_of(question, "question", true))};
  });
}

Result<void> give_opinion(Context& context, CaseId id, const std::string& words, std::int64_t version) {
  return in_transaction(context, "requests.co_handler_answered", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx.db(), context.services, id, context.today()));
    const auto beside = casework::units_beside(tx.db(), id);
    std::string path = desk.of.unit_path;
    UnitId answering = desk.of.unit;
    for (const auto unit : beside)
      if (const auto found = directory::find_unit(tx.db(), unit);
          found && context.actor.may(permission::handle, found->path)) {
        path = found->path;
        answering = unit;
      }
    CHECK_OK(tx.require(permission::handle, path));
    if (desk.of.version != version) return refuse(FaultKind::conflict, "version.conflict");
    return perform(tx, desk, "co_handler_answered", [&](Transaction&, Desk&) -> Result<Event> {
      return Event{.facts = {{"unit", to_text(answering)}}, .note = TRY(words_of(words, "words", true))};
    });
  });
}

Result<void> add_note(Context& context, CaseId id, const std::string& words, std::int64_t version) {
  return perform(context, {id, version, "noted"}, [&](Transaction&, Desk&) -> Result<Event> {
    return Event{.note = TRY(words_of(words, "words", true))};
  });
}

// The columns of the annual tables run through the years: a change of the kind leaves its trace.
Result<void> change_applicant_kind(Context& context, CaseId id, const std::string& to, const std::string& reason,
                                   std::int64_t version) {
  return perform(context, {id, version, "applicant_kind_changed"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    if (!regulation::parse_applicant_kind(to) || to == desk.row.applicant_kind)
      return refuse(FaultKind::invalid, "requests.applicant_kind_missing", "applicant_kind");
    const auto& vault = *context.services.vault;
    const auto said = TRY(json::parse(vault.open(sealed::applicant, id.value, desk.row.applicant)));
    auto applicant = applicant_of(said.as_object());
    applicant.kind = to;
    const auto from = std::exchange(desk.row.applicant_kind, to);
    desk.row.applicant = vault.seal(sealed::applicant, id.value, json::to_string(to_json(applicant)));
    return Event{.facts = {{"from", from}, {"to", to}}, .note = TRY(words_of(reason, "reason", true))};
  });
}

Result<void> attach(Context& context, CaseId id, const files::Checked& checked, const std::string& name,
                    const std::string& role, std::int64_t version) {
  return perform(context, {id, version, "file_added"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    CHECK_OK(accept_files(tx, desk.of, {{checked, name}}, role));
    return Event{.facts = {{"role", role}}};
  });
}

Result<void> urge(Context& context, CaseId id, const std::string& words, std::int64_t version) {
  return perform(context, {id, version, "reminded"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    const auto note = TRY(words_of(words, "words", true));
    casework::tell(tx, desk.of, "urged", desk.of.unit, {}, {},
                   "urged " + to_text(id) + " " + std::to_string(desk.of.version));
    return Event{.note = note};
  });
}

Result<Applicant> reveal(Context& context, CaseId id, const std::string& reason) {
  context.idempotency_key.clear();  // a kept answer would be a copy in the clear
  Applicant clear;
  const auto written = in_transaction(context, "requests.reveal", [&](Transaction& tx) -> Result<void> {
    const auto found = casework::find(tx.db(), *context.services.vault, id);
    const auto row = found ? store::find(tx.db(), id) : std::nullopt;
    if (!row) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(tx.require(permission::reveal, found->unit_path));
    CHECK_OK(casework::may_see(tx.db(), context.actor, *found));
    tx.about("case", id.value, found->unit);
    tx.detail("reason", json::value(TRY(words_of(reason, "reason", true))));
    const auto said = TRY(json::parse(context.services.vault->open(sealed::applicant, id.value, row->applicant)));
    clear = applicant_of(said.as_object());
    return {};
  });
  CHECK_OK(written);
  return clear;
}

}  // namespace gongkai::requests
