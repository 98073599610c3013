#include "content/followers.hpp"

#include "content/api.hpp"
#include "content/custody.hpp"
#include "content/reach.hpp"
#include "content/store.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "platform/files/store.hpp"
#include "platform/http/message.hpp"
#include "platform/http/page_cache.hpp"

namespace gongkai::content {

namespace {

const db::Query public_page_of_ids{
    "content.public_page_of_ids",
    "SELECT id FROM document WHERE released IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"};

std::vector<std::string> tags_of_document(db::Session& session, DocumentId id) {
  std::vector<std::string> tags{"doc:" + to_text(id)};
  for (const ColumnId column : store::columns_of(session, id)) tags.push_back("col:" + to_text(column));
  if (const auto site = site_of(session, id)) tags.push_back("docs:" + to_text(*site));
  for (const auto& placement : store::placements(session, id)) tags.push_back("col:" + to_text(placement.column));
  // the ribbon of the other end
  for (const DocumentId target : store::link_targets(session, id)) tags.push_back("doc:" + to_text(target));
  return tags;
}

search::Validity validity_of(std::string_view value) {
  if (value == "in_force") return search::Validity::in_force;
  if (value == "amended") return search::Validity::amended;
  if (value == "lapsed") return search::Validity::lapsed;
  if (value == "repealed") return search::Validity::repealed;
  return search::Validity::not_applicable;
}

/// The nearest county, sub-district or town above the unit: where the document comes from.
std::string area_of(db::Session& session, directory::Unit unit) {
  while (unit.kind == directory::UnitKind::department || unit.kind == directory::UnitKind::other) {
    auto parent = unit.parent ? directory::find_unit(session, unit.parent) : std::nullopt;
    if (!parent) return "";
    unit = *std::move(parent);
  }
  return unit.kind == directory::UnitKind::city ? "" : unit.short_name;
}

std::vector<search::Section> sections_of(db::Session& session, const Services& services,
                                         const PublicDocument& document) {
  std::vector<search::Section> sections;
  if (!services.files) return sections;
  for (const auto& attachment : attachments_of(session, document)) {
    const auto text = services.files->text_of(session, attachment.file);
    if (!text) continue;
    const std::string address = "/f/" + to_text(attachment.file) + "/" + http::percent_encode(attachment.name);
    for (auto& page : documents::visible_pages(*text)) {
      // a sheet is known by its name, a page by its number
      const bool named = !page.label.empty();
      sections.push_back(
          {.label = named ? attachment.name + " · " + page.label : attachment.name,
           .page = named ? 0 : page.page,
           .text = std::move(page.text),
           .address = named || page.page < 2 ? address : address + "#page=" + std::to_string(page.page)});
    }
  }
  return sections;
}

search::Document searchable(db::Session& session, const Services& services, const PublicDocument& document) {
  const Fields fields = fields_of(document.fields_text);
  const auto type = find_type(session, document.type);
  search::Document found{.id = document.id.value,
                         .kind = document.type,
                         .site = document.site.value,
                         .unit = document.unit.value,
                         .column = document.column.value,
                         .category = type ? type->category : "",
                         .theme = std::string(value_of(fields, "theme")),
                         .validity = validity_of(value_of(fields, "validity")),
                         .day = document.published_at.day(),
                         .number = std::string(value_of(fields, "document_number")),
                         .title = document.title};
  // a summary is often the first paragraph: said twice it would weigh twice and fill the snippet
  const bool says_more = !document.summary.empty() && document.plain_text.find(document.summary) == std::string::npos;
  found.body = says_more ? document.summary + "\n" + document.plain_text : document.plain_text;
  if (const auto unit = directory::find_unit(session, document.unit)) {
    found.unit_name = unit->name;
    found.area = area_of(session, *unit);
  }
  for (const auto& placement : store::placements(session, document.id))
    if (const auto column = store::find_column(session, placement.column); column && column->site != document.site)
      if (std::ranges::find(found.also_on, column->site.value) == found.also_on.end())
        found.also_on.push_back(column->site.value);
  found.sections = sections_of(session, services, document);
  found.address = "/d/" + to_text(document.id);
  return found;
}

}  // namespace

std::vector<std::string> tags_of(db::Session& session, const feed::Change& change) {
  if (change.topic == "document") return tags_of_document(session, DocumentId{change.object});
  if (change.topic == "column") {
    const auto column = store::find_column(session, ColumnId{change.object});
    return column ? std::vector{"site:" + to_text(column->site), "docs:" + to_text(column->site),
                                "col:" + to_text(column->id)}
                  : std::vector<std::string>{};
  }
  if (change.topic == "site") return {"site:" + to_text(SiteId{change.object}), "layout"};
  if (change.topic == "document_type") return {"layout"};
  if (change.topic == "unit") return {"unit:" + to_text(UnitId{change.object})};
  return {};
}

namespace {

/// Before the pages go: none may be drawn anew with the old number.
void forget_reaches(Services& services, const std::vector<std::string>& soft, const std::vector<std::string>& hard) {
  constexpr std::string_view prefix = "col:";
  std::set<ColumnId> columns;
  for (const auto* tags : {&soft, &hard})
    for (const std::string_view tag : *tags)
      if (const auto id = tag.starts_with(prefix) ? parse_id(tag.substr(prefix.size())) : std::nullopt)
        columns.insert(ColumnId{*id});
  services.parts.of<Reaches>().forget(columns);
}

}  // namespace

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  reload_types(services, changes);
  std::vector<std::string> soft, hard;
  services.database.read([&](db::Session& session) {
    for (const auto& change : changes) {
      auto& tags = change.operation == feed::Operation::remove ? hard : soft;
      for (auto& tag : tags_of(session, change)) tags.push_back(std::move(tag));
    }
  });
  if (changes.empty() || !soft.empty() || !hard.empty()) forget_reaches(services, soft, hard);
  if (!services.pages) return;
  if (!hard.empty()) services.pages->invalidate(hard, true);
  if (!soft.empty()) services.pages->invalidate(soft, false);
}

std::optional<search::Change> search_change(db::Session& session, const Services& services,
                                            const feed::Change& change) {
  if (change.topic != "document") return std::nullopt;
  const auto document = find_public(session, DocumentId{change.object});
  if (!document || document->state == State::expired) return search::Removal{change.object};
  return searchable(session, services, *document);
}

void each_searchable(Services& services, const search::Sink& sink) {
  constexpr int batch = 200;  // a snapshot each: a rebuild must not hold back the log for minutes
  DocumentId last{};
  for (bool more = true; more;) {
    more = services.database.read([&](db::Session& session) {
      const auto ids = session.all<DocumentId>(public_page_of_ids, last.value, batch);
      for (const DocumentId id : ids)
        if (const auto document = find_public(session, id)) sink(searchable(session, services, *document));
      if (!ids.empty()) last = ids.back();
      return ids.size() == static_cast<std::size_t>(batch);
    });
  }
}

}  // namespace gongkai::content
