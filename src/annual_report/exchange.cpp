#include "annual_report/exchange.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "report_format/identities.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::CellKind;
using report_format::CellName;
using report_format::Count;
using report_format::MoneyUnit;

constexpr std::string_view schema = "gongkai-annual-report-1";
constexpr std::int64_t greatest = 1'000'000'000'000'000;

std::string place_of(const CellName& cell) {
  return fmt::format("{}.{}.{}", report_format::name_of(cell.table), cell.row, cell.column);
}

std::string_view name_of(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::none: return "";
    case MoneyUnit::yuan: return "元";
    case MoneyUnit::ten_thousand: return "万元";
    case MoneyUnit::hundred_million: return "亿元";
  }
  return "";
}

std::optional<MoneyUnit> parse_unit(std::string_view name) {
  for (const auto unit : {MoneyUnit::none, MoneyUnit::yuan, MoneyUnit::ten_thousand, MoneyUnit::hundred_million})
    if (name_of(unit) == name) return unit;
  return std::nullopt;
}

json::object& member(json::object& parent, std::string_view key) {
  auto& value = parent[key];
  if (!value.is_object()) value = json::object();
  return value.as_object();
}

const json::value* at(const json::value& root, const CellName& cell) {
  const json::value* found = &root;
  for (const auto& key : {std::string(report_format::name_of(cell.table)), cell.row, cell.column}) {
    if (!found->is_object()) return nullptr;
    found = found->get_object().if_contains(key);
    if (!found) return nullptr;
  }
  return found;
}

Fault fault_at(const CellName& cell, std::string code) {
  return {FaultKind::invalid, std::move(code), place_of(cell), {{"label", cell.label}}};
}

/// A number, a decimal text for an amount, or null for a blank.
std::expected<Count, Fault> read_count(const json::value* said, const CellName& cell) {
  if (!said) return std::unexpected(fault_at(cell, "annual_report.cell_missing"));
  if (said->is_null()) return Count{};
  if (cell.kind == CellKind::amount) {
    const auto amount = said->is_string() ? parse_decimal(said->get_string()) : std::nullopt;
    if (!amount || *amount < 0) return std::unexpected(fault_at(cell, "annual_report.cell_wrong"));
    return Count(*amount);
  }
  if (!said->is_int64()) return std::unexpected(fault_at(cell, "annual_report.cell_wrong"));
  const auto value = said->get_int64();
  if (value > greatest || value < (cell.kind == CellKind::signed_count ? -greatest : 0))
    return std::unexpected(fault_at(cell, "annual_report.cell_wrong"));
  return Count(value);
}

json::object parts_json(const Parts& parts) {
  json::object all;
  for (const auto& [number, words] : parts) all[std::to_string(number)] = words;
  return all;
}

Parts read_parts(const json::object& said) {
  Parts parts;
  for (int number = 1; number <= 6; ++number)
    if (const auto* words = said.if_contains(std::to_string(number)); words && words->is_string())
      parts[number] = clean_utf8(words->get_string());
  return parts;
}

const CellName* cell_at(const Form& form, std::string_view place) {
  for (const auto& cell : form.cells)
    if (place_of(cell) == place) return &cell;
  return nullptr;
}

json::array entries_json(const Frozen& report, const Form& form) {
  json::array all;
  for (const auto& entry : report.entries) {
    const auto* cell = form.find(entry.cell);
    if (!cell) continue;
    json::object one{{"cell", place_of(*cell)},
                     {"source", entry.source},
                     {"by", entry.entered_by},
                     {"at", to_iso(entry.entered_at)}};
    if (!entry.evidence.empty()) one["evidence"] = json::array(entry.evidence.begin(), entry.evidence.end());
    all.push_back(std::move(one));
  }
  return all;
}

json::array adjustments_json(const Frozen& report, const Form& form) {
  json::array all;
  for (const auto& one : report.adjustments)
    if (const auto* cell = form.find(one.cell))
      all.push_back(json::object{{"cell", place_of(*cell)}, {"value", one.value}, {"reason", one.reason}});
  return all;
}

std::vector<std::string> texts_of(const json::array& list) {
  std::vector<std::string> texts;
  for (const auto& one : list)
    if (one.is_string()) texts.emplace_back(one.get_string());
  return texts;
}

void read_beside(Frozen& report, json::Reader& reader, const Form& form) {
  for (const auto& said : reader.list("children")) {
    json::Reader child(said);
    report.children.push_back({child.text_or("name", ""), child.text_or("digest", "")});
  }
  for (const auto& said : reader.list("adjustments")) {
    json::Reader one(said);
    if (const auto* cell = cell_at(form, one.text_or("cell", "")))
      report.adjustments.push_back({cell->cell, one.integer_or("value", 0), one.text_or("reason", "")});
  }
  for (const auto& said : reader.list("entries")) {
    json::Reader one(said);
    const auto at = parse_instant(one.text_or("at", ""));
    if (const auto* cell = cell_at(form, one.text_or("cell", "")))
      report.entries.push_back({.cell = cell->cell,
                                .value = report.tables.value(cell->cell),
                                .source = one.text_or("source", ""),
                                .entered_by = one.text_or("by", ""),
                                .entered_at = at.value_or(Instant{}),
                                .evidence = texts_of(one.list("evidence"))});
  }
}

Fault breach_fault(const report_format::Breach& breach, const Form& form) {
  const auto* cell = form.find(breach.cell);
  return {FaultKind::invalid,
          "annual_report.does_not_add_up",
          cell ? place_of(*cell) : "",
          {{"rule", std::string(report_format::code_of(breach.rule))},
           {"label", cell ? cell->label : ""},
           {"left", std::to_string(breach.left)},
           {"right", std::to_string(breach.right)}}};
}

}  // namespace

std::string decimal(std::int64_t millionths) {
  const auto scale = report_format::amount_scale;
  auto text = fmt::format("{}.{:06}", millionths / scale, millionths % scale);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::optional<std::int64_t> parse_decimal(std::string_view text) {
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  auto rest = std::string(dot == std::string_view::npos ? "" : text.substr(dot + 1));
  if (whole.empty() || whole.size() > 12 || rest.size() > 6 || (dot != std::string_view::npos && rest.empty()))
    return std::nullopt;
  rest.resize(6, '0');
  std::int64_t value = 0;
  const auto digits = std::string(whole) + rest;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
  return value;
}

json::object tables_json(const Tables& tables, Format format) {
  json::object all;
  for (const auto& cell : report_format::form(format).cells) {
    const auto count = tables.cells[static_cast<std::size_t>(cell.cell)];
    auto& place = member(member(all, report_format::name_of(cell.table)), cell.row)[cell.column];
    if (count.is_blank()) place = nullptr;
    else if (cell.kind == CellKind::amount) place = decimal(count.value());
    else place = count.value();
  }
  all["money_unit"] = name_of(tables.unit);
  return all;
}

Result<Tables> read_tables(const json::value& said, Format format) {
  Tables tables;
  std::vector<Fault> faults;
  for (const auto& cell : report_format::form(format).cells) {
    auto count = read_count(at(said, cell), cell);
    if (count) tables.cells[static_cast<std::size_t>(cell.cell)] = *count;
    else faults.push_back(std::move(count.error()));
  }
  const auto* unit = said.is_object() ? said.get_object().if_contains("money_unit") : nullptr;
  const auto known = unit && unit->is_string() ? parse_unit(unit->get_string()) : std::optional(MoneyUnit::none);
  if (!known) faults.push_back({FaultKind::invalid, "annual_report.money_unit_unknown", "money_unit"});
  CHECK_OK(all_of(std::move(faults)));
  tables.unit = *known;
  return tables;
}

std::string freeze(const Frozen& report) {
  const auto& form = report_format::form(report.format);
  json::array children;
  for (const auto& child : report.children)
    children.push_back(json::object{{"name", child.name}, {"digest", child.digest}});
  return json::to_string(json::object{{"schema", schema},
                                      {"unit", report.unit_name},
                                      {"unit_code", report.unit_code},
                                      {"year", report.year},
                                      {"format", report_format::name_of(report.format)},
                                      {"tables", tables_json(report.tables, report.format)},
                                      {"parts", parts_json(report.parts)},
                                      {"children", std::move(children)},
                                      {"adjustments", adjustments_json(report, form)},
                                      {"entries", entries_json(report, form)}}) +
         "\n";
}

Result<Frozen> thaw(std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed) return refuse(FaultKind::invalid, "annual_report.file_unreadable", "file");
  json::Reader reader(*parsed);
  if (reader.text_or("schema", "") != schema)
    return refuse(FaultKind::invalid, "annual_report.file_unreadable", "file");
  Frozen report{.unit_name = reader.text("unit"),
                .unit_code = reader.text_or("unit_code", ""),
                .year = static_cast<int>(reader.integer("year"))};
  const auto format = reader.text("format");
  const auto& tables = reader.object_at("tables");
  report.parts = read_parts(reader.object_at("parts"));
  CHECK_OK(reader.finish());
  report.format = report_format::format_of_year(report.year);
  if (report.year < 2019 || report.year > 2200 || format != report_format::name_of(report.format))
    return refuse(FaultKind::invalid, "annual_report.format_wrong", "format");
  report.tables = TRY(read_tables(tables, report.format));
  const auto& form = report_format::form(report.format);
  std::vector<Fault> faults;
  for (const auto& breach : report_format::breaches_of(report.tables, report.format))
    faults.push_back(breach_fault(breach, form));
  CHECK_OK(all_of(std::move(faults)));
  read_beside(report, reader, form);
  return report;
}

}  // namespace gongkai::annual_report
