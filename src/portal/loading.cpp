#include "portal/loading.hpp"

#include <charconv>

#include "base/text.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"
#include "sites/api.hpp"

namespace gongkai::portal {

namespace {

using content::Column;

const Column* by_id(std::span<const Column> columns, ColumnId id) {
  const auto found = std::ranges::find(columns, id, &Column::id);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<Link> trail_of(const Frame& frame, std::span<const Column> columns, const Column& column) {
  std::vector<Link> trail;
  for (const Column* at = &column; at; at = by_id(columns, at->parent))
    trail.insert(trail.begin(), Link{frame.base + "/c/" + at->slug, at->name});
  return trail;
}

std::vector<const Column*> children_of(std::span<const Column> columns, ColumnId parent) {
  std::vector<const Column*> children;
  for (const auto& column : columns)
    if (column.parent == parent) children.push_back(&column);
  return children;
}

std::vector<const Column*> open_children_of(std::span<const Column> columns, ColumnId parent) {
  auto children = children_of(columns, parent);
  std::erase_if(children, [](const Column* column) { return column->is_closed(); });
  return children;
}

std::string label_of(const content::FieldRule& rule, std::string_view value) {
  const auto option = std::ranges::find(rule.options, value, &content::Option::value);
  return option == rule.options.end() ? std::string(value) : option->label;
}

/// Replaces the value of a choice by its label and writes days out.
std::string shown_value(const content::FieldRule& rule, std::string_view value) {
  if (rule.kind == content::FieldKind::day)
    if (const auto day = parse_day(value)) return to_chinese(*day);
  if (rule.kind == content::FieldKind::choices) {
    std::vector<std::string> labels;
    for (const auto& one : content::choices_of(value)) labels.push_back(label_of(rule, one));
    return join(labels, "、");
  }
  return label_of(rule, value) + (rule.unit.empty() ? "" : " " + rule.unit);
}

/// Rows of tables and long texts stand by themselves; everything else is a row of the metadata.
bool stands_alone(const content::FieldRule& rule) {
  return rule.kind == content::FieldKind::table || rule.kind == content::FieldKind::long_text;
}

ShownTable table_shown(const content::FieldRule& rule, std::string_view value) {
  ShownTable table{.label = rule.label};
  for (const auto& column : rule.columns)
    if (column.shown)
      table.headings.push_back(column.unit.empty() ? column.label : column.label + "（" + column.unit + "）");
  for (const auto& row : content::table_of(value)) {
    std::vector<std::string> cells;
    for (const auto& column : rule.columns) {
      if (!column.shown) continue;
      auto plain = column;
      plain.unit.clear();  // the heading says it
      cells.push_back(shown_value(plain, content::value_of(row, column.name)));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// The pictures of a work, which a table of addresses would hide; what is not on this server stays a link of the table.
bool add_pictures(DocumentView& view, std::string_view value) {
  for (const auto& row : content::table_of(value)) {
    const auto address = content::value_of(row, "address");
    if (!address.starts_with('/') || address.starts_with("//")) return false;
    view.pictures.push_back({std::string(address), std::string(content::value_of(row, "description"))});
  }
  return !view.pictures.empty();
}

void add_fields(DocumentView& view, const content::DocumentType& type, const content::Fields& fields) {
  for (const auto& rule : type.fields) {
    const auto value = content::value_of(fields, rule.name);
    if (!rule.shown || value.empty()) continue;
    if (rule.name == "pictures" && add_pictures(view, value)) continue;
    if (rule.kind == content::FieldKind::table) {
      if (auto table = table_shown(rule, value); !table.rows.empty()) view.tables.push_back(std::move(table));
    } else if (rule.kind == content::FieldKind::long_text) {
      view.parts.push_back({rule.label, std::string(value)});
    }
  }
  const auto stage = content::value_of(fields, "stage");
  for (const auto& name : type.stages) view.stages.push_back({name, name == stage});
}

std::vector<MetaRow> shown_rows(const content::DocumentType& type, const content::Fields& fields) {
  std::vector<MetaRow> rows;
  for (const auto& rule : type.fields) {
    const auto value = content::value_of(fields, rule.name);
    if (rule.shown && !value.empty() && !stands_alone(rule)) rows.push_back({rule.label, shown_value(rule, value)});
  }
  return rows;
}

/// Two to a row: an odd one at the end takes the whole.
std::vector<MetaRow> in_pairs(std::vector<MetaRow> rows) {
  if (rows.size() % 2 == 1) rows.back().wide = true;
  return rows;
}

/// The short fields of an article, but for those that its line or its button says already.
std::vector<MetaRow> fact_rows(content::DocumentType type, const content::Fields& fields) {
  std::erase_if(type.fields, [&](const content::FieldRule& rule) {
    return rule.name == "author" || rule.name == "source" || (type.page == "external" && rule.name == "address");
  });
  return in_pairs(shown_rows(type, fields));
}

std::vector<MetaRow> meta_rows(const content::DocumentType& type, const content::PublicDocument& document,
                               const content::Fields& fields) {
  std::vector<MetaRow> rows{{std::string(i18n::text("portal.index_number")), document.index_number}};
  std::ranges::move(shown_rows(type, fields), std::back_inserter(rows));
  if (type.statutory)
    rows.push_back({std::string(i18n::text("portal.manner")), std::string(i18n::text("portal.proactive"))});
  rows.push_back({std::string(i18n::text("portal.published")), to_chinese(document.published_at.day())});
  return in_pairs(std::move(rows));
}

}  // namespace

std::vector<ColumnId> subtree(std::span<const Column> columns, ColumnId root) {
  std::vector<ColumnId> ids{root};
  for (std::size_t i = 0; i < ids.size() && ids.size() <= columns.size(); ++i)
    for (const Column* child : children_of(columns, ids[i])) ids.push_back(child->id);
  return ids;
}

namespace {

/// What a reader should know of the column itself: that it is closed, or who keeps the topic.
void add_standing(db::Session& session, Services& services, ListView& view) {
  if (view.column.closed_on)
    view.closed = i18n::text("portal.column_moved",
                             {{"day", to_chinese(*view.column.closed_on)}, {"reason", view.column.closed_reason}});
  const auto topic = sites::find_topic(services, view.column.id);
  if (!topic) return;
  if (topic->archived_on) {
    view.topic = i18n::text("portal.topic_archived", {{"day", to_chinese(*topic->archived_on)}}) + topic->archive_note;
  } else if (const auto owner = directory::find_unit(session, topic->owner)) {
    view.topic = i18n::text("portal.topic_kept_by", {{"unit", owner->name}});
  }
}

}  // namespace

namespace {

/// A whole column of one type that says its order, as leaders do by their rank; longer lists stay by their days.
void order_by_type(const content::TypeBook& types, std::vector<content::ListItem>& rows) {
  const auto* type = rows.empty() ? nullptr : types.find(rows.front().type);
  const auto is_other = [&](const content::ListItem& row) { return row.type != rows.front().type; };
  if (!type || type->ordered_by.empty() || std::ranges::any_of(rows, is_other)) return;
  std::ranges::stable_sort(rows, {}, [&](const content::ListItem& row) {
    const auto fields = content::fields_of(row.fields_text);
    const auto text = content::value_of(fields, type->ordered_by);
    int place = std::numeric_limits<int>::max();  // without a number: last
    std::from_chars(text.data(), text.data() + text.size(), place);
    return place;
  });
}

/// A term of office that is over leaves the list of those who hold one; the page itself stays, with its last day. Lists
/// are made anew each night with the marks of validity.
constexpr std::string_view last_day_of_office = "serves_until";

bool is_over(const content::ListItem& row, Day today) {
  const auto until = parse_day(content::value_of(content::fields_of(row.fields_text), last_day_of_office));
  return until && *until < today;
}

}  // namespace

Result<ListView> load_list(Services& services, const Frame& frame, std::string_view slug, int page) {
  const auto& columns = frame.columns;
  const auto found = std::ranges::find(columns, slug, &Column::slug);
  if (found == columns.end()) return refuse(FaultKind::not_found, "portal.no_column");
  ListView view{.column = *found, .trail = trail_of(frame, columns, *found)};
  const auto tree = subtree(columns, found->id);
  view.total = content::count(services, tree);
  view.pager = {.page = page,
                .pages = html::count_pages(view.total, list_page_size),
                .address = frame.base + "/c/" + found->slug};
  if (page < 1 || page > view.pager.pages) return refuse(FaultKind::not_found, "portal.no_page");
  for (const Column* child : open_children_of(columns, found->id))
    view.parts.push_back({frame.base + "/c/" + child->slug, child->name, child->about});
  const Column* parent = by_id(columns, found->parent);
  view.side_title = parent ? parent->name : std::string(i18n::text("portal.columns"));
  for (const Column* beside : open_children_of(columns, found->parent))
    view.side.push_back({frame.base + "/c/" + beside->slug, beside->name});
  services.database.read([&](db::Session& session) {
    auto rows = content::list(session, services, tree, (page - 1) * list_page_size, list_page_size);
    if (view.pager.pages == 1) {
      order_by_type(*content::type_book(services), rows);
      view.total -= static_cast<std::int64_t>(
          std::erase_if(rows, [&](const auto& row) { return is_over(row, services.clock.today()); }));
    }
    view.items = items_of(rows);
    layout::mark_today(session, services, view.items);
    if (view.items.empty()) view.office = load_office(session, frame);
    add_standing(session, services, view);
  });
  return view;
}

Result<ListView> load_feed(db::Session& session, Services& services, const Frame& frame, std::string_view slug) {
  const auto& columns = frame.columns;
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
  view.items = items_of(content::list(session, services, ids, 0, feed_size));
  return view;
}

DocumentView load_document(db::Session& session, Services& services, const Frame& frame,
                           content::PublicDocument document) {
  DocumentView view{.document = std::move(document)};
  const auto fields = content::fields_of(view.document.fields_text);
  const auto value = [&](std::string_view name) { return std::string(content::value_of(fields, name)); };
  const auto& columns = frame.columns;
  if (const Column* column = by_id(columns, view.document.column)) {
    view.column = *column;
    view.trail = trail_of(frame, columns, *column);
  }
  view.trail.push_back({"", std::string(i18n::text("portal.text"))});
  if (const auto type = content::find_type(session, view.document.type)) {
    view.page = type->page;
    view.official = type->page == "official";
    view.meta = view.official ? meta_rows(*type, view.document, fields) : fact_rows(*type, fields);
    add_fields(view, *type, fields);
    if (type->page == "external" || type->page == "media") view.outside = value("address");
    if (type->page == "person" && value("photo").starts_with("/f/")) view.pictures.push_back({value("photo"), ""});
  }
  view.number = value("document_number");
  view.validity = value("validity");
  view.author = value("author");
  view.keywords = value("keywords");
  view.source = value("source").empty() ? value("issuer") : value("source");
  view.attachments = content::attachments_of(session, view.document);
  for (const auto& row : content::list(session, services, {view.document.column}, 0, 6))
    if (row.id != view.document.id && view.beside.size() < 5) view.beside.push_back(item_of(row));
  http::Recorder::note("unit:" + gongkai::to_text(view.document.unit));
  view.unit = directory::find_unit(session, view.document.unit);
  load_context(session, services, view);
  return view;
}

WithdrawnView load_withdrawn(db::Session& session, content::Withdrawal withdrawal) {
  WithdrawnView view{.withdrawal = std::move(withdrawal)};
  if (const auto target = content::find_public(session, view.withdrawal.moved_to))
    view.moved_to = Item{document_address(target->id), target->title, "", "", target->published_at.day()};
  return view;
}

Result<SiteMapView> load_site_map(db::Session& session, const Frame& frame, int part, int size) {
  const auto total = content::count_addresses(session, frame.site.id);
  SiteMapView view{.parts = html::count_pages(total, size), .part = part};
  if (part < 0 || part > view.parts) return refuse(FaultKind::not_found, "http.not_found");
  if (part == 0 && view.parts > 1) return view;
  if (part <= 1) view.columns.assign(frame.columns.begin(), frame.columns.end());
  view.documents = content::addresses(session, frame.site.id, (std::max(part, 1) - 1) * size, size);
  return view;
}

MapView load_map(db::Session& session, const Frame& frame) {
  const auto& columns = frame.columns;
  MapView view;
  const std::function<void(ColumnId, int)> walk = [&](ColumnId parent, int depth) {
    for (const Column* column : open_children_of(columns, parent)) {
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
