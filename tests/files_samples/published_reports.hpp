// The figures of four published reports (cases/reports.json).
#pragma once
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/json/json.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

struct Published {
  std::string id, unit, seed;
  int year = 0;
  Format format = Format::form_2019;
  json::object tables;                              // as the checker prints them
  std::vector<std::optional<std::int64_t>> cells4;  // table 4 as it was printed
};

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

inline const std::vector<Published>& published() {
  static const auto list = [] {
    std::vector<Published> reports;
    const auto parsed =
        json::parse(content_of(std::filesystem::path(GONGKAI_SOURCE_DIR) / "src/report_check/cases/reports.json"));
    if (!parsed) throw std::runtime_error("cases/reports.json");
    for (const auto& item : parsed->as_array()) {
      const auto& object = item.as_object();
      const auto text = [&](std::string_view key) { return std::string(object.at(key).as_string()); };
      Published report{.id = text("id"),
                       .unit = text("unit"),
                       .seed = text("seed"),
                       .year = static_cast<int>(object.at("year").as_int64())};
      report.format = text("format") == "2019" ? Format::form_2019 : Format::form_2021;
      report.tables = object.at("tables").as_object();
      for (const auto& cell : object.at("t4_cells").as_array())
        report.cells4.push_back(cell.is_null() ? std::nullopt : std::optional(cell.as_int64()));
      reports.push_back(std::move(report));
    }
    return reports;
  }();
  return list;
}

/// "T3-BAL natural", "N-NOSUIT": the findings of one severity, in order.
inline std::vector<std::string> codes_of(const Checked& checked, Severity severity) {
  std::vector<std::string> codes;
  for (const auto& finding : checked.findings)
    if (finding.severity == severity)
      codes.push_back(finding.code + (finding.column.empty() ? "" : " " + finding.column));
  return codes;
}

}  // namespace gongkai::report_check
