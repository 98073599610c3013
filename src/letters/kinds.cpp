#include "letters/kinds.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::letters {
namespace {
constexpr std::array<std::string_view, 6> types{"line", "text", "day", "due", "number", "grounds"};

[[noreturn]] void fail(std::string_view where) {
  throw std::runtime_error("catalog/letters: " + std::string(where));
}

json::object catalog(std::string_view file) {
  const auto text = assets::find("catalog/letters/" + std::string(file));
  if (!text) fail(file);
  const auto parsed = json::parse(*text);
  if (!parsed || !parsed->is_object()) fail(file);
  return parsed->as_object();
}

std::string text(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}
int number(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_int64() ? static_cast<int>(value->as_int64()) : 0;
}
bool flag(const json::object& object, std::string_view key, bool fallback) {
  const auto* value = object.if_contains(key);
  return value && value->is_bool() ? value->as_bool() : fallback;
}
std::vector<std::string> texts(const json::value& list) {
  std::vector<std::string> found;
  for (const auto& one : list.as_array()) found.emplace_back(one.as_string());
  return found;
}

Field read_field(const json::object& from) {
  const auto type = std::ranges::find(types, text(from, "type"));
  if (type == types.end()) fail(text(from, "id"));
  return {.id = text(from, "id"),
          .name = text(from, "name"),
          .type = static_cast<FieldType>(type - types.begin()),
          .by = text(from, "by"),
          .element = number(from, "element"),
          .most = static_cast<std::size_t>(number(from, "most")),
          .hint = text(from, "hint")};
}

Ground read_ground(const json::object& from) {
  Ground ground{.id = text(from, "id"), .name = text(from, "name"), .article = text(from, "article")};
  for (const auto& group : from.at("words").as_array()) ground.words.push_back(texts(group));
  return ground;
}

std::vector<std::string> template_of(const std::string& kind) {
  const auto found = assets::find("catalog/letters/templates/" + kind + ".txt");
  if (!found) fail(kind);
  std::vector<std::string> paragraphs;
  for (const auto line : split(*found, '\n'))
    if (!trim(line).empty()) paragraphs.emplace_back(line);
  return paragraphs;
}

Kind read_kind(const json::object& from) {
  Kind kind{.id = text(from, "id"),
            .name = text(from, "name"),
            .title = text(from, "title"),
            .to = text(from, "to"),
            .basis = text(from, "basis"),
            .series = text(from, "series"),
            .clock = text(from, "clock"),
            .needs_approval = flag(from, "approval", true),
            .is_reply = flag(from, "reply", false),
            .remedy = text(from, "remedy"),
            .decision = text(from, "decision"),
            .articles = text(from, "articles"),
            .has_grounds = flag(from, "grounds", false),
            .needs = texts(from.at("needs")),
            .asks = texts(from.at("asks")),
            .note = text(from, "note")};
  if (const auto* words = from.if_contains("decision_words")) kind.decision_words = texts(*words);
  if (const auto* says = from.if_contains("says"))
    for (const auto& one : says->as_array())
      kind.says.push_back({text(one.as_object(), "in"), texts(one.at("words")), number(one.as_object(), "element")});
  kind.paragraphs = template_of(kind.id);
  return kind;
}

Book read_book() {
  Book read;
  const auto placeholders = catalog("placeholders.json"), kinds = catalog("kinds.json");
  for (const auto& one : placeholders.at("placeholders").as_array()) read.fields.push_back(read_field(one.as_object()));
  for (const auto& one : kinds.at("elements").as_array())
    read.elements.push_back({number(one.as_object(), "number"), text(one.as_object(), "name")});
  for (const auto& one : kinds.at("series").as_array())
    read.series_words[text(one.as_object(), "id")] = text(one.as_object(), "word");
  for (const auto& one : kinds.at("grounds").as_array()) read.grounds.push_back(read_ground(one.as_object()));
  for (const auto& one : kinds.at("kinds").as_array()) read.kinds.push_back(read_kind(one.as_object()));
  for (const auto& kind : read.kinds) {
    if (kind.has_number() && !read.series_words.contains(kind.series)) fail(kind.id);
    for (const auto* ids : {&kind.needs, &kind.asks})
      for (const auto& id : *ids)
        if (!read.find_field(id)) fail(kind.id + ": " + id);
  }
  return read;
}

template <class List>
auto* find_by(List& list, std::string_view id) {
  const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}

bool belongs(const Kind& kind, std::string_view id) {
  return std::ranges::find(kind.needs, id) != kind.needs.end() || std::ranges::find(kind.asks, id) != kind.asks.end() ||
         id == "applicant_kind" || (id == "grounds" && kind.has_grounds);
}

bool is_number(std::string_view value) {
  int n = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
  return error == std::errc() && end == value.data() + value.size() && n >= 1;
}

std::optional<Fault> fault_of(const Field& field, std::string_view value) {
  const auto fault = [&](const char* code, std::string limit = {}) {
    return Fault{FaultKind::invalid, code, field.id, {{"field", field.name}, {"value", std::move(limit)}}};
  };
  switch (field.type) {
    case FieldType::line:
      if (value.find('\n') != std::string_view::npos) return fault("letters.one_line");
      break;
    case FieldType::day:
    case FieldType::due:
      if (!parse_day(value)) return fault("letters.no_day");
      break;
    case FieldType::number:
      if (!is_number(value)) return fault("letters.no_number");
      break;
    case FieldType::grounds:
      for (const auto id : split(value, ','))
        if (!book().find_ground(trim(id))) return fault("letters.no_ground");
      break;
    case FieldType::text: break;
  }
  if (field.most > 0 && count_characters(value) > field.most)
    return fault("letters.too_long", std::to_string(field.most));
  return std::nullopt;
}
}  // namespace

std::string_view name_of(FieldType type) {
  return types[static_cast<std::size_t>(type)];
}

const Kind* Book::find_kind(std::string_view id) const {
  return find_by(kinds, id);
}
const Field* Book::find_field(std::string_view id) const {
  return find_by(fields, id);
}
const Ground* Book::find_ground(std::string_view id) const {
  return find_by(grounds, id);
}
const Field* Book::field_named(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}
std::string_view Book::element_name(int number) const {
  const auto found = std::ranges::find(elements, number, &Element::number);
  return found == elements.end() ? std::string_view() : std::string_view(found->name);
}

const Book& book() {
  static const Book read = read_book();
  return read;
}

const Kind& kind_of(std::string_view id) {
  const auto* kind = book().find_kind(id);
  if (!kind) throw std::logic_error("no such kind of letter: " + std::string(id));
  return *kind;
}

std::vector<const Field*> fields_of(const Kind& kind) {
  std::vector<const Field*> fields;
  for (const auto& field : book().fields)
    if (belongs(kind, field.id)) fields.push_back(&field);
  return fields;
}

std::vector<const Ground*> grounds_of(const Facts& facts) {
  std::vector<const Ground*> found;
  for (const auto id : split(fact(facts, "grounds"), ','))
    if (const auto* ground = book().find_ground(trim(id))) found.push_back(ground);
  return found;
}

std::string_view fact(const Facts& facts, std::string_view id) {
  const auto found = facts.find(id);
  return found == facts.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Day> day_fact(const Facts& facts, std::string_view id) {
  return parse_day(fact(facts, id));
}

Result<Facts> checked(const Kind& kind, const Facts& facts) {
  Facts clean;
  std::vector<Fault> faults;
  for (const auto& [id, raw] : facts) {
    const auto* field = book().find_field(id);
    if (!field || !belongs(kind, id)) {
      faults.push_back({FaultKind::invalid, "letters.no_such_field", id, {{"field", shorten(clean_utf8(id), 40)}}});
      continue;
    }
    auto value = std::string(trim(clean_utf8(raw)));
    if (value.empty()) continue;
    if (auto fault = fault_of(*field, value)) faults.push_back(*std::move(fault));
    else clean[id] = std::move(value);
  }
  CHECK_OK(all_of(std::move(faults)));
  return clean;
}

}  // namespace gongkai::letters
