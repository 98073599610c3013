#include "portal/loading.hpp"

#include "base/text.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::portal {

namespace {

using content::Column;

const Column* by_id(const std::vector<Column>& columns, ColumnId id) {
  const auto found = std::ranges::find(columns, id, &Column::id);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<Link> trail_of(const Frame& frame, const std::vector<Column>& columns, const Column& column) {
  std::vector<Link> trail;
  for (const Column* at = &column; at; at = by_id(columns, at->parent))
    trail.insert(trail.begin(), Link{frame.base + "/c/" + at->slug, at->name});
  return trail;
}

std::vector<const Column*> children_of(const std::vector<Column>& columns, ColumnId parent) {
  std::vector<const Column*> children;
  for (const auto& column : columns)
    if (column.parent == parent) children.push_back(&column);
  return children;
}

/// Replaces the value of a choice by its label and writes days out.
std::string shown_value(const content::FieldRule& rule, std::string_view value) {
  if (rule.kind == content::FieldKind::day)
    if (const auto day = parse_day(value)) return to_chinese(*day);
  const auto option = std::ranges::find(rule.options, value, &content::Option::value);
  return option == rule.options.end() ? std::string(value) : option->label;
}

std::vector<MetaRow> meta_rows(const content::DocumentType& type, const content::PublicDocument& document,
                               const content::Fields& fields) {
  std::vector<MetaRow> rows{{std::string(i18n::text("portal.index_number")), document.index_number}};
  for (const auto& rule : type.fields) {
    const auto value = content::value_of(fields, rule.name);
    if (rule.shown && !value.empty()) rows.push_back({rule.label, shown_value(rule, value)});
  }
  if (type.statutory)
    rows.push_back({std::string(i18n::text("portal.manner")), std::string(i18n::text("portal.proactive"))});
  rows.push_back({std::string(i18n::text("portal.published")), to_chinese(document.published_at.day())});
  // two to a row: an odd one at the end takes the whole
  if (rows.size() % 2 == 1) rows.back().wide = true;
  return rows;
}

}  // namespace

std::vector<ColumnId> subtree(const std::vector<Column>& columns, ColumnId root) {
  std::vector<ColumnId> ids{root};
  for (std::size_t i = 0; i < ids.size() && ids.size() <= columns.size(); ++i)
    for (const Column* child : children_of(columns, ids[i])) ids.push_back(child->id);
  return ids;
}

Result<ListView> load_list(db::Session& session, const Frame& frame, std::string_view slug, int page) {
  const auto columns = content::columns(session, frame.site.id);
  const auto found = std::ranges::find(columns, slug, &Column::slug);
  if (found == columns.end()) return refuse(FaultKind::not_found, "portal.no_column");
  ListView view{.column = *found, .trail = trail_of(frame, columns, *found)};
  const auto tree = subtree(columns, found->id);
  view.total = content::count(session, tree);
  view.pager = {.page = page,
                .pages = html::count_pages(view.total, list_page_size),
                .address = frame.base + "/c/" + found->slug};
  if (page < 1 || page > view.pager.pages) return refuse(FaultKind::not_found, "portal.no_page");
  view.items = items_of(content::list(session, tree, (page - 1) * list_page_size, list_page_size));
  for (const Column* child : children_of(columns, found->id))
    view.parts.push_back({frame.base + "/c/" + child->slug, child->name, child->about});
  const Column* parent = by_id(columns, found->parent);
  view.side_title = parent ? parent->name : std::string(i18n::text("portal.columns"));
  for (const Column* beside : children_of(columns, found->parent))
    view.side.push_back({frame.base + "/c/" + beside->slug, beside->name});
  if (view.items.empty()) view.office = load_office(session, frame);
  return view;
}

Result<ListView> load_feed(db::Session& session, const Frame& frame, std::string_view slug) {
  const auto columns = content::columns(session, frame.site.id);
  ListView view;
  std::vector<ColumnId> ids;
  if (slug == "all") {
    for (const auto& column : columns) ids.push_back(column.id);
  } else {
    const auto found = std::ranges::find(columns, slug, &Column::slug);
    if (found == columns.end()) return refuse(FaultKind::not_found, "portal.no_column");
    view.column = *found;
    ids = subtree(columns, found->id);
  }
  view.items = items_of(content::list(session, ids, 0, feed_size));
  return view;
}

DocumentView load_document(db::Session& session, const Frame& frame, content::PublicDocument document) {
  DocumentView view{.document = std::move(document)};
  const auto fields = content::fields_of(view.document.fields_text);
  const auto value = [&](std::string_view name) { return std::string(content::value_of(fields, name)); };
  const auto columns = content::columns(session, view.document.site);
  if (const Column* column = by_id(columns, view.document.column)) {
    view.column = *column;
    view.trail = trail_of(frame, columns, *column);
  }
  view.trail.push_back({"", std::string(i18n::text("portal.text"))});
  if (const auto type = content::find_type(session, view.document.type)) {
    view.official = type->page == "official";
    view.meta = meta_rows(*type, view.document, fields);
  }
  view.number = value("document_number");
  view.validity = value("validity");
  view.author = value("author");
  view.keywords = value("keywords");
  view.source = value("source").empty() ? value("issuer") : value("source");
  view.attachments = content::attachments_of(session, view.document);
  for (const auto& row : content::list(session, {view.document.column}, 0, 6))
    if (row.id != view.document.id && view.beside.size() < 5) view.beside.push_back(item_of(row));
  http::Recorder::note("unit:" + gongkai::to_text(view.document.unit));
  view.unit = directory::find_unit(session, view.document.unit);
  return view;
}

WithdrawnView load_withdrawn(db::Session& session, content::Withdrawal withdrawal) {
  WithdrawnView view{.withdrawal = std::move(withdrawal)};
  if (const auto target = content::find_public(session, view.withdrawal.moved_to))
    view.moved_to = Item{document_address(target->id), target->title, "", "", target->published_at.day()};
  return view;
}

MapView load_map(db::Session& session, const Frame& frame) {
  const auto columns = content::columns(session, frame.site.id);
  MapView view;
  const std::function<void(ColumnId, int)> walk = [&](ColumnId parent, int depth) {
    for (const Column* column : children_of(columns, parent)) {
      view.columns.push_back({{frame.base + "/c/" + column->slug, column->name}, depth});
      walk(column->id, depth + 1);
    }
  };
  walk({}, 0);
  for (const auto& site : directory::sites(session))
    if (site.id != frame.site.id) view.sites.push_back({site.slug.empty() ? "/" : "/s/" + site.slug + "/", site.name});
  return view;
}

OfficeView load_office(db::Session& session, const Frame& frame) {
  http::Recorder::note("unit:" + gongkai::to_text(frame.site.unit));
  // the sponsor is the office that answers for the site; the unit itself stands in when it is not in the directory
  auto unit = directory::find_unit_by_name(session, frame.site.sponsor);
  if (!unit) unit = directory::find_unit(session, frame.site.unit);
  return {unit.value_or(directory::Unit{.name = frame.site.sponsor})};
}

}  // namespace gongkai::portal
