#include "content/desk.hpp"

#include "base/text.hpp"
#include "content/custody.hpp"
#include "content/rules.hpp"
#include "directory/api.hpp"
#include "platform/documents/sanitise.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::content {

Result<Desk> find_desk(db::Session& session, DocumentId id) {
  auto document = store::find_document(session, id);
  if (!document) return refuse(FaultKind::not_found, "document.not_found");
  auto latest = store::find_edition(session, document->latest);
  auto unit = directory::find_unit(session, document->unit);
  auto type = find_type(session, document->type);
  if (!latest || !unit || !type) return refuse(FaultKind::not_found, "document.not_found");
  return Desk{*std::move(document), *std::move(latest), *std::move(unit), std::move(type)};
}

Result<Desk> open_desk(Transaction& tx, DocumentId id, std::string_view permission, std::int64_t version) {
  auto desk = TRY(find_desk(tx.db(), id));
  CHECK_OK(tx.require(permission, desk.unit.path));
  CHECK_OK(check_access(tx.db(), tx.context().actor, desk));
  tx.about("document", id.value, desk.unit.id);
  tx.before("state", json::value(name_of(desk.latest.state)));
  tx.before("edition", json::value(desk.latest.number));
  if (!store::claim(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
  desk.document.version = version + 1;
  return desk;
}

Result<Column> column_in(db::Session& session, ColumnId id, SiteId site) {
  auto column = store::find_column(session, id);
  if (!column || (site && column->site != site)) return refuse(FaultKind::invalid, "document.column_unknown", "column");
  return *std::move(column);
}

Result<void> write_into(Transaction& tx, Edition& edition, const Draft& draft) {
  const auto body = documents::sanitise(draft.body);
  if (!body) {
    Fault fault = body.error();
    fault.field = "body";
    return std::unexpected(std::move(fault));
  }
  for (const std::string_view text : {std::string_view(draft.title), std::string_view(body->plain_text)})
    if (bears_secret_mark(text)) return refuse(FaultKind::forbidden, "document.secret_marked", "body");
  edition.column = draft.column;
  edition.disclosure = draft.attribute.disclosure;
  edition.ground = draft.attribute.ground;
  edition.ground_note = trim(draft.attribute.note);
  edition.title = trim(draft.title);
  edition.summary = trim(draft.summary);
  edition.body = body->markup;
  edition.plain_text = body->plain_text;
  edition.fields_text = text_of(draft.fields);
  edition.writer = tx.context().actor.person;
  edition.writer_name = tx.context().actor.name;
  edition.changed_at = tx.now();
  return {};
}

Result<void> link_up(Transaction& tx, const Edition& edition, const std::optional<std::vector<DocumentLink>>& wanted) {
  if (!wanted) return {};
  const auto& links = *wanted;
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto at = "links." + std::to_string(i);
    if (links[i].target == edition.document)
      faults.push_back({FaultKind::invalid, "document.link_to_itself", at, {}, {}});
    else if (!store::find_document(tx.db(), links[i].target))
      faults.push_back({FaultKind::invalid, "document.link_unknown", at, {}, {}});
  }
  CHECK_OK(unless(std::move(faults)));
  store::replace_links(tx.db(), edition.id, links);
  return {};
}

std::vector<Fault> why_links_missing(db::Session& session, const Desk& desk) {
  const auto links = store::links(session, desk.latest.id);
  std::vector<Fault> faults;
  for (const auto& rule : desk.type->links)
    if (rule.required && std::ranges::find(links, rule.kind, &DocumentLink::kind) == links.end())
      faults.push_back(
          {FaultKind::invalid,
           "document.link_missing",
           "links",
           {{"type", desk.type->name}, {"kind", std::string(i18n::text("link." + std::string(name_of(rule.kind))))}},
           {}});
  return faults;
}

Result<std::string> new_index_number(db::Session& session, const Document& document, const directory::Unit& unit,
                                     Day day) {
  std::string pattern = store::index_pattern(session, document.site);
  if (pattern.empty()) pattern = usual_index_pattern;
  std::string code = unit.code;
  if (code.empty())
    if (const auto site = directory::find_site(session, document.site)) code = site->identity_code;
  if (code.empty()) return refuse(FaultKind::conflict, "document.unit_without_code", "", {{"unit", unit.name}});
  const std::string series = index_series(pattern, code, day.year());
  return index_number(series, store::next_serial(session, series));
}

}  // namespace gongkai::content
