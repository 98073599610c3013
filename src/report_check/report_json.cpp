#include "report_check/report_json.hpp"

#include <algorithm>
#include <cmath>

#include "platform/i18n/messages.hpp"

namespace gongkai::report_check {
namespace {
using report_format::CellKind;
using report_format::CellName;
using report_format::Count;
using report_format::MoneyUnit;

json::value to_json(Count count) {
  return count.is_blank() ? json::value(nullptr) : json::value(count.value());
}

/// A number in what the form prints; text with its unit where the writer chose one.
json::value amount_to_json(Count count, MoneyUnit unit, Format format) {
  if (count.is_blank()) return nullptr;
  const auto number = static_cast<double>(count.value()) / static_cast<double>(report_format::amount_scale);
  const bool is_printed = format == Format::form_2021 && unit == MoneyUnit::ten_thousand;
  if (unit != MoneyUnit::none && !is_printed)
    return json::value(fmt::format("{} {}", number, report_format::words_of(unit)));
  if (number == std::floor(number)) return static_cast<std::int64_t>(number);
  return number;
}

json::object& member(json::object& parent, std::string_view key) {
  auto& value = parent[key];
  if (!value.is_object()) value = json::object();
  return value.as_object();
}

void put(json::object& tables, const Tables& values, const CellName& name, Format format) {
  const auto count = values.cells[static_cast<std::size_t>(name.cell)];
  auto& table = member(tables, report_format::name_of(name.table));
  if (name.table == TableId::t2) {
    const auto dot = name.row.find('.');
    auto& row = member(member(table, name.row.substr(0, dot)), name.row.substr(dot + 1));
    row[name.column] = name.kind == CellKind::amount ? amount_to_json(count, values.unit, format) : to_json(count);
    return;
  }
  // of table 4 the blank cells are read as zero: it has one row, and a finding says that they were blank
  member(table, name.row)[name.column] = name.table == TableId::t4 ? json::value(count.value()) : to_json(count);
}

json::value or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

json::object to_json(const Finding& finding) {
  return {{"code", finding.code},
          {"severity", name_of(finding.severity)},
          {"table", or_null(finding.table)},
          {"row", or_null(finding.row)},
          {"column", or_null(finding.column)},
          {"expected", finding.expected},
          {"found", finding.found},
          {"message", finding.message},
          {"place", or_null(finding.place)}};
}

namespace {
json::object to_json(const Repair& repair, Format format) {
  json::array cells;
  for (const auto& change : repair.changes) {
    const auto* name = report_format::form(format).find(change.cell);
    cells.push_back(json::object{{"table", report_format::name_of(name->table)},
                                 {"row", name->row},
                                 {"column", name->column},
                                 {"from", to_json(change.from)},
                                 {"to", change.to}});
  }
  return {{"cells", std::move(cells)}, {"because", repair.because}};
}
}  // namespace

json::object to_json(const Tables& tables, Format format) {
  json::object object{{"t2", json::object()}, {"t3", json::object()}, {"t4", json::object()}};
  for (const auto& name : report_format::form(format).cells) put(object, tables, name, format);
  return object;
}

json::object to_json(const Checked& checked) {
  json::object object{{"path", checked.path}};
  if (checked.fault) {
    object["error"] =
        json::object{{"code", checked.fault->code}, {"message", i18n::messages().message(*checked.fault)}};
    object["findings"] = json::array();
    object["repairs"] = json::array();
    return object;
  }
  const auto& report = checked.report;
  object["unit"] = or_null(report.unit);
  object["year"] = report.year ? json::value(report.year) : json::value(nullptr);
  object["format"] = report_format::name_of(report.format);
  object["confidence"] = std::round(report.confidence * 1000) / 1000;
  object["recognised"] = report.is_recognised;
  object["tables"] = to_json(report.tables, report.format);
  json::array findings, repairs;
  for (const auto& finding : checked.findings) findings.push_back(to_json(finding));
  for (const auto& repair : checked.repairs) repairs.push_back(to_json(repair, report.format));
  object["findings"] = std::move(findings);
  object["repairs"] = std::move(repairs);
  return object;
}

json::object to_json(const std::vector<Checked>& files) {
  json::array list;
  bool ok = true;
  for (const auto& file : files) {
    ok = ok && !file.fault && !file.has_errors();
    list.push_back(to_json(file));
  }
  return {{"files", std::move(list)}, {"ok", ok}};
}

}  // namespace gongkai::report_check
