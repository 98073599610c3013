#include "site_report/rules.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::site_report {

namespace {

constexpr std::size_t most_digits = 12;

Fault fault_at(const Row& row, std::string code) {
  return {FaultKind::invalid, std::move(code), row.id, {{"label", row.label}}, {}};
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_leading_zeros(std::string_view digits) {
  const auto first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return std::string(digits.substr(first));
}

/// "12" and, for a decimal, "12.5"; nothing for anything else.
std::optional<std::string> number_of(std::string_view text, bool decimal) {
  const auto point = decimal ? text.find('.') : std::string_view::npos;
  const auto whole = text.substr(0, point);
  if (!is_digits(whole) || whole.size() > most_digits) return std::nullopt;
  if (point == std::string_view::npos) return without_leading_zeros(whole);
  const auto tenths = text.substr(point + 1);
  if (tenths.size() != 1 || !is_digits(tenths)) return std::nullopt;
  return without_leading_zeros(whole) + "." + std::string(tenths);
}

Result<std::string> checked_value(const Row& row, std::string_view text) {
  if (text.empty()) return std::string();
  switch (row.kind) {
    case Kind::number:
    case Kind::decimal: {
      const bool decimal = row.kind == Kind::decimal;
      if (auto number = number_of(text, decimal)) return *std::move(number);
      return std::unexpected(fault_at(row, decimal ? "site_report.not_a_decimal" : "site_report.not_a_number"));
    }
    case Kind::text:
      if (count_characters(text) <= most_value) return std::string(text);
      return std::unexpected(fault_at(row, "site_report.value_long"));
    case Kind::choice:
      if (std::ranges::find(row.options, text) != row.options.end()) return std::string(text);
      return std::unexpected(fault_at(row, "site_report.not_an_option"));
  }
  return std::string();
}

const Filled& filled_of(const Sheet& sheet, std::string_view id) {
  return *std::ranges::find_if(sheet, [&](const Filled& filled) { return filled.row->id == id; });
}

/// Nothing while a row is empty: that is said of the row itself.
std::optional<std::int64_t> sum_of(const Sheet& sheet, const std::vector<std::string>& ids) {
  std::int64_t sum = 0;
  for (const auto& id : ids) {
    const auto& value = filled_of(sheet, id).value;
    std::int64_t number = 0;
    if (value.empty()) return std::nullopt;
    std::from_chars(value.data(), value.data() + value.size(), number);
    sum += number;
  }
  return sum;
}

std::string labels_of(const Sheet& sheet, const std::vector<std::string>& ids) {
  std::string labels;
  for (const auto& id : ids) labels += (labels.empty() ? "" : "＋") + filled_of(sheet, id).row->label;
  return labels;
}

std::optional<Fault> why_broken(const Identity& identity, const Sheet& sheet) {
  const auto left = sum_of(sheet, identity.left), right = sum_of(sheet, identity.right);
  if (!left || !right || (identity.equal ? *left == *right : *left <= *right)) return std::nullopt;
  return Fault{FaultKind::invalid,
               identity.equal ? "site_report.not_equal" : "site_report.too_much",
               identity.left.front(),
               {{"left", labels_of(sheet, identity.left)},
                {"right", labels_of(sheet, identity.right)},
                {"sum", std::to_string(*left)},
                {"total", std::to_string(*right)}},
               {}};
}

json::object to_json(const Filled& filled) {
  return {{"id", filled.row->id},
          {"label", filled.row->label},
          {"unit", filled.row->unit},
          {"value", filled.value},
          {"how", filled.row->how},
          {"note", filled.note},
          {"counted", filled.row->is_counted()}};
}

std::string text_at(const json::value& value, std::string_view name) {
  return std::string(value.at(name).as_string());
}

}  // namespace

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::running: return "running";
    case Standing::open: return "open";
    case Standing::overdue: return "overdue";
    case Standing::published: return "published";
    case Standing::late: return "late";
  }
  return "";
}

Result<Entry> checked(const Row& row, Entry entry) {
  entry.value = trim(entry.value);
  entry.note = trim(entry.note);
  std::vector<Fault> faults;
  if (count_characters(entry.note) > most_note) faults.push_back(fault_at(row, "site_report.note_long"));
  if (row.is_counted()) {
    if (!entry.value.empty()) faults.push_back(fault_at(row, "site_report.counted"));
  } else if (auto value = checked_value(row, entry.value)) {
    entry.value = *std::move(value);
  } else {
    faults.push_back(value.error());
  }
  CHECK_OK(all_of(std::move(faults)));
  return entry;
}

Sheet sheet_of(const Form& form, const Counts& counts, const std::vector<Entry>& entries) {
  Sheet sheet;
  for (const auto& part : form.parts)
    for (const auto& row : part.rows) {
      Filled filled{.row = &row};
      if (const auto entry = std::ranges::find(entries, row.id, &Entry::item); entry != entries.end())
        filled = {&row, entry->value, entry->note, entry->entered_by, entry->entered_at};
      if (row.is_counted()) {
        const auto count = counts.find(row.id);
        filled.value = count == counts.end() ? "" : count->second;
      }
      sheet.push_back(std::move(filled));
    }
  return sheet;
}

std::vector<Fault> why_incomplete(const Form& form, const Sheet& sheet) {
  std::vector<Fault> faults;
  for (const auto& filled : sheet) {
    const auto& row = *filled.row;
    if (row.is_counted()) {
      if (filled.value.empty()) faults.push_back(fault_at(row, "site_report.not_registered"));
      continue;
    }
    if (filled.value.empty() && !row.optional) faults.push_back(fault_at(row, "site_report.value_missing"));
    if (!filled.value.empty() && filled.note.empty() && row.needs_source)
      faults.push_back(fault_at(row, "site_report.source_missing"));
  }
  for (const auto& identity : form.identities)
    if (auto fault = why_broken(identity, sheet)) faults.push_back(*std::move(fault));
  return faults;
}

Day due_of(const Form& form, std::int64_t year) {
  return Day::of(static_cast<int>(year) + 1, form.due_month, form.due_day);
}

Standing standing_of(const Form& form, std::int64_t year, std::optional<Day> published_on, Day today) {
  const Day due = due_of(form, year);
  if (published_on) return *published_on <= due ? Standing::published : Standing::late;
  if (today.year() <= year) return Standing::running;
  return today <= due ? Standing::open : Standing::overdue;
}

std::string frozen_text(const Form& form, const Sheet& sheet, const Heading& heading) {
  json::array parts;
  auto filled = sheet.begin();
  for (const auto& part : form.parts) {
    json::array rows;
    for (std::size_t i = 0; i < part.rows.size(); ++i) rows.push_back(to_json(*filled++));
    parts.push_back(json::object{{"name", part.name}, {"rows", std::move(rows)}});
  }
  return json::to_string(json::object{{"site", heading.site},
                                      {"site_code", heading.site_code},
                                      {"year", heading.year},
                                      {"edition", heading.edition},
                                      {"published_at", to_iso(heading.published_at)},
                                      {"reason", heading.reason},
                                      {"source", form.source},
                                      {"parts", std::move(parts)}});
}

std::vector<FrozenPart> parts_of(std::string_view frozen) {
  std::vector<FrozenPart> parts;
  const auto whole = json::parse(frozen).value();
  for (const auto& part : whole.at("parts").as_array()) {
    FrozenPart read{.name = text_at(part, "name")};
    for (const auto& row : part.at("rows").as_array())
      read.rows.push_back({text_at(row, "label"), text_at(row, "unit"), text_at(row, "value"), text_at(row, "how"),
                           text_at(row, "note")});
    parts.push_back(std::move(read));
  }
  return parts;
}

}  // namespace gongkai::site_report
