#include "catalogue/statute.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::catalogue {

namespace {

json::object file(std::string_view name) {
  const auto path = "catalog/catalogue/" + std::string(name);
  const auto text = assets::find(path);
  if (!text) throw std::logic_error(path + " is not embedded");
  auto value = json::parse(*text);
  if (!value || !value->is_object()) throw std::logic_error(path + " is no JSON object");
  return std::move(value->get_object());
}

std::string text_at(const json::value& value, std::string_view key) {
  return std::string(value.at(key).as_string());
}

std::vector<std::string> texts_at(const json::value& value, std::string_view key) {
  std::vector<std::string> texts;
  for (const auto& one : value.at(key).as_array()) texts.emplace_back(one.as_string());
  return texts;
}

std::vector<directory::UnitKind> kinds_at(const json::value& value) {
  std::vector<directory::UnitKind> kinds;
  for (const auto& name : texts_at(value, "units")) {
    const auto kind = directory::parse_unit_kind(name);
    if (!kind) throw std::logic_error("no kind of unit: " + name);
    kinds.push_back(*kind);
  }
  return kinds;
}

std::vector<Word> words_at(const json::object& object, std::string_view key, std::string_view id = "value") {
  std::vector<Word> words;
  for (const auto& one : object.at(key).as_array()) words.push_back({text_at(one, id), text_at(one, "label")});
  return words;
}

void read_articles(Statute& statute) {
  const auto classes = file("article20.json");
  statute.classes_source = std::string(classes.at("source").as_string());
  for (const auto& one : classes.at("classes").as_array())
    statute.classes.push_back({text_at(one, "id"), text_at(one, "short"), text_at(one, "label")});
  const auto levels = file("article21.json");
  statute.topics_source = std::string(levels.at("source").as_string());
  for (const auto& one : levels.at("levels").as_array())
    statute.levels.push_back(
        {text_at(one, "id"), text_at(one, "label"), kinds_at(one), words_at(one.as_object(), "topics", "id")});
}

void read_vocabularies(Statute& statute) {
  const auto words = file("vocabularies.json");
  for (const auto& one : words.at("duties").as_array())
    statute.duties.push_back({text_at(one, "value"), text_at(one, "label"), kinds_at(one)});
  statute.forms = words_at(words, "forms");
  statute.audiences = words_at(words, "audiences");
  statute.formed_fields = texts_at(json::value(words), "formed_fields");
  statute.review_months_on_request = words.at("review_months").at("on_request").as_int64();
  statute.review_months_withheld = words.at("review_months").at("withheld").as_int64();
}

void read_platform(Statute& statute) {
  const auto platform = file("blocks.json");
  statute.platform_name = std::string(platform.at("name").as_string());
  for (const auto& one : platform.at("blocks").as_array())
    statute.blocks.push_back({text_at(one, "id"), text_at(one, "name"), text_at(one, "about"), texts_at(one, "types"),
                              texts_at(one, "columns")});
  const auto& budget = platform.at("budget");
  statute.budget = {.types = texts_at(budget, "types"),
                    .year_field = text_at(budget, "year_field"),
                    .kind_field = text_at(budget, "kind_field"),
                    .budget_values = texts_at(budget, "budget_values"),
                    .account_values = texts_at(budget, "account_values"),
                    .units = kinds_at(budget)};
}

template <class T, class Member>
const T* found(const std::vector<T>& items, std::string_view wanted, Member member) {
  const auto at = std::ranges::find(items, wanted, member);
  return at == items.end() ? nullptr : &*at;
}

}  // namespace

const StatutoryClass* Statute::find_class(std::string_view id) const {
  return found(classes, id, &StatutoryClass::id);
}
const Word* Statute::find_topic(std::string_view id) const {
  for (const auto& level : levels)
    if (const auto* topic = found(level.topics, id, &Word::value)) return topic;
  return nullptr;
}
const Duty* Statute::find_duty(std::string_view value) const {
  return found(duties, value, &Duty::value);
}
const Block* Statute::find_block(std::string_view id) const {
  return found(blocks, id, &Block::id);
}
bool Statute::is_audience(std::string_view value) const {
  return found(audiences, value, &Word::value) != nullptr;
}

const StatutoryClass* Statute::understand_class(std::string_view text) const {
  for (const auto& one : classes)
    if (text == one.id || fold(text) == fold(one.label) || fold(text) == fold(one.name)) return &one;
  return nullptr;
}

const Statute& statute() {
  static const Statute read = [] {
    Statute statute;
    read_articles(statute);
    read_vocabularies(statute);
    read_platform(statute);
    return statute;
  }();
  return read;
}

}  // namespace gongkai::catalogue
