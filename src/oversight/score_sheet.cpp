#include "oversight/score_sheet.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "base/assets.hpp"
#include "oversight/prefill.hpp"
#include "platform/json/json.hpp"

namespace gongkai::oversight {

namespace {

[[noreturn]] void broken(const std::string& why) {
  throw std::runtime_error("catalog/oversight: " + why);
}

void finish(json::Reader& reader) {
  if (const auto sound = reader.finish(); !sound) broken(sound.error().field);
}

json::value parsed(std::string_view text) {
  auto value = json::parse(text);
  if (!value) broken("no JSON");
  return *std::move(value);
}

Criterion criterion_of(const json::value& said) {
  json::Reader reader(said);
  Criterion read{.id = reader.text("id"),
                 .name = reader.text("name"),
                 .points = reader.integer("points"),
                 .basis = reader.text_or("basis", ""),
                 .look_at = reader.text("look_at"),
                 .check = reader.text_or("check", "")};
  finish(reader);
  if (read.points < 1) broken(read.id + ": points");
  if (!read.check.empty() && !is_check(read.check)) broken(read.id + ": no check " + read.check);
  return read;
}

}  // namespace

const Criterion* Sheet::find(std::string_view id) const {
  const auto found = std::ranges::find(criteria, id, &Criterion::id);
  return found == criteria.end() ? nullptr : &*found;
}

std::int64_t Sheet::points() const {
  return std::accumulate(criteria.begin(), criteria.end(), std::int64_t{0},
                         [](std::int64_t sum, const Criterion& one) { return sum + one.points; });
}

Sheet parse_sheet(std::string_view text) {
  const auto said = parsed(text);
  json::Reader reader(said);
  Sheet sheet{.edition = reader.text("edition")};
  reader.text_or("about", "");
  for (const auto& one : reader.list("criteria")) {
    auto criterion = criterion_of(one);
    if (sheet.find(criterion.id)) broken(criterion.id + " twice");
    sheet.criteria.push_back(std::move(criterion));
  }
  finish(reader);
  if (sheet.criteria.empty()) broken("no criteria");
  return sheet;
}

const std::string& catalog_sheet_text() {
  static const std::string text(assets::find("catalog/oversight/score_sheet.json").value_or(""));
  return text;
}

const Sheet& catalog_sheet() {
  static const auto sheet = parse_sheet(catalog_sheet_text());
  return sheet;
}

Settings parse_settings(std::string_view text) {
  const auto said = parsed(text);
  json::Reader reader(said);
  reader.text_or("about", "");
  const Settings read{.minimum_for_rank = reader.integer("minimum_for_rank"),
                      .appeal_working_days = static_cast<int>(reader.integer("appeal_working_days")),
                      .longest_words = static_cast<std::size_t>(reader.integer("longest_words"))};
  finish(reader);
  if (read.minimum_for_rank < 1 || read.appeal_working_days < 1) broken("settings.json");
  return read;
}

const Settings& settings() {
  static const auto read = parse_settings(assets::find("catalog/oversight/settings.json").value_or(""));
  return read;
}

}  // namespace gongkai::oversight
