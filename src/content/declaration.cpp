// A document type from its declaration, and back.
#include <stdexcept>

#include "base/text.hpp"
#include "content/types.hpp"

namespace gongkai::content {

namespace {

constexpr std::pair<std::string_view, FieldKind> field_kinds[] = {{"text", FieldKind::text},
                                                                  {"long_text", FieldKind::long_text},
                                                                  {"day", FieldKind::day},
                                                                  {"year", FieldKind::year},
                                                                  {"choice", FieldKind::choice},
                                                                  {"choices", FieldKind::choices},
                                                                  {"number", FieldKind::number},
                                                                  {"money", FieldKind::money},
                                                                  {"person", FieldKind::person},
                                                                  {"telephone", FieldKind::telephone},
                                                                  {"document_number", FieldKind::document_number},
                                                                  {"address", FieldKind::address},
                                                                  {"table", FieldKind::table}};
constexpr std::pair<std::string_view, CheckKind> check_kinds[] = {{"not_in_future", CheckKind::not_in_future},
                                                                  {"not_before", CheckKind::not_before},
                                                                  {"needed_with", CheckKind::needed_with}};
constexpr std::pair<std::string_view, Interpretation> interpretations[] = {
    {"none", Interpretation::none}, {"may", Interpretation::may}, {"must", Interpretation::must}};

template <class Kind, std::size_t N>
std::string_view name_in(const std::pair<std::string_view, Kind> (&names)[N], Kind kind) {
  for (const auto& [name, known] : names)
    if (known == kind) return name;
  return "";
}

template <class Kind, std::size_t N>
std::optional<Kind> parse_kind(const std::pair<std::string_view, Kind> (&names)[N], std::string_view name) {
  for (const auto& [known, kind] : names)
    if (known == name) return kind;
  return std::nullopt;
}

/// Collects what is wrong with a declaration; the place tells the author of the file where.
struct Complaints {
  std::string type;
  std::vector<Fault> faults;
  void add(std::string_view place, std::string_view code) {
    faults.push_back({FaultKind::invalid, std::string(code), "", {{"type", type}, {"place", std::string(place)}}, {}});
  }
};

std::vector<Option> parse_options(const json::object& field, const json::object& vocabularies) {
  const json::value* list = field.if_contains("options");
  if (const auto* name = field.if_contains("vocabulary"); name && name->is_string())
    list = vocabularies.if_contains(name->get_string());
  std::vector<Option> options;
  if (!list || !list->is_array()) return options;
  for (const auto& entry : list->get_array()) {
    json::Reader reader(entry);
    options.push_back({reader.text("value"), reader.text("label")});
  }
  return options;
}

constexpr std::size_t most_columns = 20;

FieldRule parse_field(const json::value& value, const json::object& vocabularies, Complaints& complaints);

void parse_columns(FieldRule& field, const json::array& columns, const json::object& vocabularies,
                   Complaints& complaints) {
  std::set<std::string> names;
  for (const auto& column : columns) {
    auto parsed = parse_field(column, vocabularies, complaints);
    if (parsed.kind == FieldKind::table) complaints.add(field.name, "types.table_in_table");
    if (!names.insert(parsed.name).second) complaints.add(parsed.name, "types.field_twice");
    field.columns.push_back(std::move(parsed));
  }
  const bool is_table = field.kind == FieldKind::table;
  if (is_table && (columns.empty() || columns.size() > most_columns))
    complaints.add(field.name, "types.columns_missing");
  if (!is_table && !columns.empty()) complaints.add(field.name, "types.columns_of_nothing");
}

FieldRule parse_field(const json::value& value, const json::object& vocabularies, Complaints& complaints) {
  json::Reader reader(value);
  FieldRule field{.name = reader.text("name"), .label = reader.text("label"), .hint = reader.text_or("hint", "")};
  const auto kind = parse_kind(field_kinds, reader.text("kind"));
  field.kind = kind.value_or(FieldKind::text);
  field.required = reader.boolean_or("required", false);
  field.shown = reader.boolean_or("shown", true);
  field.group = reader.text_or("group", "");
  field.initial = reader.text_or("initial", "");
  field.unit = reader.text_or("unit", "");
  const std::int64_t usual_max = kind == FieldKind::table ? 100'000 : kind == FieldKind::long_text ? 2'000 : 200;
  field.max_characters = static_cast<std::size_t>(std::max<std::int64_t>(1, reader.integer_or("max", usual_max)));
  parse_columns(field, reader.list("columns"), vocabularies, complaints);
  if (value.is_object()) field.options = parse_options(value.get_object(), vocabularies);
  if (!reader.finish()) complaints.add(field.name, "types.field_broken");
  if (!kind) complaints.add(field.name, "types.kind_unknown");
  const bool chooses = field.kind == FieldKind::choice || field.kind == FieldKind::choices;
  if (chooses && field.options.empty()) complaints.add(field.name, "types.options_missing");
  return field;
}

Check parse_check(const json::value& value, const DocumentType& type, Complaints& complaints) {
  json::Reader reader(value);
  Check check{
      .field = reader.text("field"), .other = reader.text_or("other", ""), .value = reader.text_or("value", "")};
  const auto kind = parse_kind(check_kinds, reader.text("check"));
  check.kind = kind.value_or(CheckKind::not_in_future);
  if (!reader.finish() || !kind) complaints.add(check.field, "types.check_broken");
  if (!type.find(check.field)) complaints.add(check.field, "types.check_of_nothing");
  if (check.kind != CheckKind::not_in_future && !type.find(check.other))
    complaints.add(check.other, "types.check_of_nothing");
  return check;
}

void refuse_repeated_names(const DocumentType& type, Complaints& complaints) {
  std::set<std::string_view> names{"title",   "summary",    "body",   "column",      "unit", "type",
                                   "version", "disclosure", "ground", "ground_note", "links"};
  for (const auto& field : type.fields)
    if (!names.insert(field.name).second) complaints.add(field.name, "types.field_twice");
}

void parse_links(DocumentType& type, const json::array& list, Complaints& complaints) {
  for (const auto& entry : list) {
    json::Reader reader(entry);
    const auto kind = parse_link_kind(reader.text("kind"));
    const bool required = reader.boolean_or("required", false);
    if (!reader.finish() || !kind) complaints.add("links", "types.link_broken");
    else type.links.push_back({*kind, required});
  }
}

/// What becomes of a document of this type beside its page.
void parse_treatment(DocumentType& type, json::Reader& reader, Complaints& complaints) {
  type.route = reader.text_or("route", "three");
  const auto interpretation = parse_kind(interpretations, reader.text_or("interpretation", "none"));
  if (!interpretation) complaints.add("interpretation", "types.kind_unknown");
  type.interpretation = interpretation.value_or(Interpretation::none);
  type.interprets = reader.boolean_or("interprets", false);
  type.form = reader.text_or("form", "");
  type.library = reader.boolean_or("library", false);
  type.registered = reader.boolean_or("registered", false);
  type.gazette = reader.boolean_or("gazette", false);
  type.article20 = reader.text_or("article20", "");
  type.term = static_cast<int>(std::clamp<std::int64_t>(reader.integer_or("term", 20), 1, 250));
  type.retention = reader.text_or("retention", "");
  type.sort_order = reader.integer_or("sort_order", 1000);
  type.ordered_by = reader.text_or("ordered_by", "");
  parse_links(type, reader.list("links"), complaints);
  for (const auto& stage : reader.list("stages"))
    if (stage.is_string()) type.stages.emplace_back(stage.get_string());
}

}  // namespace

Result<DocumentType> parse_type(std::string_view json_text, const json::object& vocabularies) {
  const json::value value = TRY(json::parse(json_text));
  json::Reader reader(value);
  DocumentType type{.id = reader.text("id"),
                    .name = reader.text("name"),
                    .about = reader.text("about"),
                    .page = reader.text("page"),
                    .category = reader.text("category")};
  type.statutory = reader.boolean_or("statutory", false);
  type.title_max = static_cast<std::size_t>(std::max<std::int64_t>(1, reader.integer_or("title_max", 120)));
  type.summary_max = static_cast<std::size_t>(std::max<std::int64_t>(1, reader.integer_or("summary_max", 300)));
  type.body_required = reader.boolean_or("body_required", true);
  type.attachments_max = static_cast<std::size_t>(std::max<std::int64_t>(0, reader.integer_or("attachments_max", 20)));
  Complaints complaints{type.id, {}};
  parse_treatment(type, reader, complaints);
  for (const auto& field : reader.list("fields")) type.fields.push_back(parse_field(field, vocabularies, complaints));
  for (const auto& check : reader.list("checks")) type.checks.push_back(parse_check(check, type, complaints));
  refuse_repeated_names(type, complaints);
  CHECK_OK(reader.finish());
  CHECK_OK(all_of(std::move(complaints.faults)));
  return type;
}

namespace {

json::object field_json(const FieldRule& field) {
  json::array options, columns;
  for (const auto& option : field.options) options.push_back({{"value", option.value}, {"label", option.label}});
  for (const auto& column : field.columns) columns.push_back(field_json(column));
  return {{"name", field.name},
          {"label", field.label},
          {"hint", field.hint},
          {"kind", name_in(field_kinds, field.kind)},
          {"required", field.required},
          {"shown", field.shown},
          {"group", field.group},
          {"initial", field.initial},
          {"max", field.max_characters},
          {"unit", field.unit},
          {"options", std::move(options)},
          {"columns", std::move(columns)}};
}

json::object treatment_json(const DocumentType& type) {
  json::array links, stages;
  for (const auto& link : type.links) links.push_back({{"kind", name_of(link.kind)}, {"required", link.required}});
  for (const auto& stage : type.stages) stages.emplace_back(stage);
  return {{"page", type.page},
          {"category", type.category},
          {"statutory", type.statutory},
          {"route", type.route},
          {"interpretation", name_in(interpretations, type.interpretation)},
          {"interprets", type.interprets},
          {"form", type.form},
          {"library", type.library},
          {"registered", type.registered},
          {"gazette", type.gazette},
          {"article20", type.article20},
          {"term", type.term},
          {"retention", type.retention},
          {"sort_order", type.sort_order},
          {"ordered_by", type.ordered_by},
          {"links", std::move(links)},
          {"stages", std::move(stages)}};
}

}  // namespace

json::object to_json(const DocumentType& type) {
  json::array fields, checks;
  for (const auto& field : type.fields) fields.push_back(field_json(field));
  for (const auto& check : type.checks)
    checks.push_back({{"check", name_in(check_kinds, check.kind)},
                      {"field", check.field},
                      {"other", check.other},
                      {"value", check.value}});
  json::object json = treatment_json(type);
  json["id"] = type.id;
  json["name"] = type.name;
  json["about"] = type.about;
  json["title_max"] = type.title_max;
  json["summary_max"] = type.summary_max;
  json["body_required"] = type.body_required;
  json["attachments_max"] = type.attachments_max;
  json["fields"] = std::move(fields);
  json["checks"] = std::move(checks);
  return json;
}

}  // namespace gongkai::content
