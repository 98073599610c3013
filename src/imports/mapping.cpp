#include "imports/mapping.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"

namespace gongkai::imports {

namespace {

constexpr std::array own_targets{"title", "summary", "body", "published_on", "index_number"};
constexpr std::size_t max_fields = 200, max_values = 500;

bool is_target(std::string_view name, const content::DocumentType& type) {
  return std::ranges::find(own_targets, name) != own_targets.end() || type.find(name) != nullptr;
}

/// Names under which columns of old systems go.
struct Usual {
  std::string_view to;
  std::vector<std::string_view> names;
};
const std::vector<Usual>& usual_names() {
  static const std::vector<Usual> names{
      {"title", {"标题", "名称", "信息名称", "文件名称", "title"}},
      {"summary", {"摘要", "内容概述", "简介", "summary", "description"}},
      {"body", {"正文", "内容", "信息内容", "body", "content", "html"}},
      {"published_on", {"发布日期", "发布时间", "公开日期", "日期", "published_at", "date", "pubdate"}},
      {"index_number", {"索引号", "index_number"}},
      {"document_number", {"文号", "发文字号", "document_number"}},
      {"formed_on", {"成文日期", "生成日期", "印发日期", "formed_on"}},
      {"issuer", {"发文机关", "发布机构", "制发机关", "issuer"}},
      {"source", {"来源", "信息来源", "source"}},
      {"author", {"作者", "author"}}};
  return names;
}
constexpr std::array<std::string_view, 6> usual_keys{"guid", "path", "id", "编号", "序号", "link"};
constexpr std::array<std::string_view, 2> usual_attachments{"attachments", "附件"};

template <class Names>
std::string first_among(const std::vector<std::string>& columns, const Names& names) {
  for (const auto name : names)
    for (const auto& column : columns)
      if (fold(column) == fold(name)) return column;
  return {};
}

Fault fault(std::string code, std::string field, std::string value = {}) {
  return {FaultKind::invalid, std::move(code), std::move(field), {{"value", std::move(value)}}, {}};
}

std::map<std::string, std::string, std::less<>> texts_of(const json::object& object) {
  std::map<std::string, std::string, std::less<>> texts;
  for (const auto& [name, value] : object)
    if (value.is_string()) texts.emplace(std::string(trim(std::string_view(name))), std::string(value.get_string()));
  return texts;
}

FieldMap parse_field(const json::value& value, std::vector<Fault>& faults) {
  json::Reader reader(value);
  FieldMap field{
      .to = reader.text("to"), .from = reader.text_or("from", ""), .otherwise = reader.text_or("otherwise", "")};
  field.values = texts_of(reader.object_at("values"));
  if (const auto read = reader.finish(); !read) faults.push_back(read.error());
  if (field.values.size() > max_values) faults.push_back(fault("import.too_many_values", "fields", field.to));
  return field;
}

void check_selectors(const documents::Selectors& selectors, std::vector<Fault>& faults) {
  for (const auto* selector : {&selectors.title, &selectors.date, &selectors.body, &selectors.origin})
    if (!selector->empty() && !documents::is_selector(*selector))
      faults.push_back(fault("import.selector_wrong", "selectors", *selector));
}

void check_targets(const Mapping& mapping, const content::DocumentType& type, std::vector<Fault>& faults) {
  std::set<std::string, std::less<>> seen;
  for (const auto& field : mapping.fields) {
    if (!is_target(field.to, type)) faults.push_back(fault("import.target_unknown", "fields", field.to));
    if (!seen.insert(field.to).second) faults.push_back(fault("import.target_twice", "fields", field.to));
  }
  for (const auto* needed : {"title", "published_on"})
    if (!seen.contains(needed)) faults.push_back(fault("import.target_missing", "fields", needed));
}

}  // namespace

Result<Mapping> parse_mapping(const json::value& value, const content::TypeBook& types) {
  json::Reader reader(value);
  Mapping mapping{.origin = reader.text("origin"),
                  .type = reader.text("type"),
                  .column = ColumnId{reader.id("column")},
                  .column_from = reader.text_or("column_from", ""),
                  .unit_from = reader.text_or("unit_from", ""),
                  .key = reader.text_or("key", ""),
                  .attachments = reader.text_or("attachments", ""),
                  .only_column = reader.text_or("only_column", ""),
                  .only_value = reader.text_or("only_value", ""),
                  .writer = reader.text_or("writer", "迁移")};
  std::vector<Fault> faults;
  for (const auto& [name, id] : texts_of(reader.object_at("columns"))) {
    const auto column = parse_id(id);
    if (column) mapping.columns.emplace(name, ColumnId{*column});
    else faults.push_back(fault("field.id_expected", "columns", name));
  }
  const auto selectors = texts_of(reader.object_at("selectors"));
  const auto selector = [&](const char* name) {
    return selectors.contains(name) ? selectors.find(name)->second : std::string();
  };
  mapping.selectors = {selector("title"), selector("date"), selector("body"), selector("origin")};
  const auto& fields = reader.list("fields");
  if (fields.size() > max_fields) return refuse(FaultKind::invalid, "import.too_many_values", "fields");
  for (const auto& one : fields) mapping.fields.push_back(parse_field(one, faults));
  CHECK_OK(reader.finish());
  if (count_characters(mapping.origin) > 60) faults.push_back(fault("import.origin_wrong", "origin"));
  check_selectors(mapping.selectors, faults);
  const auto* type = types.find(mapping.type);
  if (!type) faults.push_back(fault("document.type_unknown", "type"));
  else check_targets(mapping, *type, faults);
  CHECK_OK(all_of(std::move(faults)));
  return mapping;
}

json::object to_json(const Mapping& m) {
  json::array fields;
  for (const auto& field : m.fields) {
    json::object values;
    for (const auto& [from, to] : field.values) values[from] = to;
    fields.push_back(
        json::object{{"to", field.to}, {"from", field.from}, {"otherwise", field.otherwise}, {"values", values}});
  }
  json::object columns;
  for (const auto& [name, id] : m.columns) columns[name] = to_text(id);
  const auto& s = m.selectors;
  return {{"origin", m.origin},
          {"type", m.type},
          {"column", to_text(m.column)},
          {"column_from", m.column_from},
          {"columns", columns},
          {"unit_from", m.unit_from},
          {"key", m.key},
          {"attachments", m.attachments},
          {"only_column", m.only_column},
          {"only_value", m.only_value},
          {"writer", m.writer},
          {"selectors", json::object{{"title", s.title}, {"date", s.date}, {"body", s.body}, {"origin", s.origin}}},
          {"fields", fields}};
}

Mapping proposal(const std::vector<std::string>& columns, Source source, const content::DocumentType* type) {
  Mapping mapping{.type = type ? type->id : ""};
  mapping.key = first_among(columns, usual_keys);
  mapping.attachments = first_among(columns, usual_attachments);
  if (source == Source::word_press) mapping.only_column = "status", mapping.only_value = "publish";
  for (const auto& usual : usual_names())
    if (!type || is_target(usual.to, *type))
      if (auto from = first_among(columns, usual.names); !from.empty())
        mapping.fields.push_back({.to = std::string(usual.to), .from = std::move(from)});
  if (!type) return mapping;
  const auto has = [&](std::string_view to) {
    return std::ranges::find(mapping.fields, to, &FieldMap::to) != mapping.fields.end();
  };
  for (const auto& field : type->fields)
    if (!has(field.name)) {
      auto from = first_among(columns, std::array<std::string_view, 2>{field.label, field.name});
      if (!from.empty() || field.required) mapping.fields.push_back({field.name, std::move(from), field.initial});
    }
  return mapping;
}

}  // namespace gongkai::imports
