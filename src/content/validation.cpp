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

std::string_view wrong_form(const FieldRule& rule, std::string_view value) {
  switch (rule.kind) {
    case FieldKind::text:
    case FieldKind::long_text: return "";
    case FieldKind::day: return parse_day(value) ? "" : "document.not_a_day";
    case FieldKind::number: return is_number(value) ? "" : "document.not_a_number";
    case FieldKind::document_number: return is_document_number(value) ? "" : "document.not_a_document_number";
    case FieldKind::address:
      return value.starts_with("https://") || value.starts_with("http://") ? "" : "document.not_an_address";
    case FieldKind::choice:
      return std::ranges::find(rule.options, value, &Option::value) != rule.options.end() ? ""
                                                                                          : "document.not_an_option";
  }
  return "";
}

void check_length(std::vector<Fault>& faults, std::string_view field, std::string_view label, std::string_view value,
                  std::size_t max) {
  if (count_characters(value) > max) faults.push_back(fault_at(field, "document.too_long", label, std::to_string(max)));
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
  for (const auto& check : type.checks)
    if (auto fault = failed(check, type, draft.fields, today)) faults.push_back(*std::move(fault));
  return faults;
}

}  // namespace gongkai::content
