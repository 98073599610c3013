#include "content/types.hpp"

#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"

namespace gongkai::content {

namespace {

constexpr std::pair<std::string_view, FieldKind> field_kinds[] = {
    {"text", FieldKind::text},      {"long_text", FieldKind::long_text},
    {"day", FieldKind::day},        {"choice", FieldKind::choice},
    {"number", FieldKind::number},  {"document_number", FieldKind::document_number},
    {"address", FieldKind::address}};
constexpr std::pair<std::string_view, CheckKind> check_kinds[] = {{"not_in_future", CheckKind::not_in_future},
                                                                  {"not_before", CheckKind::not_before},
                                                                  {"needed_with", CheckKind::needed_with}};

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

FieldRule parse_field(const json::value& value, const json::object& vocabularies, Complaints& complaints) {
  json::Reader reader(value);
  FieldRule field{.name = reader.text("name"), .label = reader.text("label"), .hint = reader.text_or("hint", "")};
  const auto kind = parse_kind(field_kinds, reader.text("kind"));
  field.kind = kind.value_or(FieldKind::text);
  field.required = reader.boolean_or("required", false);
  field.shown = reader.boolean_or("shown", true);
  field.group = reader.text_or("group", "");
  field.initial = reader.text_or("initial", "");
  field.max_characters = static_cast<std::size_t>(std::max<std::int64_t>(1, reader.integer_or("max", 200)));
  if (value.is_object()) field.options = parse_options(value.get_object(), vocabularies);
  if (!reader.finish()) complaints.add(field.name, "types.field_broken");
  if (!kind) complaints.add(field.name, "types.kind_unknown");
  if (field.kind == FieldKind::choice && field.options.empty()) complaints.add(field.name, "types.options_missing");
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
  std::set<std::string_view> names{"title", "summary", "body", "column", "unit", "type", "version"};
  for (const auto& field : type.fields)
    if (!names.insert(field.name).second) complaints.add(field.name, "types.field_twice");
}

}  // namespace

const FieldRule* DocumentType::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &FieldRule::name);
  return found == fields.end() ? nullptr : &*found;
}

const DocumentType* TypeBook::find(std::string_view id) const {
  const auto found = std::ranges::find(types, id, &DocumentType::id);
  return found == types.end() ? nullptr : &*found;
}

Result<DocumentType> parse_type(std::string_view json_text, const json::object& vocabularies) {
  const json::value value = TRY(json::parse(json_text));
  json::Reader reader(value);
  DocumentType type{.id = reader.text("id"),
                    .name = reader.text("name"),
                    .about = reader.text("about"),
                    .page = reader.text("page"),
                    .category = reader.text("category")};
  type.statutory = reader.boolean_or("statutory", false);
  type.route = reader.text_or("route", "three");
  type.title_max = static_cast<std::size_t>(std::max<std::int64_t>(1, reader.integer_or("title_max", 120)));
  type.summary_max = static_cast<std::size_t>(std::max<std::int64_t>(1, reader.integer_or("summary_max", 300)));
  type.body_required = reader.boolean_or("body_required", true);
  type.attachments_max = static_cast<std::size_t>(std::max<std::int64_t>(0, reader.integer_or("attachments_max", 20)));
  type.article20 = reader.text_or("article20", "");
  type.term = std::max<std::int64_t>(1, reader.integer_or("term", 20));
  Complaints complaints{type.id, {}};
  for (const auto& field : reader.list("fields")) type.fields.push_back(parse_field(field, vocabularies, complaints));
  for (const auto& check : reader.list("checks")) type.checks.push_back(parse_check(check, type, complaints));
  refuse_repeated_names(type, complaints);
  CHECK_OK(reader.finish());
  CHECK_OK(all_of(std::move(complaints.faults)));
  return type;
}

const TypeBook& types() {
  static const TypeBook book = [] {
    const auto vocabularies = json::parse(assets::find("catalog/types/vocabularies.json").value_or("{}"));
    if (!vocabularies || !vocabularies->is_object())
      throw std::runtime_error("catalog/types/vocabularies.json is broken");
    TypeBook fresh;
    for (const auto& file : assets::under("catalog/types/")) {
      if (file.path.ends_with("/vocabularies.json")) continue;
      auto type = parse_type(file.content, vocabularies->get_object());
      if (!type) throw std::runtime_error(std::string(file.path) + ": " + type.error().code);
      fresh.types.push_back(*std::move(type));
    }
    return fresh;
  }();
  return book;
}

std::shared_ptr<const TypeBook> type_book(const Services&) {
  return {std::shared_ptr<void>(), &types()};  // it lives as long as the program
}

json::object to_json(const DocumentType& type) {
  json::array fields, checks;
  for (const auto& field : type.fields) {
    json::array options;
    for (const auto& option : field.options) options.push_back({{"value", option.value}, {"label", option.label}});
    const auto kind = std::ranges::find(field_kinds, field.kind, [](const auto& pair) { return pair.second; });
    fields.push_back({{"name", field.name},
                      {"label", field.label},
                      {"hint", field.hint},
                      {"kind", kind->first},
                      {"required", field.required},
                      {"group", field.group},
                      {"initial", field.initial},
                      {"max", field.max_characters},
                      {"options", std::move(options)}});
  }
  for (const auto& check : type.checks) {
    const auto kind = std::ranges::find(check_kinds, check.kind, [](const auto& pair) { return pair.second; });
    checks.push_back({{"check", kind->first}, {"field", check.field}, {"other", check.other}, {"value", check.value}});
  }
  return {{"id", type.id},
          {"name", type.name},
          {"about", type.about},
          {"title_max", type.title_max},
          {"summary_max", type.summary_max},
          {"body_required", type.body_required},
          {"attachments_max", type.attachments_max},
          {"fields", std::move(fields)},
          {"checks", std::move(checks)}};
}

}  // namespace gongkai::content
