#include "remedies/settings.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"

namespace gongkai::remedies {

namespace {

constexpr std::string_view file = "catalog/remedies/settings.json";

[[noreturn]] void broken(const std::string& why) {
  throw std::runtime_error(std::string(file) + ": " + why);
}

void finish(json::Reader& reader) {
  if (const auto sound = reader.finish(); !sound) broken(sound.error().field);
}

AnswerTerm term_of(const json::value& said) {
  json::Reader reader(said);
  AnswerTerm term{.id = reader.text("id"),
                  .days = static_cast<int>(reader.integer("days")),
                  .working = reader.boolean_or("working", true),
                  .source = reader.text("source")};
  finish(reader);
  return term;
}

Disposition disposition_of(const json::value& said) {
  json::Reader reader(said);
  Disposition read{.id = reader.text("id"), .name = reader.text("name"), .kind = reader.text("for")};
  const auto verdict = parse_verdict(reader.text("result"));
  finish(reader);
  if (!verdict) broken(read.id);
  read.verdict = *verdict;
  return read;
}

}  // namespace

const AnswerTerm& Settings::term(std::string_view id) const {
  const auto found = std::ranges::find(terms, id, &AnswerTerm::id);
  if (found == terms.end()) broken(std::string(id));
  return *found;
}

const Disposition* Settings::disposition(std::string_view kind, std::string_view id) const {
  const auto found =
      std::ranges::find_if(dispositions, [&](const Disposition& d) { return d.kind == kind && d.id == id; });
  return found == dispositions.end() ? nullptr : &*found;
}

Settings parse_settings(std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed) broken("no JSON");
  json::Reader reader(*parsed);
  Settings read{.warn_working_days = static_cast<int>(reader.integer("warn_working_days"))};
  for (const auto& said : reader.list("terms")) read.terms.push_back(term_of(said));
  for (const auto& said : reader.list("dispositions")) read.dispositions.push_back(disposition_of(said));
  finish(reader);
  return read;
}

const Settings& settings() {
  static const auto read = parse_settings(assets::find(file).value_or(""));
  return read;
}

}  // namespace gongkai::remedies
