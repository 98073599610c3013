// What a document type says about a draft (types.hpp). Pure: no clock, no database.
#include "base/text.hpp"
#include "content/types.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::content {

namespace {

Fault fault_at(std::string_view field, std::string_view code, std::string_view label, std::string_view value = {}) {
  return {FaultKind::invalid,
          std::string(code),
          std::string(field),
          {{"label", std::string(label)}, {"value", std::string(value)}},
          {}};
}

bool is_number(std::string_view text) {
  return text.size() <= 15 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// 发文字号: something before the brackets, a year of four digits in them, a serial and 号 behind: 云政发〔2026〕12号.
bool is_document_number(std::string_view text) {
  const std::string_view open = "〔", close = "〕", end = "号";
  const std::size_t left = text.find(open);
  const std::size_t right = text.find(close);
  if (left == std::string_view::npos || left == 0 || right != left + open.size() + 4 || !text.ends_with(end))
    return false;
  const std::string_view year = text.substr(left + open.size(), 4);
  const std::size_t serial_at = right + close.size();
  if (text.size() <= serial_at + end.size()) return false;
  const std::string_view serial = text.substr(serial_at, text.size() - serial_at - end.size());
  return is_number(year) && is_number(serial) && serial.front() != '0';
}

bool is_year(std::string_view text) {
  return text.size() == 4 && is_number(text) && text >= "1949" && text <= "2199";
}

/// A decimal with at most six places, a sign, thousands apart by commas: -1,234.50.
bool is_money(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = text.find('.');
  std::string whole(text.substr(0, point));
  std::erase(whole, ',');
  const auto places = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  return !whole.empty() && is_number(whole) && !places.empty() && places.size() <= 6 && is_number(places);
}

/// Digits, blanks, brackets and dashes with seven digits at least; several apart by 、 or a comma.
bool is_telephone(std::string_view text) {
  std::string plain(text);
  for (const std::string_view mark : {"、", "，", "；", "转"})
    for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
      plain.replace(at, mark.size(), " ");
  const auto digits = std::ranges::count_if(plain, [](char c) { return c >= '0' && c <= '9'; });
  const auto others = plain.find_first_not_of("0123456789 -+(),/");
  return digits >= 3 && digits <= 60 && others == std::string::npos;
}

bool is_option(const FieldRule& rule, std::string_view value) {
  return std::ranges::find(rule.options, value, &Option::value) != rule.options.end();
}

std::string_view wrong_form(const FieldRule& rule, std::string_view value) {
  switch (rule.kind) {
    case FieldKind::text:
    case FieldKind::long_text: return "";
    case FieldKind::day: return parse_day(value) ? "" : "document.not_a_day";
    case FieldKind::number: return is_number(value) ? "" : "document.not_a_number";
    case FieldKind::document_number: return is_document_number(value) ? "" : "document.not_a_document_number";
    case FieldKind::address:
      return value.starts_with("https://") || value.starts_with("http://") ? "" : "document.not_an_address";
    case FieldKind::choice: return is_option(rule, value) ? "" : "document.not_an_option";
    case FieldKind::choices: {
      const auto all = choices_of(value);
      return std::ranges::all_of(all, [&](const auto& one) { return is_option(rule, one); }) ? ""
                                                                                             : "document.not_an_option";
    }
    case FieldKind::year: return is_year(value) ? "" : "document.not_a_year";
    case FieldKind::money: return is_money(value) ? "" : "document.not_money";
    case FieldKind::person: return count_characters(value) <= 30 ? "" : "document.not_a_person";
    case FieldKind::telephone: return is_telephone(value) ? "" : "document.not_a_telephone";
    case FieldKind::table: return "";  // row by row: check_table
  }
  return "";
}

void check_length(std::vector<Fault>& faults, std::string_view field, std::string_view label, std::string_view value,
                  std::size_t max) {
  if (count_characters(value) > max) faults.push_back(fault_at(field, "document.too_long", label, std::to_string(max)));
}

constexpr std::size_t most_rows = 2'000;

Fault cell_fault(const FieldRule& table, const FieldRule& column, std::size_t row, std::string_view code,
                 std::string_view value) {
  const auto place =
      i18n::text("document.cell", {{"label", table.label}, {"row", std::to_string(row)}, {"column", column.label}});
  return fault_at(table.name, code, place, value);
}

/// Every cell by its column's rule; names the row and the column of each fault.
void check_table(std::vector<Fault>& faults, const FieldRule& table, std::string_view value) {
  const auto rows = table_of(value);
  if (rows.empty() && trim(value) != "[]")
    return faults.push_back(fault_at(table.name, "document.not_a_table", table.label));
  if (rows.size() > most_rows)
    return faults.push_back(fault_at(table.name, "document.too_many_rows", table.label, std::to_string(most_rows)));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const auto& [name, cell] : rows[i])
      if (std::ranges::find(table.columns, name, &FieldRule::name) == table.columns.end())
        faults.push_back(fault_at(table.name, "document.field_unknown", name));
    for (const auto& column : table.columns) {
      const auto cell = value_of(rows[i], column.name);
      if (cell.empty()) continue;
      if (count_characters(cell) > column.max_characters) {
        faults.push_back(cell_fault(table, column, i + 1, "document.too_long", std::to_string(column.max_characters)));
      } else if (const auto code = wrong_form(column, cell); !code.empty()) {
        faults.push_back(cell_fault(table, column, i + 1, code, cell));
      }
    }
  }
}

/// Before it leaves the writer's desk.
void check_missing_cells(std::vector<Fault>& faults, const FieldRule& table, std::string_view value) {
  const auto rows = table_of(value);
  if (table.required && rows.empty()) faults.push_back(fault_at(table.name, "document.field_missing", table.label));
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto& column : table.columns)
      if (column.required && value_of(rows[i], column.name).empty())
        faults.push_back(cell_fault(table, column, i + 1, "document.field_missing", ""));
}

bool is_needed(const Check& check, const Fields& fields) {
  const std::string_view other = value_of(fields, check.other);
  return check.value.empty() ? !other.empty() : other == check.value;
}

std::optional<Fault> failed(const Check& check, const DocumentType& type, const Fields& fields, Day today) {
  const std::string& label = type.find(check.field)->label;
  const std::string_view value = value_of(fields, check.field);
  const auto day = parse_day(value);
  switch (check.kind) {
    case CheckKind::not_in_future:
      if (day && *day > today) return fault_at(check.field, "document.day_in_future", label);
      return std::nullopt;
    case CheckKind::not_before: {
      const auto other = parse_day(value_of(fields, check.other));
      if (day && other && *day < *other)
        return fault_at(check.field, "document.day_too_early", label, type.find(check.other)->label);
      return std::nullopt;
    }
    case CheckKind::needed_with:
      if (value.empty() && is_needed(check, fields)) return fault_at(check.field, "document.field_missing", label);
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Fault> why_not_save(const DocumentType& type, const Draft& draft) {
  std::vector<Fault> faults;
  if (trim(draft.title).empty()) faults.push_back(fault_at("title", "document.title_missing", ""));
  check_length(faults, "title", i18n::text("document.title"), draft.title, type.title_max);
  check_length(faults, "summary", i18n::text("document.summary"), draft.summary, type.summary_max);
  for (const auto& [name, value] : draft.fields) {
    const FieldRule* rule = type.find(name);
    if (!rule) {
      faults.push_back(fault_at(name, "document.field_unknown", name));
      continue;
    }
    if (value.empty()) continue;
    check_length(faults, name, rule->label, value, rule->max_characters);
    if (const auto code = wrong_form(*rule, value); !code.empty())
      faults.push_back(fault_at(name, code, rule->label, value));
    if (rule->kind == FieldKind::table) check_table(faults, *rule, value);
  }
  return faults;
}

std::vector<Fault> why_incomplete(const DocumentType& type, const Draft& draft, std::size_t attachments, Day today) {
  std::vector<Fault> faults = why_not_save(type, draft);
  if (type.body_required && trim(draft.body).empty()) faults.push_back(fault_at("body", "document.body_missing", ""));
  if (attachments > type.attachments_max)
    faults.push_back(
        fault_at("attachments", "document.too_many_attachments", "", std::to_string(type.attachments_max)));
  for (const auto& rule : type.fields)
    if (rule.required && value_of(draft.fields, rule.name).empty())
      faults.push_back(fault_at(rule.name, "document.field_missing", rule.label));
  for (const auto& rule : type.fields)
    if (const auto value = value_of(draft.fields, rule.name); rule.kind == FieldKind::table && !value.empty())
      check_missing_cells(faults, rule, value);
  for (const auto& check : type.checks)
    if (auto fault = failed(check, type, draft.fields, today)) faults.push_back(*std::move(fault));
  return faults;
}

}  // namespace gongkai::content
