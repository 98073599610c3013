#include "casework/cases.hpp"

#include "casework/access.hpp"
#include "casework/numbers.hpp"
#include "casework/store.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::casework {

namespace {

constexpr std::string_view title_column = "work_case.title", note_column = "case_event.note";

struct Listeners {
  std::vector<Listener> all;
};

Case opened(const auth::Vault& vault, store::CaseRow&& row) {
  return {.id = row.id,
          .kind = std::move(row.kind),
          .parent = row.parent,
          .number = std::move(row.number),
          .unit = row.unit,
          .unit_path = std::move(row.unit_path),
          .title = vault.open(title_column, row.id.value, row.title),
          .opened_on = row.opened_on,
          .closed_on = row.closed_on,
          .assignee = row.assignee,
          .version = row.version,
          .created_at = row.created_at};
}

Event opened(const auth::Vault& vault, store::EventRow&& row) {
  const auto facts = json::parse(row.facts);
  return {.id = row.id,
          .case_id = row.case_id,
          .position = row.position,
          .act = std::move(row.act),
          .on = row.on,
          .at = row.at,
          .person = row.person,
          .person_name = std::move(row.person_name),
          .party = std::move(row.party),
          .facts = facts && facts->is_object() ? facts->get_object() : json::object{},
          .note = row.note ? open_note(vault, row.id, *row.note) : std::string()};
}

const auth::Vault& vault_of(Transaction& tx) {
  return *tx.context().services.vault;
}

store::EventRow sealed(Transaction& tx, const Event& event) {
  store::EventRow row{.id = event.id,
                      .case_id = event.case_id,
                      .position = event.position,
                      .act = event.act,
                      .on = event.on,
                      .at = event.at,
                      .person = event.person,
                      .person_name = event.person_name,
                      .party = event.party,
                      .facts = json::to_string(event.facts)};
  if (!event.note.empty()) row.note = vault_of(tx).seal(note_column, event.id.value, event.note);
  return row;
}

/// Everything that goes with an event but the case's row: the event, the feed, the trail, and what others hung in.
Result<void> write_event(Transaction& tx, const Case& of, Event event) {
  event.id = tx.new_id<CaseEventId>();
  event.case_id = of.id;
  event.position = of.version;
  event.at = tx.now();
  event.person = tx.context().actor.person;
  event.person_name = tx.context().actor.name;
  store::insert(tx.db(), sealed(tx, event));
  tx.about("case", of.id.value, of.unit);
  tx.detail("number", json::value(of.number));
  tx.detail("act", json::value(event.act));
  tx.detail("on", json::value(to_text(event.on)));
  if (!event.facts.empty()) tx.detail("facts", event.facts);
  tx.changed(topic, of.id.value, feed::Operation::upsert, of.version);
  for (const auto& listener : tx.context().services.parts.of<Listeners>().all) CHECK_OK(listener(tx, of, event));
  return {};
}

std::string stage_of(db::Session& session, const Kind& kind, CaseId id) {
  std::string stage;
  for (const auto& name : store::acts_of(session, id))
    if (const auto* act = kind.find_act(name); act && !act->to.empty()) stage = act->to;
  return stage;
}

}  // namespace

std::string open_note(const auth::Vault& vault, CaseEventId event, const db::Bytes& note) {
  return vault.open(note_column, event.value, note);
}

Result<Case> open(Transaction& tx, NewCase fresh, Event first) {
  const auto& kind = kind_of(fresh.kind);
  if (auto fault = why_not(kind, "", first.act)) return std::unexpected(std::move(*fault));
  const auto unit = directory::find_unit(tx.db(), fresh.unit);
  if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
  if (!fresh.id) fresh.id = tx.new_id<CaseId>();
  Case made{.id = fresh.id,
            .kind = kind.id,
            .parent = fresh.parent,
            .number = case_number(tx, kind.number, kind.id, unit->id, fresh.opened_on),
            .unit = unit->id,
            .unit_path = unit->path,
            .title = std::move(fresh.title),
            .opened_on = fresh.opened_on,
            .assignee = fresh.assignee,
            .created_at = tx.now()};
  store::insert(tx.db(), {.id = made.id,
                          .kind = made.kind,
                          .parent = made.parent,
                          .number = made.number,
                          .unit = made.unit,
                          .title = vault_of(tx).seal(title_column, made.id.value, made.title),
                          .opened_on = made.opened_on,
                          .assignee = made.assignee,
                          .version = made.version,
                          .created_at = made.created_at});
  CHECK_OK(write_event(tx, made, std::move(first)));
  return made;
}

Result<void> append(Transaction& tx, Case& of, Event event) {
  const auto& kind = kind_of(of.kind);
  if (auto fault = why_not(kind, stage_of(tx.db(), kind, of.id), event.act)) return std::unexpected(std::move(*fault));
  if (const auto& to = kind.find_act(event.act)->to; !to.empty()) {
    if (kind.find_stage(to)->is_open) of.closed_on.reset();
    else if (!of.closed_on) of.closed_on = event.on;
  }
  if (!store::update(tx.db(), of)) return refuse(FaultKind::conflict, "version.conflict");
  ++of.version;
  return write_event(tx, of, std::move(event));
}

std::optional<Case> find(db::Session& session, const auth::Vault& vault, CaseId id) {
  auto row = store::find(session, id);
  if (!row) return std::nullopt;
  return opened(vault, std::move(*row));
}

std::optional<Case> find_by_number(db::Session& session, const auth::Vault& vault, std::string_view number) {
  auto row = store::find_by_number(session, number);
  if (!row) return std::nullopt;
  return opened(vault, std::move(*row));
}

Result<Case> load(db::Session& session, const auth::Vault& vault, CaseId id, std::int64_t version) {
  auto found = find(session, vault, id);
  if (!found) return refuse(FaultKind::not_found, "case.not_found");
  if (found->version != version) return refuse(FaultKind::conflict, "version.conflict");
  return *std::move(found);
}

std::vector<Case> children_of(db::Session& session, const auth::Vault& vault, CaseId parent) {
  std::vector<Case> children;
  for (auto& row : store::children_of(session, parent)) children.push_back(opened(vault, std::move(row)));
  return children;
}

std::vector<Event> events_of(db::Session& session, const auth::Vault& vault, CaseId id) {
  std::vector<Event> events;
  for (auto& row : store::events_of(session, id)) events.push_back(opened(vault, std::move(row)));
  return events;
}

Result<void> move_to(Transaction& tx, Case& of, UnitId to) {
  const auto unit = directory::find_unit(tx.db(), to);
  if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
  of.unit = unit->id;
  of.unit_path = unit->path;
  return {};
}

void add_unit(Transaction& tx, const Case& of, UnitId unit) {
  store::add_unit(tx.db(), of.id, unit, tx.now());
}

std::vector<UnitId> units_beside(db::Session& session, CaseId id) {
  return store::units_beside(session, id);
}

namespace {
bool sees(db::Session& session, const auth::Actor& actor, const Kind& kind, CaseId id, const std::string& unit_path,
          PersonId assignee) {
  if (actor.may(kind.read_permission, unit_path)) return true;
  if (assignee && assignee == actor.person) return true;
  for (const auto& path : store::paths_beside(session, id))
    if (actor.may(kind.read_permission, path)) return true;
  return false;
}
}  // namespace

Result<void> may_see(db::Session& session, const auth::Actor& actor, const Case& of) {
  if (sees(session, actor, kind_of(of.kind), of.id, of.unit_path, of.assignee)) return {};
  if (const auto parent = of.parent ? store::find(session, of.parent) : std::nullopt)
    if (sees(session, actor, kind_of(parent->kind), parent->id, parent->unit_path, parent->assignee)) return {};
  return refuse(FaultKind::not_found, "case.not_found");
}

void on_append(Services& services, Listener listener) {
  services.parts.of<Listeners>().all.push_back(std::move(listener));
}

}  // namespace gongkai::casework
