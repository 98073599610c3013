#include "report_check/reading_json.hpp"

#include "report_check/report_json.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Count;
using report_format::MoneyUnit;

json::array spot_json(const Spot& spot) {
  return {spot.page, spot.line, spot.sheet};
}

Spot spot_of(const json::array& spot) {
  return {static_cast<int>(spot.at(0).as_int64()), static_cast<int>(spot.at(1).as_int64()),
          std::string(spot.at(2).as_string())};
}

json::value count_json(Count count) {
  return count.is_blank() ? json::value(nullptr) : json::value(count.value());
}

Count count_of(const json::value& value) {
  return value.is_null() ? Count{} : Count(value.as_int64());
}

json::array repairs_json(const std::vector<Repair>& repairs) {
  json::array list;
  for (const auto& repair : repairs) {
    json::array changes;
    for (const auto& change : repair.changes)
      changes.push_back(json::array{change.cell, count_json(change.from), change.to});
    list.push_back(json::object{{"because", repair.because}, {"changes", std::move(changes)}});
  }
  return list;
}

int cell_in(const json::value& value) {
  const auto cell = value.as_int64();
  if (cell < 0 || cell >= report_format::cell_count) throw std::out_of_range("cell");
  return static_cast<int>(cell);
}

std::vector<Repair> repairs_of(const json::array& list) {
  std::vector<Repair> repairs;
  for (const auto& said : list) {
    Repair repair{.changes = {}, .because = std::string(said.at("because").as_string())};
    for (const auto& change : said.at("changes").as_array())
      repair.changes.push_back({cell_in(change.at(0)), count_of(change.at(1)), change.at(2).as_int64()});
    repairs.push_back(std::move(repair));
  }
  return repairs;
}

Finding finding_of(const json::object& said) {
  const auto text = [&](std::string_view key) {
    const auto& value = said.at(key);
    return value.is_string() ? std::string(value.get_string()) : std::string();
  };
  return {.code = text("code"),
          .severity = parse_severity(text("severity")).value_or(Severity::error),
          .table = text("table"),
          .row = text("row"),
          .column = text("column"),
          .expected = said.at("expected"),
          .found = said.at("found"),
          .message = text("message"),
          .place = text("place")};
}

void read_cells(Report& report, const json::object& reading) {
  for (const auto& said : reading.at("lines").as_array())
    report.lines.push_back({spot_of(said.at(0).as_array()), std::string(said.at(1).as_string())});
  report.spots.assign(report_format::cell_count, {});
  report.sources.assign(report_format::cell_count, {});
  const auto& cells = reading.at("cells").as_array();
  for (std::size_t i = 0; i < report_format::cell_count; ++i) {
    report.tables.cells[i] = count_of(cells.at(i).at(0));
    const auto line = cells.at(i).at(1).as_int64();
    if (line < 0) continue;
    report.sources[i] = {static_cast<int>(line), std::string(cells.at(i).at(2).as_string())};
    report.spots[i] = report.lines.at(static_cast<std::size_t>(line)).spot;
  }
}

Report read(const json::object& reading) {
  Report report{.unit = std::string(reading.at("unit").as_string()),
                .year = static_cast<int>(reading.at("year").as_int64()),
                .format = reading.at("format").as_string() == "2019" ? Format::form_2019 : Format::form_2021};
  report.tables.unit = static_cast<MoneyUnit>(reading.at("money_unit").as_int64() & 3);
  for (std::size_t i = 0; i < 3; ++i) report.has_table[i] = reading.at("has_table").at(i).as_bool();
  read_cells(report, reading);
  for (const auto& said : reading.at("paragraphs").as_array())
    report.paragraphs.push_back(
        {std::string(said.at(0).as_string()), spot_of(said.at(1).as_array()), static_cast<int>(said.at(2).as_int64())});
  for (const auto& said : reading.at("findings").as_array()) report.findings.push_back(finding_of(said.as_object()));
  report.readings = repairs_of(reading.at("readings").as_array());
  report.confidence = reading.at("confidence").to_number<double>();
  report.is_recognised = reading.at("recognised").as_bool();
  return report;
}
}  // namespace

json::object reading_json(const Report& report) {
  json::array lines, cells, paragraphs, findings;
  for (const auto& line : report.lines) lines.push_back(json::array{spot_json(line.spot), line.text});
  for (std::size_t i = 0; i < report_format::cell_count; ++i) {
    const auto source = i < report.sources.size() ? report.sources[i] : CellSource{};
    cells.push_back(json::array{count_json(report.tables.cells[i]), source.line, source.text});
  }
  for (const auto& paragraph : report.paragraphs)
    paragraphs.push_back(json::array{paragraph.text, spot_json(paragraph.spot), paragraph.section});
  for (const auto& finding : report.findings) findings.push_back(to_json(finding));
  return {{"unit", report.unit},
          {"year", report.year},
          {"format", report_format::name_of(report.format)},
          {"money_unit", static_cast<std::int64_t>(report.tables.unit)},
          {"has_table", json::array{report.has_table[0], report.has_table[1], report.has_table[2]}},
          {"lines", std::move(lines)},
          {"cells", std::move(cells)},
          {"paragraphs", std::move(paragraphs)},
          {"findings", std::move(findings)},
          {"readings", repairs_json(report.readings)},
          {"confidence", report.confidence},
          {"recognised", report.is_recognised}};
}

Result<Report> report_of(const json::value& reading) {
  try {
    return read(reading.as_object());
  } catch (const std::exception&) {  // Boost.JSON says what is missing by throwing
    return refuse(FaultKind::unavailable, "report_check.reading_damaged");
  }
}

}  // namespace gongkai::report_check
