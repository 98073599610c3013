#include "demo/city.hpp"

#include <algorithm>
#include <stdexcept>

#include "demo/catalog_file.hpp"

namespace gongkai::demo {
namespace {

UnitEntry read_unit(const json::value& value, std::int64_t order) {
  json::Reader reader(value);
  UnitEntry unit{.key = reader.text("key"),
                 .parent = reader.text_or("parent", ""),
                 .theme = reader.text("theme"),
                 .duty = reader.text("duty")};
  unit.fields = {.kind = directory::parse_unit_kind(reader.text("kind")).value_or(directory::UnitKind::other),
                 .code = reader.text("code"),
                 .name = reader.text("name"),
                 .short_name = reader.text("short"),
                 .contact = reader.text("contact"),
                 .phone = reader.text("phone"),
                 .address = reader.text("address"),
                 .office_hours = reader.text("hours"),
                 .sort_order = order};
  must_be_whole(reader, "units.json", unit.key);
  return unit;
}

SiteEntry read_site(const json::value& value, std::int64_t order) {
  json::Reader reader(value);
  SiteEntry site{
      .slug = reader.text_or("slug", ""), .unit = reader.text("unit"), .tree = reader.text("tree"), .fields = {}};
  site.fields = {.host = "",
                 .name = reader.text("name"),
                 .theme = json::to_string(reader.object_at("theme")),
                 .identity_code = reader.text("site_code"),
                 .icp_number = reader.text("icp"),
                 .police_number = reader.text("police_record"),
                 .sponsor = reader.text("organiser"),
                 .undertaker = reader.text("operator"),
                 .contact = reader.text("contact"),
                 .unit = {},
                 .sort_order = order};
  must_be_whole(reader, "sites.json", site.slug);
  return site;
}

void read_columns(const json::array& list, const std::string& parent, std::vector<ColumnEntry>& columns) {
  for (const auto& value : list) {
    json::Reader reader(value);
    ColumnEntry column{reader.text("slug"),
                       reader.text("name"),
                       reader.text("kind"),
                       reader.text("about"),
                       parent,
                       reader.boolean_or("may_be_empty", false)};
    const json::array below = reader.list("columns");
    must_be_whole(reader, "columns.json", column.slug);
    columns.push_back(column);
    read_columns(below, column.slug, columns);
  }
}

PersonEntry read_person(const json::value& value, std::int64_t) {
  json::Reader reader(value);
  PersonEntry person{.login = reader.text("login"),
                     .name = reader.text("name"),
                     .unit = reader.text("unit"),
                     .post = reader.text("post"),
                     .roles = {}};
  for (const auto& entry : reader.list("roles")) {
    json::Reader role(entry);
    person.roles.push_back({role.text("role"), role.text("unit"), role.boolean_or("with_subtree", true)});
    must_be_whole(role, "people.json", person.login);
  }
  must_be_whole(reader, "people.json", person.login);
  return person;
}

AttachmentEntry read_attachment(const json::value& value) {
  json::Reader reader(value);
  AttachmentEntry attachment{.name = reader.text("name"),
                             .title = reader.text("title"),
                             .rows = {},
                             .paragraphs = texts_of(reader.list("paragraphs"))};
  for (const auto& row : reader.list("rows")) attachment.rows.push_back(texts_of(row.as_array()));
  must_be_whole(reader, "documents", attachment.name);
  return attachment;
}

/// "2026-11-18T09:30", in China.
std::optional<Instant> parse_release(const std::string& text) {
  return parse_instant(text + ":00+08:00");
}

/// Texts as they are; the rows of a table as the JSON that the field keeps.
std::map<std::string, std::string> read_fields(const json::object& said) {
  std::map<std::string, std::string> fields;
  for (const auto& [name, value] : said)
    fields[std::string(name)] = value.is_string() ? std::string(value.as_string()) : json::to_string(value);
  return fields;
}

FateEntry read_fate(const json::object& said, const std::string& key) {
  FateEntry entry;
  if (said.empty()) return entry;
  json::Reader reader{json::value(said)};
  const auto fate = parse_fate(reader.text("state"));
  entry.remark = reader.text_or("remark", "");
  entry.disclosure = reader.text_or("disclosure", "proactive");
  entry.ground = reader.text_or("ground", "");
  entry.signed_by = texts_of(reader.list("signed_by"));
  entry.at = parse_release(reader.text_or("at", ""));
  must_be_whole(reader, "documents", key);
  if (!fate) throw std::runtime_error("catalog/demo/documents: " + key + ": unknown fate");
  entry.fate = *fate;
  return entry;
}

std::map<std::string, std::vector<ColumnEntry>> read_trees() {
  const auto file = read_catalog("catalog/demo/columns.json");
  std::map<std::string, std::vector<ColumnEntry>> trees;
  for (const auto& [name, list] : file.at("trees").as_object())
    read_columns(list.as_array(), "", trees[std::string(name)]);
  return trees;
}

std::vector<DocumentEntry> read_documents() {
  std::vector<DocumentEntry> documents;
  for (const auto& file : assets::under("catalog/demo/documents/")) {
    auto more = read_list<DocumentEntry>(file.path, "documents",
                                         [](const json::value& value, std::int64_t) { return read_document(value); });
    std::move(more.begin(), more.end(), std::back_inserter(documents));
  }
  std::ranges::stable_sort(documents, {}, &DocumentEntry::released);
  return documents;
}

}  // namespace

std::optional<Fate> parse_fate(std::string_view name) {
  static constexpr std::pair<std::string_view, Fate> fates[] = {
      {"draft", Fate::draft},       {"in_review", Fate::in_review},
      {"returned", Fate::returned}, {"without_interpretation", Fate::without_interpretation},
      {"filed", Fate::filed},       {"withdrawn", Fate::withdrawn},
      {"expiring", Fate::expiring}, {"scheduled", Fate::scheduled},
      {"urgent", Fate::urgent}};
  const auto* found = std::ranges::find(fates, name, &std::pair<std::string_view, Fate>::first);
  return found == std::end(fates) ? std::nullopt : std::optional(found->second);
}

DocumentEntry read_document(const json::value& value) {
  json::Reader reader(value);
  DocumentEntry document{.key = reader.text("key"),
                         .type = reader.text("type"),
                         .site = reader.text_or("site", ""),
                         .column = reader.text("column"),
                         .unit = reader.text("unit"),
                         .title = reader.text("title"),
                         .number = reader.text_or("number", ""),
                         .issuer = reader.text_or("issuer", ""),
                         .theme = reader.text_or("theme", "")};
  document.written = reader.day("written");
  document.valid_until = parse_day(reader.text_or("valid_until", ""));
  const auto released = parse_release(reader.text("released"));
  document.body = texts_of(reader.list("body"));
  for (const auto& entry : reader.list("attachments")) document.attachments.push_back(read_attachment(entry));
  document.fields = read_fields(reader.object_at("fields"));
  for (const auto& entry : reader.list("links"))
    document.links.push_back({std::string(entry.at("kind").as_string()), std::string(entry.at("to").as_string())});
  document.registration = reader.text_or("registration", "");
  document.fate = read_fate(reader.object_at("fate"), document.key);
  must_be_whole(reader, "documents", document.key);
  if (!released) throw std::runtime_error("catalog/demo/documents: " + document.key + ": released is no instant");
  document.released = *released;
  return document;
}

const UnitEntry* City::unit(std::string_view key) const {
  const auto found = std::ranges::find(units, key, &UnitEntry::key);
  return found == units.end() ? nullptr : &*found;
}

const SiteEntry* City::site(std::string_view slug) const {
  const auto found = std::ranges::find(sites, slug, &SiteEntry::slug);
  return found == sites.end() ? nullptr : &*found;
}

const PersonEntry& City::person_with(std::string_view role, std::string_view unit_key) const {
  for (const auto* place = unit(unit_key); place; place = unit(place->parent)) {
    const auto holds = [&](const RoleEntry& entry) { return entry.role == role && entry.unit == place->key; };
    for (const auto& person : people)
      if (std::ranges::any_of(person.roles, holds)) return person;
  }
  throw std::runtime_error("catalog/demo/people.json: nobody is " + std::string(role));
}

City read_city() {
  return {.units = read_list<UnitEntry>("catalog/demo/units.json", "units", read_unit),
          .sites = read_list<SiteEntry>("catalog/demo/sites.json", "sites", read_site),
          .trees = read_trees(),
          .people = read_list<PersonEntry>("catalog/demo/people.json", "people", read_person),
          .documents = read_documents()};
}

}  // namespace gongkai::demo
