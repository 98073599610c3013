#include "content/web.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"

namespace gongkai::content {

namespace {

json::object fields_json(const Edition& edition) {
  json::object fields;
  for (const auto& [name, value] : fields_of(edition.fields_text)) fields[name] = value;
  return fields;
}

std::string title_of(db::Session& session, DocumentId id) {
  const auto document = store::find_document(session, id);
  const auto edition = document ? store::find_edition(session, document->latest) : std::nullopt;
  return edition ? edition->title : "";
}

json::array links_json(db::Session& session, EditionId edition) {
  json::array links;
  for (const auto& link : store::links(session, edition))
    links.push_back({{"kind", name_of(link.kind)},
                     {"target", to_text(link.target)},
                     {"title", title_of(session, link.target)},
                     {"note", link.note}});
  return links;
}

json::array linked_from_json(db::Session& session, DocumentId id) {
  json::array links;
  for (const auto& link : store::links_to_desk(session, id))
    links.push_back({{"kind", name_of(link.kind)},
                     {"document", to_text(link.document)},
                     {"title", link.title},
                     {"type", link.type},
                     {"state", name_of(link.state)}});
  return links;
}

json::value withdrawal_json(const std::optional<Withdrawal>& withdrawal) {
  if (!withdrawal) return nullptr;
  return json::object{{"kind", name_of(withdrawal->kind)},
                      {"reason", withdrawal->reason},
                      {"moved_to", withdrawal->moved_to ? json::value(to_text(withdrawal->moved_to)) : json::value()},
                      {"withdrawn_at", to_iso(withdrawal->withdrawn_at)}};
}

json::array readers_json(db::Session& session, DocumentId id) {
  json::array people;
  for (const PersonId person : store::readers(session, id)) {
    const auto found = directory::find_person(session, person);
    people.push_back({{"id", to_text(person)}, {"name", found ? found->name : ""}});
  }
  return people;
}

json::array placements_json(db::Session& session, DocumentId id) {
  json::array places;
  for (const auto& placement : store::placements(session, id)) {
    const auto column = store::find_column(session, placement.column);
    const auto site = column ? directory::find_site(session, column->site) : std::nullopt;
    places.push_back({{"column", {{"id", to_text(placement.column)}, {"name", column ? column->name : ""}}},
                      {"site", site ? site->name : ""},
                      {"placed_at", to_iso(placement.placed_at)}});
  }
  return places;
}

json::array take_downs_json(db::Session& session, DocumentId id) {
  json::array all;
  for (const auto& taken : store::take_downs(session, id)) {
    const auto person = directory::find_person(session, taken.taken_by);
    all.push_back({{"reason", taken.reason},
                   {"taken_by", person ? person->name : ""},
                   {"taken_at", to_iso(taken.taken_at)},
                   {"ended_at", directory::instant_or_null(taken.ended_at)},
                   {"outcome", name_of(taken.outcome)}});
  }
  return all;
}

}  // namespace

json::object edition_json(const Edition& edition) {
  return {
      {"number", edition.number},
      {"state", name_of(edition.state)},
      {"column", to_text(edition.column)},
      {"title", edition.title},
      {"summary", edition.summary},
      {"body", edition.body},
      {"fields", fields_json(edition)},
      {"writer",
       {{"id", edition.writer ? json::value(to_text(edition.writer)) : json::value()}, {"name", edition.writer_name}}},
      {"remark", edition.remark},
      {"changed_at", to_iso(edition.changed_at)},
      {"submitted_at", directory::instant_or_null(edition.submitted_at)},
      {"released_at", directory::instant_or_null(edition.released_at)},
      {"disclosure", name_of(edition.disclosure)},
      {"ground", edition.ground},
      {"ground_note", edition.ground_note},
      {"emergency_reason", edition.emergency_reason},
      {"release_at", directory::instant_or_null(edition.release_at)},
      {"expires_at", directory::instant_or_null(edition.expires_at)}};
}

json::object column_json(const Column& column) {
  return {{"id", to_text(column.id)},
          {"site", to_text(column.site)},
          {"parent", column.parent ? json::value(to_text(column.parent)) : json::value()},
          {"slug", column.slug},
          {"name", column.name},
          {"about", column.about}};
}

json::object line_json(const store::Line& line, std::string_view unit_name) {
  return {{"id", to_text(line.id)},
          {"type", line.type},
          {"title", line.title},
          {"state", name_of(line.state)},
          {"edition", line.number},
          {"unit", {{"id", to_text(line.unit)}, {"name", unit_name}}},
          {"column", {{"id", to_text(line.column)}, {"name", line.column_name}}},
          {"writer", line.writer_name},
          {"changed_at", to_iso(line.changed_at)},
          {"published_at", directory::instant_or_null(line.published_at)},
          {"version", line.version}};
}

json::object document_json(db::Session& session, const Context& context, const Document& document) {
  const auto desk = find_desk(session, document.id);
  if (!desk) throw std::runtime_error("document without an edition: " + to_text(document.id));
  const auto files = store::attachments(session, desk->latest.id);
  json::array attachments;
  for (const auto& file : files)
    attachments.push_back(
        {{"file", to_text(file.file)}, {"name", file.name}, {"media_type", file.media_type}, {"size", file.size}});
  return {{"id", to_text(document.id)},
          {"type", document.type},
          {"site", to_text(document.site)},
          {"unit", {{"id", to_text(desk->unit.id)}, {"name", desk->unit.name}}},
          {"index_number", document.index_number},
          {"created_at", to_iso(document.created_at)},
          {"published_at", directory::instant_or_null(document.published_at)},
          {"address", document.released ? json::value("/d/" + to_text(document.id)) : json::value()},
          {"version", document.version},
          {"edition", edition_json(desk->latest)},
          {"links", links_json(session, desk->latest.id)},
          {"linked_from", linked_from_json(session, document.id)},
          {"attachments", std::move(attachments)},
          {"withdrawal", withdrawal_json(store::find_withdrawal(session, document.id))},
          {"readers", readers_json(session, document.id)},
          {"placements", placements_json(session, document.id)},
          {"take_downs", take_downs_json(session, document.id)},
          {"actions", actions_json(session, context, *desk, files.size())}};
}

}  // namespace gongkai::content
