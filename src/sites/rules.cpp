#include "sites/rules.hpp"

#include <cmath>

#include "base/assets.hpp"
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::sites {

namespace {

constexpr double readable_contrast = 4.5;  // WCAG 2.2, 1.4.3

constexpr double linear(unsigned char part) {
  const double v = part / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

bool is_address(std::string_view address) {
  const bool known = address.empty() || (address.starts_with('/') && !address.starts_with("//")) ||
                     address.starts_with("https://") || address.starts_with("http://");
  return known && address.size() <= 500 && std::ranges::all_of(address, [](char c) {
           return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '\\' && c != '"' && c != '<';
         });
}

std::vector<ColumnSet> read_column_sets() {
  std::vector<ColumnSet> sets;
  const auto parsed = json::parse(assets::find("catalog/sites/column_sets.json").value());
  for (const auto& one : parsed.value().as_array()) {
    json::Reader reader(one);
    ColumnSet set{.id = reader.text("id"), .name = reader.text("name"), .about = reader.text_or("about", "")};
    for (const auto& entry : reader.list("columns")) {
      json::Reader column(entry);
      set.columns.push_back({.slug = column.text("slug"),
                             .below = column.text_or("below", ""),
                             .name = column.text("name"),
                             .about = column.text_or("about", ""),
                             .kind = column.text_or("kind", ""),
                             .update_days = column.integer_or("update_days", 0)});
      if (!column.finish()) throw std::runtime_error("catalog/sites/column_sets.json: " + set.id);
    }
    if (!reader.finish()) throw std::runtime_error("catalog/sites/column_sets.json");
    sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace

std::int64_t month_of(Day day) {
  return month_of(day.year(), static_cast<unsigned>(day.month()));
}

std::string_view name_of(TopicState state) {
  switch (state) {
    case TopicState::open: return "open";
    case TopicState::unchecked: return "unchecked";
    case TopicState::archived: return "archived";
  }
  return "open";
}

std::string_view name_of(probe::Outcome outcome) {
  switch (outcome) {
    case probe::Outcome::alive: return "alive";
    case probe::Outcome::gone: return "gone";
    case probe::Outcome::unreachable: return "unreachable";
    case probe::Outcome::refused: return "refused";
  }
  return "unreachable";
}

TopicState state_of(const Topic& topic, const std::vector<TopicCheck>& checks, Day today) {
  if (topic.archived_on) return TopicState::archived;
  const auto month = month_of(today);
  if (month_of(topic.opened_on) >= month) return TopicState::open;
  const bool checked = std::ranges::any_of(checks, [&](const TopicCheck& check) { return check.month == month; });
  return checked ? TopicState::open : TopicState::unchecked;
}

std::vector<Fault> why_not_notice_bar(const NoticeBarFields& fields, Instant now) {
  std::vector<Fault> faults;
  const auto fault = [&](const char* code, const char* field) {
    faults.push_back({FaultKind::invalid, code, field, {}, {}});
  };
  if (trim(fields.words).empty() || count_characters(fields.words) > 60) fault("sites.words_wrong", "words");
  if (!is_address(fields.address)) fault("sites.address_wrong", "address");
  if (fields.last_at <= fields.first_at) fault("sites.period_wrong", "last_at");
  else if (fields.last_at <= now) fault("sites.period_over", "last_at");
  // a notice that never goes is no notice
  else if (fields.last_at.micros - fields.first_at.micros > 366LL * 86'400 * 1'000'000)
    fault("sites.period_long", "last_at");
  return faults;
}

std::vector<Fault> why_not_appearance(const AppearanceFields& fields) {
  std::vector<Fault> faults;
  const auto fault = [&](const char* code, const char* field) {
    faults.push_back({FaultKind::invalid, code, field, {}, {}});
  };
  const auto is_one_of = [](std::string_view word, std::initializer_list<std::string_view> known) {
    return word.empty() || std::ranges::find(known, word) != known.end();
  };
  const auto contrast = contrast_with_white(fields.accent);
  if (!contrast) fault("sites.colour_wrong", "accent");
  else if (*contrast < readable_contrast)
    faults.push_back(
        {FaultKind::invalid, "sites.contrast_low", "accent", {{"ratio", fmt::format("{:.2f}", *contrast)}}, {}});
  if (count_characters(fields.mark) > 2) fault("sites.mark_long", "mark");
  if (!is_one_of(fields.corners, {"round", "square"})) fault("sites.corners_unknown", "corners");
  if (!is_one_of(fields.home, {"services", "news", "disclosure"})) fault("sites.home_unknown", "home");
  return faults;
}

std::optional<double> contrast_with_white(std::string_view colour) {
  if (colour.size() != 7 || colour[0] != '#') return std::nullopt;
  const auto bytes = from_hex(colour.substr(1));
  if (!bytes) return std::nullopt;
  const auto part = [&](std::size_t i) { return linear(static_cast<unsigned char>((*bytes)[i])); };
  return 1.05 / ((0.2126 * part(0)) + (0.7152 * part(1)) + (0.0722 * part(2)) + 0.05);
}

const std::vector<ColumnSet>& column_sets() {
  static const std::vector<ColumnSet> sets = read_column_sets();
  return sets;
}

}  // namespace gongkai::sites
