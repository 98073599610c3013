#include "casework/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"

namespace gongkai::casework {

namespace {

std::string text_or(const json::object& from, std::string_view key, std::string_view fallback = {}) {
  const auto* value = from.if_contains(key);
  return value ? std::string(value->as_string()) : std::string(fallback);
}

[[noreturn]] void broken(const Kind& kind, const std::string& what) {
  throw std::runtime_error(fmt::format("the case kind {}: {}", kind.id, what));
}

Stage read_stage(const json::object& said) {
  const auto* open = said.if_contains("open");
  return {.id = text_or(said, "id"),
          .name = text_or(said, "name"),
          .public_words = text_or(said, "public"),
          .is_open = !open || open->as_bool()};
}

Act read_act(const json::object& said) {
  Act act{.id = text_or(said, "id"),
          .name = text_or(said, "name"),
          .permission = text_or(said, "permission"),
          .to = text_or(said, "to"),
          .public_words = text_or(said, "public")};
  if (const auto* from = said.if_contains("from"))
    for (const auto& stage : from->as_array()) act.from.emplace_back(stage.as_string());
  return act;
}

void check(const Kind& kind) {
  if (kind.id.empty() || kind.name.empty() || kind.number.empty() || kind.read_permission.empty())
    broken(kind, "id, name, number or read_permission is missing");
  const auto known = [&](const std::string& stage) { return stage == "*" || kind.find_stage(stage) != nullptr; };
  bool begins = false;
  for (const auto& act : kind.acts) {
    begins |= act.from.empty();
    if (act.id.empty() || act.name.empty()) broken(kind, "an act without id or name");
    if (act.from.empty() && act.to.empty()) broken(kind, act.id + " begins nowhere");
    if (!act.to.empty() && !known(act.to)) broken(kind, act.id + " leads to an unknown stage");
    if (!std::ranges::all_of(act.from, known)) broken(kind, act.id + " comes from an unknown stage");
    if (kind.find_act(act.id) != &act) broken(kind, act.id + " is declared twice");
  }
  if (!begins) broken(kind, "no act begins it");
}

std::vector<Kind> read_all() {
  std::vector<Kind> all;
  for (const auto& asset : assets::under("catalog/cases/"))
    if (asset.path.ends_with(".json")) all.push_back(parse_kind(asset.content));
  return all;
}

}  // namespace

const Stage* Kind::find_stage(std::string_view wanted) const {
  const auto found = std::ranges::find(stages, wanted, &Stage::id);
  return found == stages.end() ? nullptr : &*found;
}

const Act* Kind::find_act(std::string_view wanted) const {
  const auto found = std::ranges::find(acts, wanted, &Act::id);
  return found == acts.end() ? nullptr : &*found;
}

Kind parse_kind(std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed || !parsed->is_object()) throw std::runtime_error("a case kind is no JSON object");
  Kind kind;
  try {
    const auto& said = parsed->get_object();
    kind.id = text_or(said, "id");
    kind.name = text_or(said, "name");
    kind.number = text_or(said, "number");
    kind.read_permission = text_or(said, "read_permission");
    kind.retention = text_or(said, "retention");
    for (const auto& stage : said.at("stages").as_array()) kind.stages.push_back(read_stage(stage.as_object()));
    for (const auto& act : said.at("acts").as_array()) kind.acts.push_back(read_act(act.as_object()));
  } catch (const std::exception& error) {
    broken(kind, error.what());
  }
  check(kind);
  return kind;
}

const std::vector<Kind>& kinds() {
  static const auto all = read_all();
  return all;
}

const Kind* find_kind(std::string_view id) {
  const auto found = std::ranges::find(kinds(), id, &Kind::id);
  return found == kinds().end() ? nullptr : &*found;
}

const Kind& kind_of(std::string_view id) {
  if (const auto* kind = find_kind(id)) return *kind;
  throw std::logic_error(fmt::format("no kind of case is called {}", id));
}

std::string stage_after(const Kind& kind, const std::vector<Event>& events) {
  for (auto event = events.rbegin(); event != events.rend(); ++event)
    if (const auto* act = kind.find_act(event->act); act && !act->to.empty()) return act->to;
  return {};
}

std::optional<Fault> why_not(const Kind& kind, std::string_view stage, std::string_view id) {
  const auto* act = kind.find_act(id);
  if (!act) return Fault{FaultKind::invalid, "case.act_unknown", "act", {{"act", std::string(id)}}, {}};
  const bool begins = act->from.empty();
  const bool fits = begins ? stage.empty()
                           : !stage.empty() && (std::ranges::find(act->from, stage) != act->from.end() ||
                                                std::ranges::find(act->from, "*") != act->from.end());
  if (fits) return std::nullopt;
  const auto* at = kind.find_stage(stage);
  return Fault{FaultKind::conflict, "case.act_not_now", "", {{"act", act->name}, {"stage", at ? at->name : ""}}, {}};
}

}  // namespace gongkai::casework
