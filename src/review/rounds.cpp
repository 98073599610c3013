#include "review/rounds.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "content/custody.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::review {

db::List lineage(const directory::Unit& unit) {
  db::List ids;
  for (const auto part : split(unit.path, '/'))
    if (const auto id = parse_id(part); id && *id != unit.id.value) ids.values.push_back(*id);
  ids.values.push_back(unit.id.value);
  return ids;
}

const Route& route_of(db::Session& session, const content::Desk& desk) {
  std::vector<std::string> demanded;
  for (const auto& setting : store::settings_of(session, lineage(desk.unit)))
    if (!setting.route.empty()) demanded.push_back(setting.route);
  return route_for(routes(), desk.type->route, demanded);
}

Result<OpenCase> open_case(db::Session& session, DocumentId document) {
  auto desk = TRY(content::find_desk(session, document));
  auto round = store::open_round(session, desk.latest.id);
  if (!round) return refuse(FaultKind::conflict, "document.not_in_review");
  OpenCase found{.desk = std::move(desk), .round = *std::move(round)};
  found.route = &routes().at(found.round.route);
  found.signatures = store::signatures_of(session, found.round.id);
  found.writers = content::store::writers(session, found.desk.latest.id);
  return found;
}

Result<OpenCase> take_case(Transaction& tx, DocumentId document) {
  const auto seen = TRY(open_case(tx.db(), document));
  CHECK_OK(content::check_access(tx.db(), tx.context().actor, seen.desk));
  if (!store::hold(tx.db(), seen.round.id)) return refuse(FaultKind::conflict, "document.not_in_review");
  tx.about("document", document.value, seen.desk.unit.id);
  tx.detail("round", json::value(seen.round.number));
  return open_case(tx.db(), document);  // anew: another signature may have come before the row was ours
}

int sampling_rate(db::Session& session, const directory::Unit& unit) {
  const auto above = lineage(unit);
  const auto settings = store::settings_of(session, above);
  for (auto id = above.values.rbegin(); id != above.values.rend(); ++id)
    for (const auto& setting : settings)
      if (setting.unit.value == *id && setting.basis_points) return static_cast<int>(*setting.basis_points);
  return routes().sampling_basis_points;
}

std::string content_digest(const content::Edition& edition, const std::vector<content::Attachment>& attachments) {
  std::string text;
  for (const auto* part : {&edition.title, &edition.summary, &edition.body, &edition.fields_text})
    text += std::to_string(part->size()) + ":" + *part;
  for (const auto& file : attachments) text += to_text(file.file) + ":" + file.name + "\n";
  return to_hex(auth::sha256(text));
}

}  // namespace gongkai::review
