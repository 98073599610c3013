#include "policy/catalog.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::policy {

namespace {

void add_fault(std::vector<Fault>& faults, std::string place) {
  faults.push_back({FaultKind::invalid, "policy.catalog_broken", {}, {{"place", std::move(place)}}});
}

std::string text_at(const json::object& from, std::string_view key) {
  const auto* value = from.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_at(const json::object& from, std::string_view key, std::int64_t fallback) {
  const auto* value = from.if_contains(key);
  return value && value->is_int64() ? value->get_int64() : fallback;
}

const json::object& object_at(const json::object& from, std::string_view key) {
  static const json::object none;
  const auto* value = from.if_contains(key);
  return value && value->is_object() ? value->get_object() : none;
}

const json::array& array_at(const json::object& from, std::string_view key) {
  static const json::array none;
  const auto* value = from.if_contains(key);
  return value && value->is_array() ? value->get_array() : none;
}

std::vector<std::string> texts_at(const json::object& from, std::string_view key) {
  std::vector<std::string> texts;
  for (const auto& value : array_at(from, key))
    if (value.is_string()) texts.emplace_back(value.get_string());
  return texts;
}

InterpretationRules read_interpretation(const json::object& from, std::vector<Fault>& faults) {
  const InterpretationRules rules{.within_working_days = number_at(from, "within_working_days", -1),
                                  .letter_number = text_at(from, "letter_number"),
                                  .plan_number = text_at(from, "plan_number")};
  if (rules.within_working_days < 0 || rules.within_working_days > 60)
    add_fault(faults, "settings.json interpretation.within_working_days");
  for (const auto* pattern : {&rules.letter_number, &rules.plan_number})
    if (pattern->find("{serial}") == std::string::npos) add_fault(faults, "settings.json interpretation.…_number");
  return rules;
}

LedgerRules read_ledger(const json::object& from, std::vector<Fault>& faults) {
  LedgerRules rules{.number_pattern = text_at(from, "number_pattern"),
                    .evaluation_days = static_cast<int>(number_at(from, "evaluation_days", 30)),
                    .filing_days = static_cast<int>(number_at(from, "filing_days", 15))};
  for (const auto& days : array_at(from, "warn_days"))
    if (days.is_int64()) rules.warn_days.push_back(static_cast<int>(days.get_int64()));
  if (rules.warn_days.empty() || !std::ranges::is_sorted(rules.warn_days, std::greater{}) ||
      rules.warn_days.back() <= 0)
    add_fault(faults, "settings.json ledger.warn_days");
  for (const auto& name : texts_at(from, "counts_as_repealed")) {
    const auto standing = parse_standing(name);
    if (standing && has_ended(*standing)) rules.counts_as_repealed.push_back(*standing);
    else add_fault(faults, "settings.json ledger.counts_as_repealed " + name);
  }
  for (const auto& row : array_at(from, "rows")) {
    if (!row.is_object()) continue;
    const auto& object = row.get_object();
    rules.rows.push_back({text_at(object, "id"), text_at(object, "label"), texts_at(object, "types")});
    if (rules.rows.back().id.empty() || rules.rows.back().label.empty() || rules.rows.back().types.empty())
      add_fault(faults, "settings.json ledger.rows");
  }
  if (rules.rows.empty()) add_fault(faults, "settings.json ledger.rows");
  return rules;
}

std::vector<NamedChoice> read_choices(const json::array& from, std::string_view id, std::string_view label,
                                      std::string_view place, std::vector<Fault>& faults) {
  std::vector<NamedChoice> choices;
  for (const auto& one : from) {
    if (!one.is_object()) continue;
    choices.push_back({text_at(one.get_object(), id), text_at(one.get_object(), label)});
    if (choices.back().id.empty() || choices.back().label.empty()) add_fault(faults, std::string(place));
  }
  return choices;
}

ElementList read_element_list(const json::object& lists, const json::object& words, std::string_view type,
                              std::vector<Fault>& faults) {
  ElementList list;
  for (const bool required : {true, false})
    for (const auto& id : texts_at(lists, required ? "required" : "wanted")) {
      const auto& word = object_at(words, id);
      list.push_back({id, text_at(word, "label"), text_at(word, "hint"), required});
      if (list.back().label.empty()) add_fault(faults, fmt::format("elements.json {}: {}", type, id));
    }
  return list;
}

json::object parse_object(std::string_view text, std::string_view file, std::vector<Fault>& faults) {
  const auto value = json::parse(text);
  if (value && value->is_object()) return value->get_object();
  add_fault(faults, std::string(file));
  return {};
}

}  // namespace

const ElementList& Catalog::elements_for(std::string_view type) const {
  static const ElementList none;
  for (const auto name : {type, std::string_view("other")})
    if (const auto found = elements.find(std::string(name)); found != elements.end()) return found->second;
  return none;
}

std::string_view Catalog::series_name(std::string_view prefix) const {
  const auto found = std::ranges::find(series, prefix, &NamedChoice::id);
  return found == series.end() ? std::string_view() : found->label;
}

Result<Catalog> parse_catalog(std::string_view settings, std::string_view series, std::string_view elements) {
  std::vector<Fault> faults;
  const auto rules = parse_object(settings, "settings.json", faults);
  const auto prefixes = parse_object(series, "series.json", faults);
  const auto words = parse_object(elements, "elements.json", faults);
  CHECK_OK(all_of(std::move(faults)));
  faults.clear();
  Catalog found{.interpretation = read_interpretation(object_at(rules, "interpretation"), faults),
                .ledger = read_ledger(object_at(rules, "ledger"), faults),
                .series = read_choices(array_at(prefixes, "series"), "prefix", "name", "series.json", faults),
                .channels = read_choices(array_at(words, "channels"), "id", "label", "elements.json channels", faults)};
  for (const auto& [type, lists] : object_at(words, "types"))
    if (lists.is_object())
      found.elements[std::string(type)] =
          read_element_list(lists.get_object(), object_at(words, "elements"), type, faults);
  if (!found.elements.contains("other")) add_fault(faults, "elements.json types.other");
  CHECK_OK(all_of(std::move(faults)));
  return found;
}

const Catalog& catalog() {
  static const Catalog loaded = [] {
    const auto file = [](std::string_view name) {
      return assets::find("catalog/policy/" + std::string(name)).value_or(std::string_view());
    };
    auto parsed = parse_catalog(file("settings.json"), file("series.json"), file("elements.json"));
    if (!parsed) throw std::runtime_error("catalog/policy is broken: " + parsed.error().details.front().second);
    return *std::move(parsed);
  }();
  return loaded;
}

}  // namespace gongkai::policy
