#include "catalogue/rules.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace gongkai::catalogue {

namespace {

constexpr std::size_t title_max = 200, text_max = 1000, code_max = 30;
constexpr std::int64_t term_max = 250;

Fault fault(std::string code, std::string field) {
  return {FaultKind::invalid, std::move(code), std::move(field), {}, {}};
}

/// The texts of an item that readers compare, by name.
std::vector<std::pair<std::string, std::string>> texts_of(const Item& item) {
  return {{"title", item.title},   {"class", item.statutory_class},
          {"topic", item.topic},   {"unit", item.unit ? to_text(item.unit) : std::string()},
          {"duty", item.duty},     {"term_days", std::to_string(item.term_days)},
          {"form", item.form},     {"basis", item.basis},
          {"source", item.source}, {"audiences", item.audiences},
          {"type", item.type},     {"column", item.column}};
}

std::vector<FieldChange> changes_of(const Item& before, const Item& after) {
  std::vector<FieldChange> changes;
  const auto old_texts = texts_of(before), new_texts = texts_of(after);
  for (std::size_t i = 0; i < old_texts.size(); ++i)
    if (old_texts[i].second != new_texts[i].second)
      changes.push_back({old_texts[i].first, old_texts[i].second, new_texts[i].second});
  return changes;
}

Day plus_months(Day day, std::int64_t months) {
  const auto month = day.year() * 12 + (day.month() - 1) + static_cast<int>(months);
  // the last day of a short month
  for (int of_month = day.day_of_month(); of_month > 0; --of_month)
    if (const auto found = parse_day(fmt::format("{:04}-{:02}-{:02}", month / 12, month % 12 + 1, of_month)))
      return *found;
  return day;
}

}  // namespace

std::string_view name_of(VersionState state) {
  switch (state) {
    case VersionState::draft: return "draft";
    case VersionState::in_force: return "in_force";
    case VersionState::superseded: return "superseded";
  }
  return "";
}

std::string_view name_of(Timeliness timeliness) {
  switch (timeliness) {
    case Timeliness::unknown: return "unknown";
    case Timeliness::running: return "running";
    case Timeliness::overdue: return "overdue";
    case Timeliness::in_time: return "in_time";
    case Timeliness::late: return "late";
  }
  return "";
}

const Version* in_force(std::span<const Version> versions) {
  const Version* newest = nullptr;
  for (const auto& version : versions)
    if (version.published_at && (!newest || version.number > newest->number)) newest = &version;
  return newest;
}

VersionState state_of(const Version& version, std::span<const Version> all_of_catalogue) {
  if (!version.published_at) return VersionState::draft;
  const auto* newest = in_force(all_of_catalogue);
  return newest && newest->number > version.number ? VersionState::superseded : VersionState::in_force;
}

std::vector<Fault> why_not_item(const Item& item, const Statute& statute) {
  std::vector<Fault> faults;
  if (trim(item.code).empty() || count_characters(item.code) > code_max)
    faults.push_back(fault("catalogue.code_wrong", "code"));
  if (trim(item.title).empty() || count_characters(item.title) > title_max)
    faults.push_back(fault("catalogue.title_wrong", "title"));
  if (!statute.find_class(item.statutory_class)) faults.push_back(fault("catalogue.class_unknown", "class"));
  if (!item.topic.empty() && !statute.find_topic(item.topic))
    faults.push_back(fault("catalogue.topic_unknown", "topic"));
  const bool has_duty = !item.duty.empty();
  if (has_duty && !statute.find_duty(item.duty)) faults.push_back(fault("catalogue.duty_unknown", "duty"));
  if (has_duty == static_cast<bool>(item.unit)) faults.push_back(fault("catalogue.unit_or_duty", "unit"));
  if (item.term_days < 1 || item.term_days > term_max) faults.push_back(fault("catalogue.term_wrong", "term_days"));
  for (const auto* text : {&item.form, &item.basis, &item.source})
    if (count_characters(*text) > text_max)
      faults.push_back(fault("catalogue.text_too_long", text == &item.basis  ? "basis"
                                                        : text == &item.form ? "form"
                                                                             : "source"));
  if (!item.audiences.empty())
    for (const auto audience : split(item.audiences, ','))
      if (!statute.is_audience(audience)) faults.push_back(fault("catalogue.audience_unknown", "audiences"));
  return faults;
}

std::vector<Fault> why_not_publish(const Version& version, std::span<const Item> items) {
  std::vector<Fault> faults;
  if (version.published_at) faults.push_back({FaultKind::conflict, "catalogue.already_published", {}, {}, {}});
  if (items.empty()) faults.push_back(fault("catalogue.no_items", "items"));
  return faults;
}

std::vector<ItemChange> compare(std::span<const Item> before, std::span<const Item> after) {
  std::vector<ItemChange> changes;
  std::map<std::string_view, const Item*> old_items;
  for (const auto& item : before) old_items.emplace(item.code, &item);
  for (const auto& item : after) {
    const auto old = old_items.find(item.code);
    if (old == old_items.end()) {
      changes.push_back({ItemChange::What::added, item});
      continue;
    }
    if (auto fields = changes_of(*old->second, item); !fields.empty())
      changes.push_back({ItemChange::What::changed, item, std::move(fields)});
    old_items.erase(old);
  }
  for (const auto& item : before)
    if (old_items.contains(item.code)) changes.push_back({ItemChange::What::removed, item});
  return changes;
}

bool falls_to(const Item& item, const directory::Unit& unit, const Statute& statute) {
  if (item.unit) return item.unit == unit.id;
  const auto* duty = statute.find_duty(item.duty);
  return duty && std::ranges::find(duty->units, unit.kind) != duty->units.end();
}

bool fulfils(const Filed& filed, const Item& item, CatalogueId catalogue) {
  if (filed.catalogue && filed.catalogue == catalogue) return filed.code == item.code;
  if (item.type.empty() && item.column.empty()) return filed.statutory_class == item.statutory_class;
  return (item.type.empty() || item.type == filed.type) && (item.column.empty() || item.column == filed.column);
}

Timing timing_of(std::optional<Day> formed_on, std::int64_t term_days, std::optional<Day> published_on, Day today,
                 const WorkCalendar& calendar) {
  if (!formed_on || term_days < 1) return {};
  Timing timing{.due = calendar.add(*formed_on, static_cast<int>(term_days))};
  for (int year = formed_on->year(); year <= timing.due->year(); ++year)
    timing.provisional = timing.provisional || calendar.status_of(year) == YearStatus::provisional;
  const Day until = published_on.value_or(today);
  if (until > *timing.due) timing.days_late = calendar.count(*timing.due, until);
  const bool is_late = until > *timing.due;
  if (published_on) timing.timeliness = is_late ? Timeliness::late : Timeliness::in_time;
  else timing.timeliness = is_late ? Timeliness::overdue : Timeliness::running;
  return timing;
}

Day review_due(const Unpublished& document, const Statute& statute) {
  const auto months = document.attribute == content::Disclosure::withheld ? statute.review_months_withheld
                                                                          : statute.review_months_on_request;
  return plus_months(document.reviewed_at.value_or(document.filed_at).day(), months);
}

std::vector<Fault> why_not_decide(content::Disclosure decision, std::string_view ground) {
  if (decision == content::Disclosure::undecided) return {fault("catalogue.decision_missing", "decision")};
  if (decision != content::Disclosure::proactive && !content::find_ground(ground))
    return {fault("catalogue.ground_missing", "ground")};
  return {};
}

}  // namespace gongkai::catalogue
